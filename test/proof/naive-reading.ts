import { CATALOGUE } from '../../src/exposure/catalogue/catalogue';
import type { Condition, Grant, LeafShape, ResourceName } from '../../src/exposure/policy/policy';
import type { Note, ProofCase, ProofRecord, ReadRecord, Reading } from './cases/proof-case';
import { deny, isEmpty, limitsOf } from './naive-denial';
import { FITS, leafAt, meets, put, treated } from './naive-leaves';

/** A leaf by its name: as the catalogue has it, else as the grant observed it. */
interface Leaf {
  readonly name: string;
  readonly shape: LeafShape;
  readonly refersTo?: ResourceName | undefined;
}

/** What lies above a record, from the top, as far as it is known; `whole` = nothing else does. */
interface Above {
  readonly chain: readonly string[];
  readonly whole: boolean;
}

/**
 * Reads a policy as its words say (design, section 4; docs/decisions/0007), by the true tree: what a caller is told or given.
 * Shares nothing with the engine but the catalogue and the audiences, as data.
 */
export const readNaively = (given: ProofCase, pseudonym: ((text: string) => string) | undefined, note: Note): Reading => {
  const { question, now, tree, known, wanted } = given;
  const { code, caller } = deny(given, note);
  const grants = given.state.state === 'read' ? given.state.part.part.grants : {};
  const { resource, audience } = question;
  const own = grants[resource];
  if (code !== undefined || own === undefined) return { code: code ?? 'none' };
  const { fields, parentOf } = CATALOGUE[resource];
  const leaves: readonly Leaf[] = [...fields, ...Object.entries(own.observed ?? {}).map(([name, shape]) => ({ name, shape }))];
  const { under, where = [] } = limitsOf(own);

  const aboveOf = ({ told, record }: ProofRecord, { placeAge = 60 }: Grant): Above => {
    const age = /^(write|delete):/.test(audience) ? 'live' : placeAge;
    const stored = record.placeReadAt !== undefined && now - record.placeReadAt;
    const aged = stored !== false && (age === 'live' || stored > age * 60_000);
    note(`place age ${typeof age === 'string' ? age : 'in minutes'}`, stored === false ? 'read live' : aged ? 'too old' : 'young');
    if (told === 'nothing' || told === 'crooked') note('place untold', told);
    if (aged || told === 'nothing' || told === 'crooked') return { chain: [], whole: false };
    const chain = record.parentId === undefined ? [] : [record.parentId];
    for (let at = tree[chain[0] ?? '']; told === 'whole' && at != null; at = tree[at]) chain.unshift(at);
    return { chain, whole: told === 'whole' };
  };

  const holds = (condition: Condition, { record }: ProofRecord, { chain, whole }: Above): boolean => {
    const { name, shape, refersTo } = leaves.find((each) => each.name === condition.field) ?? { name: '', shape: 'text' };
    const above = shape === 'ids' ? (whole ? chain : undefined) : chain.at(-1);
    const leaf = name === 'id' ? record.id : refersTo !== undefined && refersTo === parentOf ? above : leafAt(record.fields, name);
    const outcome = !FITS[shape](leaf) ? 'unreadable' : meets(leaf, condition) ? 'holds' : 'fails';
    note(`where ${Object.keys(condition)[1]}`, outcome);
    return outcome === 'holds';
  };

  const stand = (one: ProofRecord): ReadRecord['standing'] => {
    const above = aboveOf(one, own);
    if (!where.every((condition) => holds(condition, one, above))) return 'out';
    if (under === undefined) return 'in';
    if (resource === 'focusArea' && under.includes(one.record.id)) return (note('place', 'the root itself'), 'in');
    const inside = above.chain.some((id) => under.includes(id));
    note('place', inside ? `in, ${one.told} told` : above.whole ? 'out' : 'unknown');
    return inside ? 'in' : above.whole ? 'out' : 'unknown';
  };

  /** Whether a target is known to lie in what the same audience reaches; `chain` leads down to it. */
  const isReached = (target: ResourceName, id: string, chain: readonly string[]): boolean => {
    const judge = grants[target];
    if (judge && isEmpty(judge)) return (note('target judged by', 'an empty grant'), false);
    const limits: ReturnType<typeof limitsOf> = judge ? limitsOf(judge) : target === 'focusArea' && under ? { under } : {};
    note(
      'target judged by',
      limits.where ? 'conditions' : limits.under ? (judge ? 'subtrees' : "the item's subtrees") : judge ? 'an open grant' : 'nothing',
    );
    if (limits.where) note('target was', String(known[`${target}:${id}`] ?? 'not read'));
    if (limits.where && known[`${target}:${id}`] !== true) return false;
    return limits.under === undefined || chain.some((each) => limits.under?.includes(each));
  };

  const refer = ({ name, shape }: Leaf, target: ResourceName, one: ProofRecord): unknown => {
    if (target !== parentOf) {
      const id = leafAt(one.record.fields, name);
      const kept = FITS.id(id) && isReached(target, String(id), []);
      note('reference aside', kept ? 'given' : 'left out');
      return kept ? id : undefined;
    }
    const { chain, whole } = aboveOf(one, grants[target] ?? own);
    const hidden = chain.findLastIndex((id, at) => !isReached(target, id, chain.slice(0, at + 1)));
    const path = chain.slice(hidden + 1);
    note(shape === 'id' ? 'parent' : 'path', path.length === 0 ? 'nothing' : hidden < 0 ? 'whole' : 'from a reached one on');
    return shape === 'id' ? path.at(-1) : whole && path.length > 0 ? path : undefined;
  };

  const leave = (leaf: Leaf, one: ProofRecord): unknown => {
    const { name, shape, refersTo } = leaf;
    if (name === 'id') return one.record.id;
    if (refersTo) return refer(leaf, refersTo, one);
    const value = leafAt(one.record.fields, name);
    const treatment = own.fields[name] ?? 'show';
    const left = FITS[shape](value) ? treated(value, treatment, pseudonym) : undefined;
    note(`${typeof treatment === 'string' ? treatment : Object.keys(treatment)[0]} ${shape}`, left === undefined ? 'left out' : 'given');
    if (own.observed && name in own.observed) note('observed leaf', left === undefined ? 'left out' : 'given');
    return left;
  };

  const granted = leaves.filter(({ name }) => own.fields[name] !== undefined && (wanted?.includes(name) ?? true));
  note('fields', wanted ? 'asked for' : 'all');
  note('page size', own.pageSize === undefined ? 'usual' : 'given');
  const records = given.records.map((one): ReadRecord => {
    const standing = stand(one);
    note('standing', standing);
    if (standing !== 'in') return { standing };
    const answer = granted.reduce<Record<string, unknown>>((shaped, leaf) => {
      const left = leave(leaf, one);
      return left === undefined ? shaped : put(shaped, leaf.name.split('.'), left);
    }, {});
    return { standing, answer };
  });
  return { caller, pageSize: own.pageSize ?? 100, records };
};
