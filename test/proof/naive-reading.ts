import { CATALOGUE } from '../../src/exposure/catalogue/catalogue';
import type { Grant, LeafShape, ResourceName } from '../../src/exposure/policy/policy';
import type { FocusRecord } from '../../src/exposure/reach/record';
import type { Note, ProofCase, ProofRecord, ReadRecord, Reading } from './cases/proof-case';
import { denialOf, isEmpty, recordsOf } from './naive-denial';
import { FITS, leafAt, meets, put, treated } from './naive-leaves';

/** A leaf by its name: as the catalogue has it, else as the grant observed it. */
interface Leaf {
  readonly name: string;
  readonly shape: LeafShape;
  readonly refersTo?: ResourceName | undefined;
}

/** Reads a policy as its words say (design, section 4; docs/decisions/0007), by the true tree: what a caller is told or given. */
export const readNaively = (given: ProofCase, pseudonym: ((text: string) => string) | undefined, note: Note): Reading => {
  const { question, now, tree, known, wanted } = given;
  const { code, caller } = denialOf(given, note);
  const grants = given.state.state === 'read' ? given.state.part.part.grants : {};
  const { resource, audience } = question;
  const own = grants[resource];
  if (code !== undefined || own === undefined) return { code: code ?? 'none' };
  const { fields, parentOf } = CATALOGUE[resource];
  const leaves: readonly Leaf[] = [...fields, ...Object.entries(own.observed ?? {}).map(([name, shape]) => ({ name, shape }))];
  const { under, where = [] } = recordsOf(own);

  /** What lies above a record from the top, as far as it is known and no older than the grant allows. */
  const above = (
    { told, record }: ProofRecord,
    { placeAge = 60 }: Grant,
  ): { readonly chain: readonly string[]; readonly whole: boolean } => {
    const age = /^(write|delete):/.test(audience) ? 'live' : placeAge;
    const aged = record.placeReadAt !== undefined && (age === 'live' || now - record.placeReadAt > age * 60_000);
    note('place', aged ? 'aged' : `${told}, ${record.placeReadAt === undefined ? 'live' : 'stored'}`);
    if (aged || told === 'nothing' || told === 'crooked') return { chain: [], whole: false };
    const chain = record.parentId === undefined ? [] : [record.parentId];
    for (let at = tree[chain[0] ?? '']; told === 'whole' && at != null; at = tree[at]) chain.unshift(at);
    return { chain, whole: told === 'whole' };
  };

  const standing = (one: ProofRecord): ReadRecord['standing'] => {
    const { chain, whole } = above(one, own);
    for (const condition of where) {
      const leaf = leaves.find(({ name }) => name === condition.field);
      const value = leaf && valueOf(leaf, one.record, chain, whole);
      const outcome = !leaf || !FITS[leaf.shape](value) ? 'unreadable' : meets(value, condition) ? 'holds' : 'fails';
      note(`where ${Object.keys(condition)[1]}`, outcome);
      if (outcome !== 'holds') return 'out';
    }
    if (under === undefined || (resource === 'focusArea' && under.includes(one.record.id))) return 'in';
    return chain.some((id) => under.includes(id)) ? 'in' : whole ? 'out' : 'unknown';
  };
  const valueOf = ({ name, shape, refersTo }: Leaf, record: FocusRecord, chain: readonly string[], whole: boolean): unknown => {
    if (name === 'id') return record.id;
    if (refersTo === undefined || refersTo !== parentOf) return leafAt(record.fields, name);
    return shape === 'ids' ? (whole ? chain : undefined) : chain.at(-1);
  };

  /** Whether a target is known to lie in what the same audience reaches; `chain` ends with it. */
  const targeted = (target: ResourceName, id: string, chain: readonly string[]): boolean => {
    const judge = grants[target];
    if (judge && isEmpty(judge)) return false;
    const limits = judge ? recordsOf(judge) : target === 'focusArea' ? { under } : {};
    if ('where' in limits && limits.where.length > 0 && known[`${target}:${id}`] !== true) return false;
    const roots = limits.under;
    return roots === undefined || chain.some((each) => roots.includes(each));
  };
  const referred = (leaf: Leaf, target: ResourceName, one: ProofRecord): unknown => {
    if (target !== parentOf) {
      const id = leafAt(one.record.fields, leaf.name);
      return FITS.id(id) && targeted(target, String(id), []) ? id : undefined;
    }
    const { chain, whole } = above(one, grants[target] ?? own);
    const hidden = chain.findLastIndex((id, at) => !targeted(target, id, chain.slice(0, at + 1)));
    const path = chain.slice(hidden + 1);
    if (leaf.shape === 'id') return path.at(-1);
    return whole && path.length > 0 ? path : undefined;
  };

  const answer = (one: ProofRecord): Record<string, unknown> => {
    let shaped: Record<string, unknown> = {};
    for (const leaf of leaves) {
      const treatment = own.fields[leaf.name];
      if (treatment === undefined || (wanted && !wanted.includes(leaf.name))) continue;
      const value = leafAt(one.record.fields, leaf.name);
      const left = leaf.refersTo
        ? referred(leaf, leaf.refersTo, one)
        : leaf.name === 'id'
          ? one.record.id
          : FITS[leaf.shape](value)
            ? treated(value, treatment, pseudonym)
            : undefined;
      note(
        leaf.refersTo ? `reference ${leaf.refersTo}` : `${Object.keys(Object(treatment))[0] ?? ''}`,
        left === undefined ? 'left out' : 'given',
      );
      if (left !== undefined) shaped = put(shaped, leaf.name.split('.'), left);
    }
    return shaped;
  };

  const records = given.records.map((one): ReadRecord => {
    const stands = standing(one);
    note('standing', stands);
    return stands === 'in' ? { standing: stands, answer: answer(one) } : { standing: stands };
  });
  return { caller, pageSize: own.pageSize ?? 100, records };
};
