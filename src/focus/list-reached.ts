import type { Reach } from '../exposure/reach/compile';
import { placeIsOpen, reaches } from '../exposure/reach/reaches';
import type { FocusRecord } from '../exposure/reach/record';
import type { Budget } from './budget';
import { locate } from './locate';
import type { Seen } from './locate';
import type { Focus } from './open-focus';
import type { FocusRefusal } from './sign-in';

/** Records asked of Focus at once. */
const UPSTREAM_PAGE = 100;

/** Pages without any record after which a list counts as ended: Focus names no such thing, a loop that names new cursors does. */
const MOST_EMPTY_PAGES = 40;

/** Longest cursor of Focus that is carried on; ours holds two of them, and has to fit into an address. */
const LONGEST_CURSOR = 2_000;

/** Where a walk through Focus's list stands, between two calls. */
export interface Position {
  /** Focus's cursor of the page; absent = the first. */
  readonly cursor?: string;
  /** Records of that page that were passed. */
  readonly offset: number;
  /** Pages walked, and the cursor at the last power of two of them: a list that runs in a circle meets it again. */
  readonly pages: number;
  readonly mark?: string;
  /** Pages in a row that held no record at all. */
  readonly empty: number;
}

const WAITS: ReadonlySet<FocusRefusal['failure']> = new Set(['focus_timeout', 'too_many_requests']);

export const START: Position = { offset: 0, pages: 0, empty: 0 };

/** What is looked for among the focus areas; `now` in ms since the epoch. */
export interface Wanted {
  readonly reach: Reach;
  readonly limit: number;
  readonly now: number;
}

interface Reached {
  readonly records: readonly FocusRecord[];
  /** Where to go on; absent at the end of the list. */
  readonly next?: Position;
}

type Answer = { readonly ok: true; readonly value: Reached } | FocusRefusal;

const pageAfter = (at: Position, next: string | undefined, count: number): Position | undefined => {
  const empty = count === 0 ? at.empty + 1 : 0;
  if (next === undefined || next === at.mark || empty >= MOST_EMPTY_PAGES) return undefined;
  const pages = at.pages + 1;
  const mark = Number.isInteger(Math.log2(pages)) ? next : at.mark;
  return { cursor: next, offset: 0, pages, empty, ...(mark === undefined ? {} : { mark }) };
};

/**
 * The records of Focus's list that lie in the reach, from a position on, at most `limit` of them.
 * Ends early, with a position to go on from, when the budget of this invocation is spent; fails only when Focus does.
 */
export const listReached = async (
  focus: Pick<Focus, 'listFocusAreas' | 'getFocusArea'>,
  budget: Pick<Budget, 'callsLeft' | 'millisLeft'>,
  { reach, limit, now }: Wanted,
  from: Position,
): Promise<Answer> => {
  const records: FocusRecord[] = [];
  const seen: Seen = new Map();
  const spent = (): boolean => budget.callsLeft() <= 0 || budget.millisLeft() <= 0;
  const endAt = (next: Position | undefined): Answer => ({ ok: true, value: next ? { records, next } : { records } });

  let at: Position | undefined = from;
  let passed = 0;
  // To be told to wait ends a call that got somewhere: thrown away, the next one would come no further. One that got nowhere fails.
  const give = (refusal: FocusRefusal, position: Position): Answer =>
    passed > 0 && WAITS.has(refusal.failure) ? endAt(position) : refusal;

  while (at) {
    const here: Position = at;
    if (spent() && passed > 0) return endAt(here);
    const page = await focus.listFocusAreas({ limit: UPSTREAM_PAGE, ...(here.cursor === undefined ? {} : { cursor: here.cursor }) });
    if (!page.ok) return give(page, here);
    if ((page.value.next?.length ?? 0) > LONGEST_CURSOR) return { ok: false, failure: 'focus_failed' };
    const found = page.value.records;
    for (const record of found) if (record.ancestors !== undefined || record.parentId !== undefined) seen.set(record.id, record);
    for (let offset = here.offset; offset < found.length; offset++) {
      const listed = found[offset];
      if (!listed) continue;
      const open = placeIsOpen(reach, 'focusArea', listed, now);
      if (records.length >= limit && (open || reaches(reach, 'focusArea', listed, now))) return endAt({ ...here, offset });
      if (open && spent() && passed > 0) return endAt({ ...here, offset });
      const located = open ? await locate(focus, seen, listed) : { ok: true as const, record: listed };
      if (!located.ok) return give(located, { ...here, offset });
      if (reaches(reach, 'focusArea', located.record, now)) records.push(located.record);
      passed += 1;
    }
    at = pageAfter(here, page.value.next, found.length + page.value.unreadable);
    passed += 1;
    if (records.length >= limit) return endAt(at);
  }
  return endAt(undefined);
};
