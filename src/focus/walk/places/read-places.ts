import type { FocusRecord } from '../../../exposure/reach/record';
import type { Segment } from '../position/position';
import { chainOf, compareChains } from './stored-tree';
import type { StoredSubtree, StoredTree } from './stored-tree';

/** Where the areas of the stored subtrees hang, for one invocation. */
export interface Places {
  /** ms since the epoch. */
  readonly readAt: number;
  /** Chain of ancestors by id. */
  readonly ancestors: ReadonlyMap<string, readonly string[]>;
  /** The last chain that fitted, where not all did. */
  readonly upTo?: readonly string[];
}

/** Whether a walk that stands behind `after` still has to look at the subtree, and from where in it. */
export const restOf = ({ root, ancestors }: StoredSubtree, after: readonly string[] | undefined): 'whole' | 'part' | 'nothing' => {
  if (after === undefined) return 'whole';
  const own = chainOf({ id: root, ancestors });
  if (own.every((id, level) => after[level] === id)) return 'part';
  return compareChains(after, own) < 0 ? 'whole' : 'nothing';
};

/**
 * Reads the places of everything below the roots, or of one segment of it: from behind `from`, up to `to`, or as far as storage may be asked.
 * Undefined = the stored hierarchy can't be read, or not one area of it any more in this invocation.
 */
export const readPlaces = async (tree: StoredTree, roots: readonly string[], { from, to }: Segment): Promise<Places | undefined> => {
  const subtrees = await tree.subtrees(roots);
  if (!subtrees.ok) return undefined;
  const whole = from || to ? { ok: false as const } : await tree.whole(subtrees.value.known);
  const ancestors = new Map<string, readonly string[]>();
  if (whole.ok) {
    for (const area of whole.value) ancestors.set(area.id, area.ancestors);
    return { readAt: tree.readAt, ancestors };
  }
  let last: readonly string[] | undefined;
  const cut = (): Places | undefined => (last ? { readAt: tree.readAt, ancestors, upTo: last } : undefined);
  for (const subtree of subtrees.value.known) {
    const rest = restOf(subtree, from);
    if (rest === 'nothing') continue;
    const found = await tree.areas(subtree, rest === 'part' && from ? { after: from } : {});
    if (!found.ok) return cut();
    for (const area of found.value.areas) {
      const chain = chainOf(area);
      if (to && compareChains(chain, to) > 0) return { readAt: tree.readAt, ancestors, upTo: to };
      ancestors.set(area.id, area.ancestors);
      last = chain;
    }
    if (found.value.more) return cut();
  }
  return { readAt: tree.readAt, ancestors, ...(to ? { upTo: to } : {}) };
};

/**
 * The record with the place that the stored hierarchy knows. What the record itself tells comes first: of its whole chain all of it, of its
 * parent that much. One that the stored subtrees don't hold is left as it came.
 */
export const placed = (record: FocusRecord, { ancestors, readAt }: Pick<Places, 'ancestors' | 'readAt'>): FocusRecord => {
  if (record.ancestors !== undefined) return record;
  const { parentId } = record;
  const above = ancestors.get(parentId ?? record.id);
  if (!above) return record;
  const chain = parentId === undefined ? above : [...above, parentId];
  const parent = chain.at(-1);
  return { ...record, ancestors: chain, placeReadAt: readAt, ...(parent === undefined ? {} : { parentId: parent }) };
};
