import { LIST } from '../../api-routes/api-site';
import { randomFor } from '../../proof/cases/random';
import { change, openWitness } from './churn';
import { nothingSpent, spend, walkList } from './walk';
import type { Spent, Walk } from './walk';
import { policyFor } from './world';
import type { World } from './world';

/** One walk to prove. */
export interface WalkCase {
  readonly reach: 'wide' | 'narrow';
  readonly placeAge: 60 | 'live';
  /** Whether a hierarchy was read before; `again` = and once more after each third page, up to twice. */
  readonly hierarchy: 'none' | 'read' | 'again';
  /** Whether the portfolio changes while it is walked, between calls of the app's as well as between pages. */
  readonly moving: boolean;
}

/** What a walk showed; `wrong` is empty when it is as it must be. */
export interface Proved extends WalkCase {
  readonly shape: World['shape'];
  readonly way: string;
  readonly spent: Spent;
  readonly found: number;
  /** Nothing was to be given: no place is known. */
  readonly hopeless: boolean;
  /** Areas that had to be given otherwise, and those that might have been. */
  readonly must: number;
  readonly may: number;
  readonly seconds: number;
  readonly getUnits: number;
  readonly wrong: readonly string[];
}

/** Design: budget of one call. */
const MOST = { calls: 20, units: 25, getUnits: 3 } as const;

const AGAIN = { after: 3, times: 2 } as const;

/**
 * Calls to Focus after which something changes, how many changes at most, and the share of the asked page size that a page has: what is
 * narrow takes few calls and pages.
 */
const PACE = { wide: { every: 10, most: 4, share: 1 }, narrow: { every: 2, most: 12, share: 0.2 } } as const;

/** Places in a list that tells none come from the stored hierarchy alone, and here there are too many areas to ask for each. */
const isHopeless = ({ shape }: World, { hierarchy, placeAge }: WalkCase): boolean =>
  shape === 'bare' && (hierarchy === 'none' || placeAge === 'live');

const wayOf = ({ spent, refused }: Walk): string => {
  if (refused !== undefined) return refused;
  const { asked, stored } = spent;
  if (asked.children > 0) return 'follows the tree';
  return `${stored ? 'list, stored places' : 'list'}${asked.get > 0 ? ', gets' : ''}`;
};

const some = (ids: readonly string[]): string => `${ids.length} (${ids.slice(0, 3).join(', ')})`;

const compare = (
  ids: readonly string[],
  must: ReadonlySet<string>,
  may: ReadonlySet<string>,
  once: (id: string) => boolean,
): readonly string[] => {
  const given = new Set(ids);
  const seen = new Set<string>();
  const [twice, strangers, lost] = [
    ids.filter((id) => once(id) && seen.size === seen.add(id).size),
    [...given].filter((id) => !may.has(id)),
    [...must].filter((id) => !given.has(id)),
  ];
  return [
    ...(twice.length > 0 ? [`given twice: ${some(twice)}`] : []),
    ...(strangers.length > 0 ? [`never in the reach: ${some(strangers)}`] : []),
    ...(lost.length > 0 ? [`not given: ${some(lost)}`] : []),
  ];
};

/** Walks one case of a world whose portfolio is as it was when the hierarchy was read, and leaves it so. */
export const proveWalk = async (world: World, walked: WalkCase, { limit, seed }: { limit: number; seed: number }): Promise<Proved> => {
  const restriction = world[walked.reach];
  await world.publish(policyFor(restriction, walked.placeAge));
  const witness = openWitness(world, restriction);
  const random = randomFor(seed, 0);
  const { every, most, share } = PACE[walked.reach];
  let calls = 0;
  if (walked.moving) {
    world.hear = () => {
      if (++calls % every === 0) change(world, random, restriction, witness, most);
    };
  }
  const started = performance.now();
  let pages = 0;
  let job = 0;
  const walk = await walkList(world, Math.ceil(limit * share), async () => {
    if (walked.moving) change(world, random, restriction, witness, most);
    pages += 1;
    if (walked.hierarchy !== 'again' || pages % AGAIN.after !== 0 || pages > AGAIN.after * AGAIN.times) return;
    const before = performance.now();
    await world.readHierarchy();
    job += performance.now() - before;
  });
  const seconds = (performance.now() - started - job) / 1000;
  world.hear = null;

  const gets = nothingSpent();
  const outside = [...world.focus.tree().keys()].slice(0, 3);
  for (const id of [...[...witness.always()].slice(0, 3), ...outside]) await spend(world, `${LIST}/${id}`, gets);

  const { ids, spent, refused } = walk;
  const heard = spent.asked.page + spent.asked.children + spent.asked.get;
  const hopeless = isHopeless(world, walked);
  // Under a newer hierarchy, what hangs elsewhere stands elsewhere in its order: before a walk's position or behind it.
  const must = walked.hierarchy === 'again' ? witness.settled() : witness.always();
  const isOnce = (id: string): boolean => walked.hierarchy !== 'again' || must.has(id) || !witness.ever().has(id);
  const wrong = [
    ...(hopeless && refused !== '503 hierarchy_stale' ? [`not hierarchy_stale, but ${refused ?? 'a list'}`] : []),
    ...(!hopeless && refused !== undefined ? [refused] : []),
    ...(hopeless ? [] : compare(ids, must, witness.ever(), isOnce)),
    ...(heard !== spent.calls ? [`${heard} of ${spent.calls} calls were heard: not everything was changed in between`] : []),
    ...(spent.mostCalls > MOST.calls ? [`${spent.mostCalls} calls to Focus in one page`] : []),
    ...(spent.mostUnits > MOST.units ? [`${spent.mostUnits} KVS units in one page`] : []),
    ...(gets.mostUnits > MOST.getUnits ? [`${gets.mostUnits} KVS units in a get`] : []),
  ];
  const may = witness.ever().size;
  if (walked.moving) world.startAgain();
  const { shape } = world;
  return {
    ...walked,
    shape,
    way: wayOf(walk),
    spent,
    found: ids.length,
    hopeless,
    must: must.size,
    may,
    seconds,
    getUnits: gets.mostUnits,
    wrong,
  };
};
