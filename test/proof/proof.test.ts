import type { ProofCase } from './cases/proof-case';
import { tableOf } from './run/hits';
import { prove } from './prove';
import type { Proof } from './prove';
import { shrink } from './run/shrink';
import { drawCase } from './cases/draw-case';

// A run for mutants reads fewer: each of its tests is run hundreds of times.
const { proofCases = 20_000 } = globalThis as { readonly proofCases?: number };
const SEED = 20_260_601;

describe('the proof', () => {
  // Inside a test, not beside them: what runs while tests are collected counts for every mutant as if all tests needed it.
  let proven: Proof | undefined;
  const proof = (): Proof => (proven ??= prove(SEED, 0, proofCases));

  test('the compiled reach and the naive reading of the policy agree on every drawn case', () => {
    expect(proof().mismatch).toBeUndefined();
    expect(proof().cases).toBe(proofCases);
  });

  test('every clause is read each way in one case of a hundred, and is in the table', () => {
    const { lines, thin } = tableOf(proof().hits);
    expect(lines.length).toBeGreaterThan(100);
    // Below twenty thousand cases the shares are chance.
    if (proofCases >= 20_000) expect(thin).toEqual([]);
    else expect(thin.filter((line) => line.includes('no row'))).toEqual([]);
  });

  test('a clause that was never met, or met in less than one case of a hundred, is named', () => {
    expect(tableOf({}).thin).toContain('standing, in: 0 of 0');
    expect(tableOf({ standing: { in: 9_901, out: 99, unknown: 0 } }).thin).toEqual(
      expect.arrayContaining(['standing, out: 99 of 10000', 'standing, unknown: 0 of 10000']),
    );
    expect(tableOf({ standing: { sideways: 5 } }).thin).toContain('standing, sideways has no row in the table of clauses');
  });
});

describe('shrink', () => {
  const shows = ({ state, question }: ProofCase, field: string): boolean =>
    state.state === 'read' && state.part.part.grants[question.resource]?.fields[field] !== undefined;
  const isLimited = ({ state, question }: ProofCase): boolean =>
    state.state === 'read' && state.part.part.grants[question.resource]?.records !== 'all';
  test('drops whatever does not matter to the failure, and keeps what does', () => {
    const found = Array.from({ length: 2_000 }, (_, index) => drawCase(SEED, index)).find(
      (one) => shows(one, 'name') && shows(one, 'externalId') && isLimited(one) && one.records.length > 1,
    );
    if (!found) throw new Error('No drawn case shows two fields');
    const smallest = shrink(found, (one) => shows(one, 'name'));
    if (smallest.state.state !== 'read') throw new Error('The part is gone');
    const { grants } = smallest.state.part.part;
    expect(Object.keys(grants)).toEqual([smallest.question.resource]);
    expect(Object.keys(grants[smallest.question.resource]?.fields ?? {})).toEqual(['name']);
    expect(grants[smallest.question.resource]?.records).toEqual('all');
    expect(smallest.records).toEqual([]);
    expect(smallest.state.part).not.toHaveProperty('keys');
  });
});
