import { MOST_DEPTH, OBSERVED_NAME, isObservedPath, shadowed } from '../exposure/catalogue/observed';
import type { ResourceName } from '../exposure/policy/policy';

type Members = Readonly<Record<string, unknown>>;

/** Leaves looked at in one record: more than a grant may name, few enough for a record made to be slow. */
const MOST_LEAVES = 400;

const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What a record holds beside what the catalogue knows of its resource, nested as Focus sent it: the leaves that a grant may declare as
 * observed, and nothing at, over or under a name of ours. What leaves of it the grant decides.
 */
export const observedLeaves = (resource: ResourceName, raw: Members): Members => {
  let left = MOST_LEAVES;
  const under = (group: Members, above: string, depth: number): Members => {
    const kept: Record<string, unknown> = {};
    for (const name of Object.keys(group)) {
      if (!OBSERVED_NAME.test(name)) continue;
      if ((left -= 1) < 0) break;
      const path = above === '' ? name : `${above}.${name}`;
      const value = group[name];
      if (value === null || value === undefined) continue;
      if (isObject(value) && Object.keys(value).some((inner) => OBSERVED_NAME.test(inner))) {
        const inner = depth < MOST_DEPTH ? under(value, path, depth + 1) : {};
        if (Object.keys(inner).length > 0) kept[name] = inner;
      } else if (shadowed(resource, path) === undefined && isObservedPath(path)) kept[name] = value;
    }
    return kept;
  };
  return under(raw, '', 1);
};
