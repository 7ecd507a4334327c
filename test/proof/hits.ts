/** Every clause that the naive reading tells of, with all its outcomes. */
const CLAUSES: Readonly<Record<string, readonly string[]>> = {
  decision: ['allowed', 'exposure_off', 'not_exposed', 'policy_unreadable', 'not_found'],
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
