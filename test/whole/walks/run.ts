import { HANDLERS } from './handlers';
import { proveShape } from './prove-shape';
import type { ShapeRun } from './prove-shape';

export { SHAPES } from './prove-shape';

/** `proveShape` with the app in the same bundle. */
export const run = (shape: Parameters<typeof proveShape>[0], options: Omit<ShapeRun, 'load'>): ReturnType<typeof proveShape> =>
  proveShape(shape, { ...options, load: (name) => HANDLERS[name] });
