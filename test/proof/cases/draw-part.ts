import { audienceOf, grantableResources } from '../../../src/exposure/catalogue/audiences';
import { CATALOGUE, OPERATORS_FOR, RESOURCE_NAMES } from '../../../src/exposure/catalogue/catalogue';
import type { Audience } from '../../../src/exposure/catalogue/audiences';
import type {
  AudienceKey,
  AudiencePart,
  Condition,
  Grant,
  LeafShape,
  ObservedShape,
  ResourceName,
  Scalar,
  Treatment,
} from '../../../src/exposure/policy/policy';
import { LEAVES, NEEDLES } from './leaf-values';
import type { Random } from './random';

/** The moment around which everything is drawn, ms since the epoch. */
export const NOON = Date.parse('2026-06-01T00:00:00.500Z');
const MOMENTS = [
  '2026-05-31T00:00:00Z',
  '2026-06-01T00:00:00.500Z',
  '2026-06-01T00:00:00.501Z',
  '2026-06-02T00:00:00Z',
  '2027-01-01T00:00:00Z',
];

export const AREAS = ['a0', 'a1', 'a2', 'a3', 'a4', 'a5'];
export const CALLER_IDS = ['k1', 'k2', 'k3'];
export const GROUPS = ['g1', 'g2', 'g3'];

export type Shaped = readonly [name: string, shape: LeafShape];
const OBSERVED: readonly (readonly [string, ObservedShape])[] = [
  ['rank', 'number'],
  ['custom.note', 'text'],
  ['custom.deep.flags', 'texts'],
  ['custom.seen', 'date'],
  ['custom.plan', 'series'],
  ['ready', 'flag'],
  ['owner.email', 'text'],
  ['toString.name', 'text'],
];

/** The leaves that the catalogue has, by resource. */
export const CATALOGUED = Object.fromEntries(
  RESOURCE_NAMES.map((resource) => [resource, CATALOGUE[resource].fields.map(({ name, shape }): Shaped => [name, shape])]),
) as unknown as Readonly<Record<ResourceName, readonly Shaped[]>>;

const writableOf = (resource: ResourceName, deletes: boolean): readonly Shaped[] => {
  const fields = CATALOGUE[resource].fields.filter(({ name, writeNames }) =>
    deletes ? name === 'id' : Object.keys(writeNames).length > 0,
  );
  return fields.map(({ name, shape }): Shaped => [name, shape]);
};

const LANDMARKS = [...AREAS, 'gone', 'a9'];
const AGES = [undefined, undefined, 'live', 1, 60, 1440] as const;
const ROUNDS = [1, 0.5, 0.1, 3, 1000, 2_000_000];
const BUCKETS = [[0], [1000, 5000], [-1, 0.5, 1000], [0.1, 1000]];

/** The treatments that an admin may choose, by what the leaf holds; decision 0007. */
const drawTreatment = (random: Random, shape: LeafShape): Treatment => {
  if (random.chance(40)) return 'show';
  if (shape === 'number' || shape === 'series')
    return random.chance(50) ? { round: random.pick(ROUNDS) } : { bucket: random.pick(BUCKETS) };
  if (shape === 'date') return 'year';
  if (shape === 'text') return random.chance(50) ? 'initials' : 'pseudonym';
  return 'show';
};

const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);

// What the parser takes: text without halves of surrogate pairs, bare dates and instants in UTC.
const scalarsOf = (shape: LeafShape): readonly Scalar[] => {
  if (shape === 'id') return ['t-1', 't-2', 'a0', 'a1', 'a2', 'o0', 'r-0'];
  const scalars = LEAVES[shape].filter(isScalar).filter((value) => !String(value).includes('\ud800'));
  return shape === 'date' ? scalars.filter((value) => !/[+-]\d\d:\d\d$/.test(String(value))) : scalars;
};
const SCALARS = Object.fromEntries((Object.keys(LEAVES) as LeafShape[]).map((shape) => [shape, scalarsOf(shape)])) as Readonly<
  Record<LeafShape, readonly Scalar[]>
>;
const LISTED: Readonly<Partial<Record<LeafShape, readonly string[]>>> = {
  ids: AREAS,
  texts: ['Alpha', 'Beta', 'x', 'beta'],
  text: NEEDLES,
};

const drawCondition = (random: Random, [field, shape]: Shaped): Condition => {
  const operator = random.pick(OPERATORS_FOR[shape]);
  if (operator === 'isSet') return { field, isSet: true };
  if (operator === 'contains') return { field, contains: random.pick(LISTED[shape] ?? NEEDLES) };
  const scalar = random.pick(SCALARS[shape]);
  if (operator === 'equals') return { field, equals: scalar };
  if (operator === 'before') return { field, before: String(scalar) };
  if (operator === 'after') return { field, after: String(scalar) };
  const list = [...new Set([scalar, random.pick(SCALARS[shape]), random.pick(SCALARS[shape])])].slice(0, 1 + random.below(3));
  return operator === 'in' ? { field, in: list } : { field, notIn: list };
};

// Dates are rare among the leaves, and their conditions have the most cases.
const drawConditioned = (random: Random, leaves: readonly Shaped[]): Shaped =>
  (random.chance(25) ? leaves.find(([, shape]) => shape === 'date') : undefined) ?? random.pick(leaves);

const drawGrant = (random: Random, audience: Audience, resource: ResourceName, fieldless: number): Grant => {
  const observed = random.chance(30) ? random.some(OBSERVED, 40) : [];
  const leaves = observed.length === 0 ? CATALOGUED[resource] : [...CATALOGUED[resource], ...observed];
  const writes = audience.kind === 'write' || audience.kind === 'delete';
  const fields: Record<string, Treatment> = {};
  const share = random.chance(fieldless) ? 0 : Math.min(80, 500 / leaves.length);
  for (const [name, shape] of writes ? writableOf(resource, audience.kind === 'delete') : leaves) {
    if (random.chance(share)) fields[name] = writes ? 'show' : drawTreatment(random, shape);
  }
  const limits: { under?: readonly string[]; where?: readonly Condition[] } = {};
  if (CATALOGUE[resource].placed && random.chance(65)) limits.under = random.some(LANDMARKS, random.pick([4, 20, 40]));
  if (random.chance(40))
    limits.where = Array.from({ length: 1 + random.below(2) }, () => drawCondition(random, drawConditioned(random, leaves)));
  const placeAge = random.pick(AGES);
  return {
    actions: random.some(audience.grantable[resource] ?? [], 90),
    fields,
    records: limits.under || limits.where ? limits : 'all',
    ...(observed.length === 0 ? {} : { observed: Object.fromEntries(observed) }),
    ...(placeAge === undefined ? {} : { placeAge }),
    ...(random.chance(25) ? { pageSize: 1 + random.below(100) } : {}),
  };
};

const drawCallers = (random: Random, kind: Audience['kind']): Pick<AudiencePart, 'callers'> => {
  if (kind === 'app-users') return {};
  // Left out means nobody for those that read nothing, so it is drawn seldom there.
  if (random.chance(kind === 'read' ? 40 : 10)) return {};
  return kind !== 'view' && random.chance(65) ? { callers: 'any' } : { callers: random.some(CALLER_IDS, 88) };
};

/** One audience's part, as an admin could have written it. */
export const drawPart = (random: Random, key: AudienceKey, wanted: ResourceName): AudiencePart => {
  const audience = audienceOf(key);
  if (audience === undefined) throw new Error(`No audience ${key}`);
  const grants: Partial<Record<ResourceName, Grant>> = {};
  for (const resource of grantableResources(audience)) {
    // Grants for other resources matter to references alone.
    const refers = CATALOGUE[wanted].fields.some(({ refersTo }) => refersTo === resource);
    if (resource === wanted) {
      if (random.chance(95)) grants[resource] = drawGrant(random, audience, resource, 4);
    } else if (random.chance(refers ? 50 : 3)) grants[resource] = drawGrant(random, audience, resource, 15);
  }
  return {
    enabled: random.chance(97),
    ...(random.chance(20) ? { expiresAt: random.pick(MOMENTS) } : {}),
    ...drawCallers(random, audience.kind),
    ...(audience.kind === 'app-users' && random.chance(50) ? { groups: random.some(GROUPS, 50) } : {}),
    ...(audience.kind === 'view' ? { name: 'Partner' } : {}),
    grants,
  };
};
