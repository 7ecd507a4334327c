import type { HierarchyState } from './head';
import { readSubtree } from './read-subtree';
import { findEntries, findSubtrees, readSubtrees } from './subtrees';
import type { Subtree } from './subtrees';
import type { UnitMeter } from './unit-meter';

interface Root {
  readonly root: string;
}

/**
 * The stored hierarchy as a walk through Focus may use it, in this invocation and within its read units; undefined where there is none,
 * where it can't be read, or where it is older than `placeAge` (ms, or `live` = never use it). `now` in ms since the epoch.
 */
export const freshTree = (state: HierarchyState, placeAge: number | 'live', now: number, units: UnitMeter) => {
  if (state.state !== 'read' || placeAge === 'live' || !(now - state.head.readAt <= placeAge)) return undefined;
  const { head } = state;
  const found = new Map<string, Subtree>();
  const subtreesOf = (roots: readonly Root[]): readonly Subtree[] =>
    roots.flatMap(({ root }) => {
      const subtree = found.get(root);
      return subtree ? [subtree] : [];
    });
  const find = async (roots: readonly string[]) => {
    const known = await findSubtrees(head, roots, units);
    if (!known.ok) return known;
    for (const subtree of known.value) found.set(subtree.root, subtree);
    const left = roots.filter((root) => !found.has(root));
    // Those inside another root are known all the same.
    const entries = await findEntries(head, left, units);
    if (!entries.ok) return entries;
    return { ok: true as const, value: { known: known.value, unknown: left.filter((root) => !entries.value.has(root)).sort() } };
  };
  const asked = new Map<string, ReturnType<typeof find>>();
  return {
    readAt: head.readAt,
    count: head.count,
    silent: head.silent === true,
    /** Asked twice for the same roots, storage is asked once. */
    subtrees: (roots: readonly string[]): ReturnType<typeof find> => {
      const key = JSON.stringify(roots);
      const answer = asked.get(key) ?? find(roots);
      asked.set(key, answer);
      return answer;
    },
    whole: (roots: readonly Root[]) => readSubtrees(head, subtreesOf(roots), units),
    areas: async (root: Root, from: { readonly after?: readonly string[]; readonly atMost?: number }) => {
      const [subtree] = subtreesOf([root]);
      return subtree ? readSubtree(head, subtree, from, units) : { ok: false as const, failure: 'unreadable' as const };
    },
  };
};
