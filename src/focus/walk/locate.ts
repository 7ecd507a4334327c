import type { FocusRecord } from '../../exposure/reach/record';
import type { Focus } from '../open-focus';
import type { FocusAreaRecord } from '../read-answer';
import type { FocusRefusal } from '../sign-in';

/** Focus has at most 10 levels (facts: focus.md section 5); a longer chain is a loop or nonsense. */
const MOST_LEVELS = 12;

/** Focus areas read in this call, by id; null for one that Focus doesn't give. Nothing of it outlives the call. */
export type Seen = Map<string, FocusRecord | null>;

type Located = { readonly ok: true; readonly record: FocusRecord } | FocusRefusal;

const read = async (focus: Pick<Focus, 'getFocusArea'>, seen: Seen, id: string): Promise<FocusRecord | null | FocusRefusal> => {
  const known = seen.get(id);
  if (known !== undefined) return known;
  const answer = await focus.getFocusArea(id);
  if (!answer.ok && answer.failure !== 'absent') return answer;
  const record = answer.ok ? answer.value : null;
  seen.set(id, record);
  return record;
};

const isRefusal = (value: FocusRecord | null | FocusRefusal): value is FocusRefusal => value !== null && 'failure' in value;

/**
 * Gives the record with its whole chain of ancestors, reading it and its parents live where the record itself doesn't tell.
 * A chain that can't be known leaves the record as it came: without ancestors, its place is unknown.
 */
export const locate = async (focus: Pick<Focus, 'getFocusArea'>, seen: Seen, record: FocusRecord): Promise<Located> => {
  const chain: string[] = [];
  let at = record;
  for (let level = 0; level < MOST_LEVELS; level++) {
    if (at.ancestors !== undefined) {
      const ancestors = [...at.ancestors, ...chain];
      const parentId = ancestors.at(-1);
      return { ok: true, record: { ...record, ancestors, ...(parentId === undefined ? {} : { parentId }) } };
    }
    // A list may be silent about the parent where the record alone tells it.
    const next = await read(focus, seen, at.parentId ?? at.id);
    if (isRefusal(next)) return next;
    if (next === null || (at.parentId === undefined && next.ancestors === undefined && next.parentId === undefined)) break;
    if (at.parentId !== undefined) chain.unshift(at.parentId);
    at = next;
  }
  return { ok: true, record };
};

/**
 * `locate` for a record that was read by itself. Focus documents that this tells the whole path, so what it tells wrongly is looked for nowhere
 * else: an area whose place is unknown takes one call, as an absent one does.
 */
export const locateAlone = async (focus: Pick<Focus, 'getFocusArea'>, record: FocusAreaRecord): Promise<Located> =>
  record.isPathWrong ? { ok: true, record } : locate(focus, new Map(), record);
