import { CATALOGUE, RESOURCE_NAMES } from '../../../src/exposure/catalogue/catalogue';
import type { AudiencePart, Grant, ResourceName } from '../../../src/exposure/policy/policy';
import type { FocusRecord } from '../../../src/exposure/reach/record';
import { AREAS, CATALOGUED, NOON } from './draw-part';
import type { Shaped } from './draw-part';
import { CROOKED_LEAVES, LEAVES } from './leaf-values';
import type { ProofCase, ProofRecord, Told } from './proof-case';
import type { Random } from './random';

const MINUTE = 60_000;
const AGES = [0, MINUTE - 1, MINUTE, MINUTE + 1, 60 * MINUTE, 60 * MINUTE + 1, 1440 * MINUTE, 1440 * MINUTE + 1, 10_080 * MINUTE];
const TOLD: readonly Told[] = ['whole', 'whole', 'whole', 'whole', 'whole', 'parent', 'nothing', 'crooked'];
const ORGANIZATIONS = ['o0', 'o1', 'o2'];
const TARGETS: Readonly<Partial<Record<ResourceName, readonly string[]>>> = { focusArea: AREAS, organization: ORGANIZATIONS };

const TARGETS_OF = Object.fromEntries(
  RESOURCE_NAMES.map((resource) => [resource, [...new Set(CATALOGUE[resource].fields.flatMap(({ refersTo }) => refersTo ?? []))]]),
) as unknown as Readonly<Record<ResourceName, readonly ResourceName[]>>;

/** A forest: each focus area hangs below an earlier one, or stands at the top. */
export const drawTree = (random: Random): Record<string, string | null> => {
  const tree: Record<string, string | null> = {};
  AREAS.forEach((id, index) => (tree[id] = AREAS[random.chance(50) ? index - 1 : random.below(index + 2) - 2] ?? null));
  return tree;
};

/** The focus areas above `id` and itself, from the top. */
const chainOf = (tree: ProofCase['tree'], id: string): string[] => {
  const above = tree[id];
  return above == null ? [id] : [...chainOf(tree, above), id];
};

const put = (fields: Record<string, unknown>, path: string, value: unknown): void => {
  const dot = path.indexOf('.');
  const name = dot < 0 ? path : path.slice(0, dot);
  // Own members alone: a group may be called `toString`.
  if (!Object.hasOwn(fields, name)) fields[name] = dot < 0 ? value : {};
  if (dot >= 0) put(fields[name] as Record<string, unknown>, path.slice(dot + 1), value);
};

const drawFields = (random: Random, resource: ResourceName, grant: Grant | undefined): Record<string, unknown> => {
  const fields: Record<string, unknown> = { secret: 'hidden' };
  const fill = ([name, shape]: Shaped): void => {
    if (random.chance(88)) put(fields, name, random.pick(random.chance(16) ? CROOKED_LEAVES : LEAVES[shape]));
  };
  const where = grant === undefined || grant.records === 'all' ? undefined : grant.records.where;
  const isNamed = (name: string): boolean => grant?.fields[name] !== undefined || (where?.some(({ field }) => field === name) ?? false);
  for (const leaf of CATALOGUED[resource]) if (isNamed(leaf[0])) fill(leaf);
  if (grant?.observed) for (const leaf of Object.entries(grant.observed)) fill(leaf);
  // One leaf that nobody named.
  fill(random.pick(CATALOGUED[resource]));
  return fields;
};

/** The place bent so that it can't be true: it holds the focus area itself, or another twice, or ends beside the parent. */
const bent = (
  random: Random,
  resource: ResourceName,
  id: string,
  chain: readonly string[],
): Pick<FocusRecord, 'parentId' | 'ancestors'> => {
  const parentId = chain.at(-1) ?? (id === 'a0' ? 'a1' : 'a0');
  const anywhere = [
    { parentId, ancestors: [parentId, 'a5', parentId] },
    { parentId, ancestors: [...chain, 'gone'] },
  ];
  // An item of the same id as a focus area above it is no contradiction.
  const inItself = [
    { parentId: id },
    { parentId: id, ancestors: chain },
    { parentId, ancestors: [id, ...chain.filter((one) => one !== id)] },
  ];
  return random.pick(resource === 'focusArea' ? [...anywhere, ...inItself] : anywhere);
};

const place = (
  random: Random,
  resource: ResourceName,
  told: Told,
  id: string,
  chain: readonly string[],
): Pick<FocusRecord, 'parentId' | 'ancestors' | 'placeReadAt'> => {
  const parentId = chain.at(-1);
  const parent = parentId === undefined ? {} : { parentId };
  const age = random.chance(45) ? {} : { placeReadAt: NOON - random.pick(AGES) };
  if (told === 'nothing') return age;
  if (told === 'parent') return { ...parent, ...age };
  if (told === 'crooked') return { ...bent(random, resource, id, chain), ...age };
  return { ...parent, ancestors: chain, ...age };
};

const drawRecord = (
  random: Random,
  resource: ResourceName,
  grant: Grant | undefined,
  tree: ProofCase['tree'],
  index: number,
): ProofRecord => {
  const told = random.pick(TOLD);
  const fields = drawFields(random, resource, grant);
  if (resource === 'focusArea') {
    const id = random.pick(AREAS);
    return { told, record: { id, fields, ...place(random, resource, told, id, chainOf(tree, id).slice(0, -1)) } };
  }
  const id = `r-${index}`;
  if (CATALOGUE[resource].placed)
    return { told, record: { id, fields, ...place(random, resource, told, id, chainOf(tree, random.pick(AREAS))) } };
  if (resource === 'organization' && random.chance(80)) {
    const crooked = random.chance(15);
    return { told: crooked ? 'crooked' : 'parent', record: { id, fields, parentId: crooked ? id : random.pick(ORGANIZATIONS) } };
  }
  return { told: 'nothing', record: { id, fields } };
};

/** One to three records as Focus could send them, with places told truly, in part, not at all, or crookedly. */
export const drawRecords = (
  random: Random,
  resource: ResourceName,
  part: AudiencePart | undefined,
  tree: ProofCase['tree'],
): ProofRecord[] =>
  Array.from({ length: 1 + random.below(3) }, (_, index) => drawRecord(random, resource, part?.grants[resource], tree, index));

/** What was read in this call beside the records: a target lies where the tree has it, and meets the conditions or not. */
export const drawKnown = (
  random: Random,
  resource: ResourceName,
  part: AudiencePart | undefined,
  tree: ProofCase['tree'],
): Record<string, boolean> => {
  const known: Record<string, boolean> = {};
  for (const target of TARGETS_OF[resource]) {
    const grant = part?.grants[target];
    if (grant === undefined) continue;
    for (const id of TARGETS[target] ?? (LEAVES.id as string[])) {
      if (random.chance(45)) continue;
      const { under, where } = grant.records === 'all' ? {} : grant.records;
      const inside = target !== 'focusArea' || under === undefined || chainOf(tree, id).some((one) => under.includes(one));
      known[`${target}:${id}`] = inside && (where === undefined || random.chance(60));
    }
  }
  return known;
};
