import type { Switches } from '../unknowns';
import { ariShape } from './ari';
import { array } from './array';
import { bare } from './bare';
import { full } from './full';
import type { Shape } from './shape';
import { strange } from './strange';

export const SHAPE_NAMES = ['full', 'bare', 'ari', 'array', 'strange'] as const;
export type ShapeName = (typeof SHAPE_NAMES)[number];
export type Shapes = Readonly<Record<ShapeName, Shape>>;

/**
 * Every way in which this Focus may answer; nothing else knows what a shape does. The first that is known to be Focus's own, on the first real
 * site, will make the others history. `cloudId` is part of ARIs; `switches` are read at each call.
 */
export const openShapes = (cloudId: string, switches: Switches): Shapes => ({
  full,
  bare,
  ari: ariShape(cloudId, switches),
  array,
  strange,
});
