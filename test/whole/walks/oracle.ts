import type { ShapeName } from '../../../local/focus/shapes/shapes';
import type { TestSite } from '../../site';

type Portfolio = Pick<TestSite['focus'], 'tree' | 'records' | 'idOf'>;
export type Parents = ReadonlyMap<string, string | null>;

/** What a list is restricted to, in the words that the policy of these walks uses. */
export interface Restriction {
  readonly under: readonly string[];
  readonly statuses: readonly string[];
  /** A calendar date as YYYY-MM-DD: target dates after it. */
  readonly dueAfter: string;
}

/** Whether an area lies at or below one of the roots. One whose chain breaks off, or goes in a circle, lies nowhere. */
const isBelow = (parents: Parents, id: string, roots: readonly string[]): boolean => {
  let inside = false;
  const passed = new Set<string>();
  for (let at: string | null | undefined = id; at !== null; at = parents.get(at)) {
    if (at === undefined || passed.has(at) || !parents.has(at)) return false;
    passed.add(at);
    inside ||= roots.includes(at);
  }
  return inside;
};

/**
 * Which areas lie in the reach at this moment: the plain reading of the restriction over what Focus keeps, as its shape tells it. Shares
 * nothing with the app.
 */
export const reachedIn = (focus: Portfolio, shape: ShapeName, { under, statuses, dueAfter }: Restriction): ReadonlySet<string> => {
  const parents = focus.tree();
  const reached = new Set<string>();
  for (const record of focus.records('focusArea', shape)) {
    const { id, status, targetDate } = record;
    if (typeof status !== 'string' || !statuses.includes(status)) continue;
    if (typeof targetDate !== 'string' || !(targetDate > dueAfter)) continue;
    const plain = focus.idOf(String(id));
    if (isBelow(parents, plain, under)) reached.add(plain);
  }
  return reached;
};

/** How many areas each subtree holds, its root included. */
const subtreeSizes = (parents: Parents): ReadonlyMap<string, number> => {
  const sizes = new Map<string, number>();
  for (const id of parents.keys()) {
    for (let at: string | null | undefined = id; typeof at === 'string'; at = parents.get(at)) sizes.set(at, (sizes.get(at) ?? 0) + 1);
  }
  return sizes;
};

const isRelated = (parents: Parents, one: string, other: string): boolean =>
  isBelow(parents, one, [other]) || isBelow(parents, other, [one]);

/** Roots of subtrees as near to these sizes as there are, none inside another. */
export const rootsOfSizes = (parents: Parents, wanted: readonly number[]): readonly string[] => {
  const sizes = [...subtreeSizes(parents)];
  const roots: string[] = [];
  for (const size of [...wanted].sort((one, other) => other - one)) {
    const [nearest] = sizes
      .filter(([id]) => !roots.some((root) => isRelated(parents, id, root)))
      .sort(([, one], [, other]) => Math.abs(one - size) - Math.abs(other - size));
    if (!nearest) throw new Error(`There is no subtree left for a size of ${size}.`);
    roots.push(nearest[0]);
  }
  return roots;
};
