const LEAF = ['given', 'left out'];
const WHERE = ['holds', 'fails', 'unreadable'];
const OFTEN = ['allowed', 'storage failed', 'unreadable', 'no part', 'disabled', 'ended', 'caller not admitted'];
const SELDOM = ['resource not granted', 'action not granted', 'grant of nothing'];
const END = ['none', 'ahead', 'now', 'past'];

/** Every clause that the naive reading tells of, with all its outcomes. */
const CLAUSES: Readonly<Record<string, readonly string[]>> = {
  decision: [...OFTEN, ...SELDOM, 'switched off', 'not of the groups'],
  'decision on a view': [...OFTEN, ...SELDOM, 'view switched off'],
  'caller key': ['not shown', 'unknown', 'revoked', 'ended', 'live'],
  callers: ['any, admitted', 'a list, admitted', 'a list, refused', 'unsaid, admitted', 'unsaid, refused'],
  groups: ['everyone', 'a member', 'no member'],
  'end of a part': END,
  'end of a key': END,
  standing: ['in', 'out', 'unknown'],
  place: ['in, whole told', 'in, parent told', 'the root itself', 'out', 'unknown'],
  'place untold': ['nothing', 'crooked'],
  'place age live': ['read live', 'too old'],
  'place age in minutes': ['read live', 'young', 'too old'],
  ...Object.fromEntries(['equals', 'in', 'notIn', 'before', 'after', 'contains'].map((operator) => [`where ${operator}`, WHERE])),
  'where isSet': ['holds', 'unreadable'],
  ...Object.fromEntries(['text', 'number', 'flag', 'date', 'texts', 'series'].map((shape) => [`show ${shape}`, LEAF])),
  ...Object.fromEntries(['initials text', 'pseudonym text', 'year date'].map((mask) => [mask, LEAF])),
  ...Object.fromEntries(['round number', 'round series', 'bucket number', 'bucket series'].map((mask) => [mask, LEAF])),
  'observed leaf': LEAF,
  parent: ['whole', 'from a reached one on', 'nothing'],
  path: ['whole', 'from a reached one on', 'nothing'],
  'reference aside': LEAF,
  'target judged by': ['nothing', 'an open grant', 'subtrees', "the item's subtrees", 'conditions', 'an empty grant'],
  'target was': ['true', 'false', 'not read'],
  fields: ['all', 'asked for'],
  'page size': ['usual', 'given'],
};

/** Of all times a clause was met, each outcome must be at least this share, or the run proves too little. */
const LEAST_SHARE = 0.01;

/** How often each outcome of each clause was met. */
export type Hits = Record<string, Record<string, number>>;

/** A note that counts into `hits`. */
export const noteInto =
  (hits: Hits) =>
  (clause: string, outcome: string): void => {
    const counts = (hits[clause] ??= {});
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  };

/** Adds what another thread counted. */
export const addHits = (hits: Hits, more: Hits): void => {
  for (const [clause, outcomes] of Object.entries(more)) {
    const counts = (hits[clause] ??= {});
    for (const [outcome, count] of Object.entries(outcomes)) counts[outcome] = (counts[outcome] ?? 0) + count;
  }
};

/** The table as lines, and every outcome that was met too seldom or that no row tells of. */
export const tableOf = (hits: Hits): { readonly lines: readonly string[]; readonly thin: readonly string[] } => {
  const lines: string[] = [];
  const thin: string[] = [];
  for (const clause of new Set([...Object.keys(CLAUSES), ...Object.keys(hits)])) {
    const counts = hits[clause] ?? {};
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    for (const outcome of new Set([...(CLAUSES[clause] ?? []), ...Object.keys(counts)])) {
      const count = counts[outcome] ?? 0;
      const share = total === 0 ? 0 : count / total;
      lines.push(`${clause.padEnd(28)} ${outcome.padEnd(24)} ${String(count).padStart(11)} ${(100 * share).toFixed(1).padStart(6)} %`);
      if (!CLAUSES[clause]?.includes(outcome)) thin.push(`${clause}, ${outcome} has no row in the table of clauses`);
      else if (share < LEAST_SHARE) thin.push(`${clause}, ${outcome}: ${count} of ${total}`);
    }
  }
  return { lines, thin };
};
