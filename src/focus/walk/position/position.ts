import { countOf, digestOf, firstOf, lastOf, setOf } from './digests';
import type { Digests } from './digests';
import type { Kept } from './order';

/** Ids that are remembered as passed: all of a page of 100 and some of the one before, which may slide into each other. */
export const MOST_PASSED = 104;

/** Cursors of Focus that are remembered from the beginning of a walk, and as many from its end. */
const MOST_SEEN = 64;

/** Pages in a row that bring nothing new, after which a list counts as ended: Focus names no such thing, a loop that names new cursors does. */
const MOST_EMPTY_PAGES = 40;

/** Longest cursor of Focus that is carried on: ours holds it, and has to fit into an address. */
export const LONGEST_CURSOR = 700;

/** A part of the stored subtrees, for a walk in several passes: behind one chain, up to and with another. */
export interface Segment {
  /** Absent = from the beginning. */
  readonly from?: readonly string[];
  /** Absent = to the end. */
  readonly to?: readonly string[];
}

/** Where a walk through Focus's list stands, between two calls. Plain JSON. */
export interface ScanPosition {
  readonly kind: 'scan';
  /** Focus's cursor of the page; absent = the first. */
  readonly cursor?: string;
  /** Ids passed lately, so that a page is gone on with whatever vanished from it or appeared in it meanwhile. */
  readonly passed: Digests;
  /** On a page too large for that, which is taken in an order of our own: the last one passed. */
  readonly after?: { readonly id: string; readonly name?: string };
  /** Pages walked, and cursors met: a list that runs in a circle meets one of them again. */
  readonly pages: number;
  readonly first: Digests;
  readonly last: Digests;
  /** The cursor at the last power of two of pages: a circle longer than what is remembered meets it. */
  readonly mark?: string;
  /** Ids that the first pages began with: a circle under ever new cursors shows them again. */
  readonly samples: Digests;
  /** Pages in a row that brought nothing new. */
  readonly empty: number;
  readonly segment?: Segment;
  /** Of a sorted list: what its order has kept so far. */
  readonly order?: Kept;
}

/** Where a walk along the stored hierarchy stands. */
export interface TreePosition {
  readonly kind: 'tree';
  /** The last root passed of those that the hierarchy doesn't know: they come first, by their ids. */
  readonly loose?: string;
  /** Chain of the last area passed, own id included: it means the same in a newer generation. */
  readonly after?: readonly string[];
}

export type Position = ScanPosition | TreePosition;

export const START: ScanPosition = { kind: 'scan', passed: '', pages: 0, first: '', last: '', samples: '', empty: 0 };

/** Of this many pages from the beginning on, so many ids each are remembered; of one id alone, it may have been renamed and moved on. */
const SAMPLED = { pages: 16, each: 2 } as const;
const NO_ID = digestOf('');

type Ids = readonly { readonly id: string }[];

/** The position on a page, which remembers what the page began with. */
export const sampled = (at: ScanPosition, records: Ids): ScanPosition => {
  const known = countOf(at.samples);
  if (at.pages >= SAMPLED.pages || known > at.pages * SAMPLED.each) return at;
  const ids = Array.from({ length: SAMPLED.each }, (_, index) => records[index]?.id);
  return { ...at, samples: at.samples + ids.map((id) => (id === undefined ? NO_ID : digestOf(id))).join('') };
};

/** Whether a page begins again what an earlier one began with. */
export const isRepeated = ({ pages, samples }: ScanPosition, records: Ids): boolean => {
  const earlier = setOf(firstOf(samples, pages * SAMPLED.each));
  return earlier.size > 0 && records.filter(({ id }) => earlier.has(digestOf(id))).length >= SAMPLED.each;
};

export const withPassed = (at: ScanPosition, id: string): ScanPosition => ({
  ...at,
  passed: lastOf(at.passed + digestOf(id), MOST_PASSED),
});

const meets = ({ first, last, mark }: ScanPosition, cursor: string): boolean =>
  cursor === mark || setOf(first).has(cursor) || setOf(last).has(cursor);

const remember = (at: ScanPosition, cursor: string): Pick<ScanPosition, 'first' | 'last'> =>
  countOf(at.first) < MOST_SEEN
    ? { first: at.first + cursor, last: at.last }
    : { first: at.first, last: lastOf(at.last + cursor, MOST_SEEN) };

/** The position at the beginning of the next page, or nothing where the list ends, or runs in a circle. `fresh` = the page brought something new. */
export const pageAfter = (
  at: ScanPosition,
  page: { readonly next?: string; readonly self?: string },
  fresh: boolean,
): ScanPosition | undefined => {
  const empty = fresh ? 0 : at.empty + 1;
  if (page.next === undefined || empty >= MOST_EMPTY_PAGES) return undefined;
  // Only the first page is met under a name that nobody asked for.
  const named = at.cursor === undefined && page.self !== undefined ? { ...at, ...remember(at, digestOf(page.self)) } : at;
  const digest = digestOf(page.next);
  if (meets(named, digest)) return undefined;
  const pages = at.pages + 1;
  const mark = Number.isInteger(Math.log2(pages)) ? digest : at.mark;
  const { after: _after, mark: _mark, ...rest } = named;
  return { ...rest, cursor: page.next, pages, empty, ...remember(named, digest), ...(mark === undefined ? {} : { mark }) };
};

/** The beginning of the next pass, where the stored subtrees are taken in several. */
export const nextPass = ({ segment }: ScanPosition): ScanPosition | undefined =>
  segment?.to === undefined ? undefined : { ...START, segment: { from: segment.to } };
