import { reaches } from '../../exposure/reach/reaches';
import { followTree } from './follow-tree';
import { locateAlone } from './locate';
import { START } from './position/position';
import type { Position } from './position/position';
import { scan } from './scan';
import { FOCUS_AREA } from './places/source';
import { UPSTREAM_PAGE } from './walk';
import type { Means, Walked, Wanted } from './walk';

/** Sites up to this size are scanned: there is hardly a call to save. */
const SMALL_SITE = 3 * UPSTREAM_PAGE;

const NOTHING: Walked = { ok: true, value: { records: [] } };

/**
 * The parent that was asked for, read live: what hangs under it is looked for only where it lies in the reach. One that doesn't and one
 * that isn't there take the same call.
 */
const parentIsReached = async ({ focus }: Means, { reach, now }: Wanted, parentId: string): Promise<boolean | Walked> => {
  const found = await focus.getFocusArea(parentId);
  if (!found.ok) return found.failure === 'absent' ? false : found;
  const located = await locateAlone(focus, found.value);
  return located.ok ? reaches(reach, FOCUS_AREA, located.record, now) : located;
};

/** Which way takes fewer calls to Focus, and the answer of the one chosen. The list's first page is asked for while the index is read. */
const begin = async (means: Means, wanted: Wanted): Promise<Walked> => {
  const { tree, focus } = means;
  const { asked, reach } = wanted;
  const roots = reach.grants.get(FOCUS_AREA)?.roots ?? 'all';
  if (!tree || asked || roots === 'all' || tree.count <= SMALL_SITE) return scan(means, wanted, START);
  const first = focus.listFocusAreas({ limit: UPSTREAM_PAGE });
  const subtrees = await tree.subtrees([...roots]);
  if (!subtrees.ok) return scan(means, wanted, START, first);
  const { known, unknown } = subtrees.value;
  const calls = known.reduce((sum, subtree) => sum + subtree.calls, unknown.length);
  if (calls >= tree.count / UPSTREAM_PAGE) return scan(means, wanted, START, first);
  await first;
  return followTree(means, wanted, { kind: 'tree' }, subtrees.value);
};

/**
 * The focus areas that lie in the reach, from a position on (absent = from the beginning), at most `limit` of them. Ends early, with a
 * position to go on from, when the budget of this invocation is spent; fails only when Focus does, or when places can't be known.
 */
export const listReached = async (means: Means, wanted: Wanted, from?: Position): Promise<Walked> => {
  const parentId = wanted.asked?.parentId;
  const reached = parentId === undefined ? true : await parentIsReached(means, wanted, parentId);
  if (reached === false) return NOTHING;
  if (reached !== true) return reached;
  if (!from) return begin(means, wanted);
  return from.kind === 'tree' ? followTree(means, wanted, from) : scan(means, wanted, from);
};
