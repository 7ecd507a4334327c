import { reaches } from '../../exposure/reach/reaches';
import type { FocusRecord } from '../../exposure/reach/record';
import type { FocusRefusal } from '../sign-in';
import { locate } from './locate';
import type { Seen } from './locate';
import { restOf } from './places/read-places';
import type { TreePosition } from './position/position';
import { FOCUS_AREA } from './places/source';
import { chainOf } from './places/stored-tree';
import type { StoredArea, StoredTree } from './places/stored-tree';
import { UPSTREAM_PAGE, openYield } from './walk';
import type { Means, Walked, Wanted } from './walk';

/** Areas read from the stored hierarchy at once: more than one invocation hands out. */
const WINDOW = 300;

/** Pages of one parent's children; what lies beyond is asked for one by one. */
const MOST_PAGES = 8;

type Subtrees = Extract<Awaited<ReturnType<StoredTree['subtrees']>>, { ok: true }>['value'];

const STALE: Walked = { ok: false, failure: 'hierarchy_stale' };

/** A record as Focus gave it, with what that says of its place; null = Focus doesn't have it. */
type Fetched = { readonly ok: true; readonly record: FocusRecord | null } | FocusRefusal;

/** Fetches stored areas: children by their parent's list, each of which is asked for once; roots, and what isn't in that list, by themselves. */
const openFetch = ({ focus }: Pick<Means, 'focus'>, readAt: number, roots: ReadonlySet<string>) => {
  const lists = new Map<string, ReadonlyMap<string, FocusRecord>>();
  const seen: Seen = new Map();

  const childrenOf = async (parentId: string): Promise<ReadonlyMap<string, FocusRecord> | FocusRefusal> => {
    const known = lists.get(parentId);
    if (known) return known;
    const found = new Map<string, FocusRecord>();
    const cursors = new Set<string>();
    let cursor: string | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const answer = await focus.listFocusAreas({ limit: UPSTREAM_PAGE, parentId, ...(cursor === undefined ? {} : { cursor }) });
      if (!answer.ok) return answer;
      for (const record of answer.value.records) found.set(record.id, record);
      cursor = answer.value.next;
      if (cursor === undefined || cursors.has(cursor)) break;
      cursors.add(cursor);
    }
    lists.set(parentId, found);
    return found;
  };

  const alone = async (id: string): Promise<Fetched> => {
    const answer = await focus.getFocusArea(id);
    if (!answer.ok) return answer.failure === 'absent' ? { ok: true, record: null } : answer;
    return locate(focus, seen, answer.value);
  };

  /** A place that Focus tells comes first; a parent that it tells, and that isn't the stored one, makes the stored chain a former one. */
  const inPlace = async (record: FocusRecord, ancestors: readonly string[]): Promise<Fetched> => {
    const parentId = ancestors.at(-1);
    if (record.ancestors !== undefined) return { ok: true, record };
    if (record.parentId !== undefined && record.parentId !== parentId) return locate(focus, seen, record);
    return { ok: true, record: { ...record, ancestors, placeReadAt: readAt, ...(parentId === undefined ? {} : { parentId }) } };
  };

  return {
    loose: alone,
    stored: async ({ id, ancestors }: StoredArea): Promise<Fetched> => {
      const parentId = ancestors.at(-1);
      if (parentId === undefined || roots.has(id)) return alone(id);
      const children = await childrenOf(parentId);
      if ('failure' in children) return children;
      const listed = children.get(id);
      // It may have moved: then it is somewhere else, and would be missed here and there.
      return listed ? inPlace(listed, ancestors) : alone(id);
    },
  };
};

/**
 * Walks the stored subtrees in the order of the tree and asks Focus for children by their parent: fewer calls than the whole list, where the
 * subtrees are small. `subtrees` are those of the roots, if they were read already.
 */
export const followTree = async (means: Means, wanted: Wanted, start: TreePosition, subtrees?: Subtrees): Promise<Walked> => {
  const { tree } = means;
  const { reach, limit, now, keeps = () => true } = wanted;
  const roots = reach.grants.get(FOCUS_AREA)?.roots ?? 'all';
  if (!tree || roots === 'all') return STALE;
  const found = subtrees ? { ok: true as const, value: subtrees } : await tree.subtrees([...roots]);
  if (!found.ok) return STALE;
  const fetch = openFetch(means, tree.readAt, roots);
  const out = openYield(means, () => true);

  let at = start;
  /** True = got through; false = to stop before it; else the failure. */
  const take = async (ask: () => Promise<Fetched>, behind: TreePosition): Promise<boolean | Walked> => {
    if (out.count() >= limit || out.isSpent()) return false;
    const fetched = await ask();
    if (!fetched.ok) return out.give(fetched, at);
    const { record } = fetched;
    out.pass(record && reaches(reach, FOCUS_AREA, record, now) && keeps(record) ? record : undefined);
    at = behind;
    return true;
  };
  const stop = (taken: false | Walked): Walked => taken || out.end(at);

  if (at.after === undefined) {
    const { loose } = start;
    for (const id of found.value.unknown.filter((each) => loose === undefined || each > loose)) {
      const taken = await take(() => fetch.loose(id), { kind: 'tree', loose: id });
      if (taken !== true) return stop(taken);
    }
  }
  for (const subtree of found.value.known) {
    for (let more = true; more;) {
      const rest = restOf(subtree, at.after);
      if (rest === 'nothing') break;
      const window = await tree.areas(subtree, { atMost: WINDOW, ...(rest === 'part' && at.after ? { after: at.after } : {}) });
      if (!window.ok) return out.isStarted() ? out.end(at) : STALE;
      for (const area of window.value.areas) {
        const taken = await take(() => fetch.stored(area), { kind: 'tree', after: chainOf(area) });
        if (taken !== true) return stop(taken);
      }
      ({ more } = window.value);
    }
  }
  return out.end(undefined);
};
