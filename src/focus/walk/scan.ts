import { reaches } from '../../exposure/reach/reaches';
import type { FocusRecord } from '../../exposure/reach/record';
import type { FocusAnswer } from '../open-focus';
import { digestOf, setOf } from './position/digests';
import { locate } from './locate';
import type { Seen } from './locate';
import { follow, namedOf, ownOrder } from './position/order';
import type { Sort } from './position/order';
import { LONGEST_CURSOR, MOST_PASSED, isRepeated, nextPass, pageAfter, sampled, withPassed } from './position/position';
import type { ScanPosition } from './position/position';
import { FOCUS_AREA, openSource, tellsPlace } from './places/source';
import type { Page } from './places/source';
import { UPSTREAM_PAGE, openYield } from './walk';
import type { Means, Walked, Wanted } from './walk';

const SORT_UNAVAILABLE: Walked = { ok: false, failure: 'sort_unavailable' };

/** What is left to look at on a page, and how to remember that a record was passed. */
const openPage = ({ records }: Page, at: ScanPosition, sort: Sort | undefined) => {
  const passed = setOf(at.passed);
  const here = new Set<string>();
  // Passed before, or listed twice on one page.
  const isNew = ({ id }: FocusRecord): boolean => {
    const known = here.has(id) || (passed.size > 0 && passed.has(digestOf(id)));
    here.add(id);
    return !known;
  };
  if (records.length <= MOST_PASSED && !at.after) {
    return { left: records.filter(isNew), behind: (from: ScanPosition, record: FocusRecord) => withPassed(from, record.id) };
  }
  const compare = ownOrder(sort);
  const { after } = at;
  const left = records.filter((record) => isNew(record) && (!after || compare(namedOf(record, sort), after) > 0));
  left.sort((one, other) => compare(namedOf(one, sort), namedOf(other, sort)));
  return { left, behind: (from: ScanPosition, record: FocusRecord): ScanPosition => ({ ...from, after: namedOf(record, sort) }) };
};

/** The position that remembers the record's name where an order was asked for; null = Focus doesn't keep the order. */
const inOrder = (at: ScanPosition, record: FocusRecord, sort: Sort | undefined): ScanPosition | null => {
  const name = record.fields['name'];
  if (!sort || typeof name !== 'string') return at;
  const order = follow(at.order, sort, name);
  return order ? { ...at, order } : null;
};

/**
 * Walks Focus's list, page by page, and gives what lies in the reach. A place that a list tells decides; where it tells none, the stored
 * hierarchy does, else each record is asked for, unless that is hopeless. `first` is the page at `start`, if it was asked for already.
 */
export const scan = async (means: Means, wanted: Wanted, start: ScanPosition, first?: Promise<FocusAnswer<Page>>): Promise<Walked> => {
  const { focus } = means;
  const { reach, limit, now, asked, keeps = () => true } = wanted;
  const source = openSource(means, wanted, start);
  const out = openYield(means, source.usesStored);
  const seen: Seen = new Map();
  const isGiven = (record: FocusRecord): boolean => reaches(reach, FOCUS_AREA, record, now) && keeps(record);
  const pageAt = ({ cursor }: ScanPosition): Promise<FocusAnswer<Page>> =>
    focus.listFocusAreas({ limit: UPSTREAM_PAGE, ...asked, ...(cursor === undefined ? {} : { cursor }) });

  let at = start;
  // Whatever was begun is waited for, however this ends: nothing may be left running with the invocation.
  let next = Promise.all([first ?? pageAt(at), source.begun]).then(([answer]) => answer);
  if (await source.isHopeless()) {
    await next;
    return { ok: false, failure: 'hierarchy_stale' };
  }
  for (;;) {
    const answer = await next;
    if (!answer.ok) return answer.failure === 'absent' ? SORT_UNAVAILABLE : out.give(answer, at);
    const page = answer.value;
    if ((page.next?.length ?? 0) > LONGEST_CURSOR) return { ok: false, failure: 'focus_failed' };
    if (isRepeated(at, page.records)) return out.end(nextPass(source.inSegment(at)));
    at = sampled(at, page.records);
    if (!(await source.prepare(page, at))) return { ok: false, failure: 'hierarchy_stale' };
    const { left, behind } = openPage(page, at, asked?.sort);
    for (const record of page.records) if (tellsPlace(record)) seen.set(record.id, record);

    for (const listed of left) {
      const open = source.isOpen(listed);
      // What needs no stored place was given by the first of several passes.
      if (!open && at.segment?.from) continue;
      let record = open ? await source.place(listed, page, at) : listed;
      at = source.inSegment(at);
      if (asked?.sort && at.segment) return SORT_UNAVAILABLE;
      if (out.count() >= limit && (record === null || isGiven(record))) return out.end(at);
      if (record === null) {
        if (out.isSpent()) return out.end(at);
        const located = await locate(focus, seen, listed);
        if (!located.ok) return out.give(located, at);
        ({ record } = located);
      }
      const given = isGiven(record);
      const ordered = given ? inOrder(at, record, asked?.sort) : at;
      if (!ordered) return SORT_UNAVAILABLE;
      at = behind(ordered, listed);
      out.pass(given ? record : undefined);
    }
    out.pass();
    const from = at.segment?.from;
    const after = pageAfter(source.inSegment(at), page, left.length + page.unreadable > 0) ?? nextPass(source.inSegment(at));
    // Another pass needs other places, and storage was asked already for all that it may give.
    if (!after || out.count() >= limit || out.isSpent() || after.segment?.from !== from) return out.end(after);
    at = after;
    next = pageAt(at);
  }
};
