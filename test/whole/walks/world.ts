import type { ShapeName } from '../../../local/focus/shapes/shapes';
import type { Policy } from '../../../src/exposure/policy/policy';
import { openApiSite, part, policy } from '../../api-routes/api-site';
import type { ApiSite } from '../../api-routes/api-site';
import { rootsOfSizes } from './oracle';
import type { Restriction } from './oracle';

/** A request that the app made of Focus, as far as these proofs tell requests apart. */
export type Asked = 'page' | 'children' | 'get';

/** A site with a portfolio of some size in one shape, and what is asked of its Focus. */
export interface World extends ApiSite {
  readonly shape: ShapeName;
  /** Three subtrees (some areas; some in a hundred; a third of all) and two conditions. */
  readonly wide: Restriction;
  /** Three small subtrees, one of them flat, where following the tree takes fewer calls than reading the list. */
  readonly narrow: Restriction;
  /** Hears of each call to Focus's areas before it is answered; null takes it away. */
  hear: ((asked: Asked) => void) | null;
  /** Has the hierarchy read by the app's own job, and waits for it. */
  readonly readHierarchy: () => Promise<void>;
  /** The portfolio as it was at first, in this shape. */
  readonly startAgain: () => void;
}

const CONDITIONS = { statuses: ['IN_PROGRESS', 'PENDING'], dueAfter: '2026-12-31' } as const;

const askedBy = ({ url }: Request): Asked | undefined => {
  const { pathname, searchParams } = new URL(url);
  if (!pathname.includes('/v1/focus-areas')) return undefined;
  if (!pathname.endsWith('/v1/focus-areas')) return 'get';
  return searchParams.has('parentId') ? 'children' : 'page';
};

const FLAT = 'flat-root';

/** An area with many right below it: two calls for all of them. The ids are the same each time. */
const plantFlat = ({ focus }: ApiSite): void => {
  const due = { status: 'PENDING', targetDate: '2027-06-30', targetDateType: 'DAY' } as const;
  focus.create({ id: FLAT, name: 'Flat', ...due });
  for (let at = 0; at < 40; at++) focus.create({ id: `flat-${at}`, name: `Flat ${at}`, parentId: FLAT, ...due });
};

/** What the admin publishes for a restriction. */
export const policyFor = ({ under, statuses, dueAfter }: Restriction, placeAge: number | 'live'): Policy =>
  policy(
    part({
      fields: { id: 'show', name: 'show', status: 'show', targetDate: 'show' },
      records: {
        under,
        where: [
          { field: 'status', in: statuses },
          { field: 'targetDate', after: dueAfter },
        ],
      },
      placeAge,
    }),
  );

/** Opens one; close it when done. `load` gives the app's handlers where they aren't those of src as they stand. */
export const openWorld = async (
  size: number,
  shape: ShapeName,
  options: { readonly appRoot?: string; readonly load?: (handler: string) => unknown } = {},
): Promise<World> => {
  const site = await openApiSite({ focusSize: size, ...options });
  const { focus } = site;
  const sized = rootsOfSizes(focus.tree(), [size / 3, size / 30, Math.max(4, size / 700)]);
  const small = rootsOfSizes(focus.tree(), [size / 300, 1]);
  plantFlat(site);
  const world: World = {
    ...site,
    shape,
    wide: { under: sized, ...CONDITIONS },
    narrow: { under: [FLAT, ...small], ...CONDITIONS },
    hear: null,
    readHierarchy: async () => {
      const hears = world.hear;
      world.hear = null;
      await site.asAdmin('refreshHierarchy');
      await site.events.settle();
      world.hear = hears;
      const { stored, reading } = (await site.asAdmin('hierarchy')) as { stored: { state: string }; reading?: { state: string } };
      if (stored.state !== 'read' || reading?.state !== 'done') throw new Error(`The hierarchy was not read: ${JSON.stringify(reading)}`);
    },
    startAgain: () => {
      focus.reset();
      plantFlat(site);
      focus.switches.shape = shape;
    },
  };
  const send = focus.fetch.bind(focus);
  focus.fetch = (request) => {
    const asked = askedBy(request);
    if (asked !== undefined) world.hear?.(asked);
    return send(request);
  };
  focus.switches.shape = shape;
  return world;
};
