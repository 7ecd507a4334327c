import type { ShapeName } from '../../../local/focus/shapes/shapes';
import { proveWalk } from './prove-walk';
import type { Proved, WalkCase } from './prove-walk';
import { openWorld } from './world';

export const SHAPES = ['full', 'bare', 'ari', 'array', 'strange'] as const satisfies readonly ShapeName[];

const walk = (reach: WalkCase['reach'], placeAge: WalkCase['placeAge'], hierarchy: WalkCase['hierarchy'], moving: boolean): WalkCase => ({
  reach,
  placeAge,
  hierarchy,
  moving,
});

/** Those without a hierarchy come first: once read, it stays. Those of a portfolio that changes show more, those of one that stays more exactly. */
const CASES: readonly WalkCase[] = [
  walk('wide', 60, 'none', false),
  walk('wide', 60, 'none', true),
  walk('wide', 60, 'read', false),
  walk('wide', 60, 'read', true),
  walk('wide', 'live', 'read', false),
  walk('wide', 'live', 'read', true),
  walk('narrow', 60, 'read', false),
  walk('narrow', 60, 'read', true),
  // These leave a hierarchy of a changed portfolio behind.
  walk('wide', 60, 'again', true),
];

export interface ShapeRun {
  readonly areas: number;
  readonly limit: number;
  readonly seed: number;
  /** Leaves out what most of the others show as well. */
  readonly isQuick?: boolean;
  readonly appRoot?: string;
  readonly load?: (handler: string) => unknown;
  /** Hears of each case as it ends. */
  readonly heard?: (proved: Proved) => void;
}

/** Every case in one shape, on one site. */
export const proveShape = async (
  shape: ShapeName,
  { areas, limit, seed, isQuick, heard, ...options }: ShapeRun,
): Promise<readonly Proved[]> => {
  const world = await openWorld(areas, shape, options);
  try {
    const proved: Proved[] = [];
    let read = false;
    for (const [index, each] of CASES.entries()) {
      if (isQuick && !each.moving && !(each.reach === 'wide' && each.hierarchy === 'read')) continue;
      if (each.hierarchy !== 'none' && !read) {
        await world.readHierarchy();
        read = true;
      }
      const one = await proveWalk(world, each, { limit, seed: seed + index });
      proved.push(one);
      heard?.(one);
    }
    return proved;
  } finally {
    await world.close();
  }
};
