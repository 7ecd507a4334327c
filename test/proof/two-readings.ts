import { decide } from '../../src/exposure/reach/decide';
import { reaches, standing } from '../../src/exposure/reach/reaches';
import { shaper } from '../../src/exposure/reach/shape';
import type { Note, ProofCase, Reading } from './cases/proof-case';
import { readNaively } from './naive-reading';

/** Stands in for the keyed function of a door: whatever it is, both readings are given the same. */
const pseudonymOf = (text: string): string => `p${text.length}-${text.split('').reverse().join('')}`;

const readByEngine = ({ state, question, now, records, known, wanted, pseudonyms }: ProofCase): Reading => {
  const decision = decide(state, question, now);
  if (!decision.allow) return { code: decision.code };
  const { reach, resource, pageSize, caller } = decision;
  const shapeRecord = shaper(reach, resource, {
    now,
    ...(wanted === undefined ? {} : { wanted: new Set(wanted) }),
    ...(pseudonyms ? { pseudonym: pseudonymOf } : {}),
    known: (target, id) => known[`${target}:${id}`],
  });
  const read = records.map(({ record }) => {
    const where = standing(reach, resource, record, now);
    if (reaches(reach, resource, record, now) !== (where === 'in')) throw new Error(`reaches and standing differ: ${where}`);
    return where === 'in' ? { standing: where, answer: shapeRecord(record) } : { standing: where };
  });
  return { caller, pageSize, records: read };
};

/** Equal as JSON values with the same own members in any order; a member that is `undefined` is none. */
const same = (one: unknown, other: unknown): boolean => {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    return (
      Array.isArray(one) && Array.isArray(other) && one.length === other.length && one.every((entry, index) => same(entry, other[index]))
    );
  }
  const [left, right] = [one as Record<string, unknown>, other as Record<string, unknown>];
  let members = 0;
  for (const name of Object.keys(left)) {
    if (left[name] === undefined) continue;
    if (!Object.hasOwn(right, name) || !same(left[name], right[name])) return false;
    members += 1;
  }
  for (const name of Object.keys(right)) if (right[name] !== undefined) members -= 1;
  return members === 0;
};

const attempt = (read: () => Reading): Reading | { readonly threw: string } => {
  try {
    return read();
  } catch (error) {
    return { threw: error instanceof Error ? error.message : String(error) };
  }
};

/** How the two readings of a case differ, or nothing. `note` hears each clause that the naive reading meets. */
export const differing = (one: ProofCase, note: Note = () => undefined): string | undefined => {
  const naive = readNaively(one, one.pseudonyms ? pseudonymOf : undefined, note);
  const engine = attempt(() => readByEngine(one));
  return same(naive, engine) ? undefined : `the naive reading says ${JSON.stringify(naive)}, the engine ${JSON.stringify(engine)}`;
};
