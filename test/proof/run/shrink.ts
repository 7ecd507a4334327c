import { parsePart } from '../../../src/exposure/policy/parse-policy';
import type { ProofCase } from '../cases/proof-case';

type Json = Record<string, unknown>;

/** What may go from a case without making it another kind of case. `*` is every member; told places and the tree stay, they belong together. */
const DROPPABLE: readonly string[] = [
  'records.*',
  'state.part.part.grants.*',
  'state.part.keys',
  'state.part.keys.*',
  'state.part.keys.*.expiresAt',
  'state.part.keys.*.revoked',
  'state.part.part.expiresAt',
  'state.part.part.callers',
  'state.part.part.callers.*',
  'state.part.part.groups',
  'state.part.part.groups.*',
  'state.part.part.grants.*.records.where',
  'state.part.part.grants.*.records.under',
  'state.part.part.grants.*.records.where.*',
  'state.part.part.grants.*.records.under.*',
  'state.part.part.grants.*.fields.*',
  'state.part.part.grants.*.observed.*',
  'state.part.part.grants.*.observed',
  'state.part.part.grants.*.placeAge',
  'state.part.part.grants.*.pageSize',
  'state.part.part.grants.*.actions.*',
  'wanted',
  'wanted.*',
  'known.*',
  'question.callerHash',
  'question.groups',
  'question.groups.*',
  'records.*.record.placeReadAt',
  'records.*.record.fields.*',
  'records.*.record.fields.*.*',
  'records.*.record.fields.*.*.*',
];

const isBranch = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Every copy of `value` that lacks one thing at `path`. */
const without = (value: unknown, path: readonly string[]): unknown[] => {
  const [step, ...rest] = path;
  if (!isBranch(value) || step === undefined) return [];
  const names = (step === '*' ? Object.keys(value) : [step]).filter((name) => Object.hasOwn(value, name));
  return names.flatMap((name) => {
    if (Array.isArray(value)) {
      const list: readonly unknown[] = value;
      if (rest.length === 0) return [list.filter((_, index) => String(index) !== name)];
      return without(value[Number(name)], rest).map((inner) => list.map((one, index) => (String(index) === name ? inner : one)));
    }
    const others = Object.entries(value).filter(([key]) => key !== name);
    if (rest.length === 0) return [Object.fromEntries(others)];
    return without(value[name], rest).map((inner) => Object.fromEntries([...others, [name, inner]]));
  });
};

/** Every copy in which one grant reaches all records. */
const unlimited = (one: ProofCase): ProofCase[] => {
  const { state } = one;
  if (state.state !== 'read') return [];
  const { grants } = state.part.part;
  const limited = Object.entries(grants).filter(([, { records }]) => records !== 'all');
  return limited.map(([name, grant]) => {
    const part = { ...state.part.part, grants: { ...grants, [name]: { ...grant, records: 'all' as const } } };
    return { ...one, state: { ...state, part: { ...state.part, part } } };
  });
};

const isReadable = ({ state, question }: ProofCase): boolean =>
  state.state !== 'read' || parsePart(JSON.parse(JSON.stringify(state.part.part)), question.audience).ok;

/** The smallest case that still fails: one thing after another is dropped for as long as `fails` says so and the part stays readable. */
export const shrink = (one: ProofCase, fails: (smaller: ProofCase) => boolean): ProofCase => {
  const drops = DROPPABLE.map((path) => () => without(one, path.split('.')) as ProofCase[]);
  for (const smallerOnes of [...drops, () => unlimited(one)]) {
    for (const smaller of smallerOnes()) if (isReadable(smaller) && fails(smaller)) return shrink(smaller, fails);
  }
  return one;
};
