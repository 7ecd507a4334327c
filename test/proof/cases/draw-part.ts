import { audienceOf } from '../../../src/exposure/catalogue/audiences';
import { CATALOGUE, OPERATORS_FOR } from '../../../src/exposure/catalogue/catalogue';
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
const NOTHING = ['gone', 'a9'];

export type Shaped = readonly [name: string, shape: LeafShape];
const OBSERVED: readonly (readonly [string, ObservedShape])[] = [
  ['rank', 'number'],
  ['custom.note', 'text'],
  ['custom.deep.flags', 'texts'],
  ['custom.seen', 'date'],
  ['custom.plan', 'series'],
  ['ready', 'flag'],
  ['owner.email', 'text'],
];

const ROUNDS = [1, 0.5, 3, 1000];
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

// What the parser takes: text without halves of surrogate pairs, bare dates and instants in UTC.
const scalarsOf = (shape: LeafShape): readonly Scalar[] => {
  if (shape === 'id') return ['t-1', 't-2', 'a0', 'a1', 'a2', 'o0', 'r-0'];
  const scalars = LEAVES[shape].filter((value): value is Scalar => typeof value !== 'object' && !String(value).includes('\ud800'));
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

const writableOf = (resource: ResourceName, deletes: boolean): readonly Shaped[] =>
  CATALOGUE[resource].fields
    .filter(({ name, writeNames }) => (deletes ? name === 'id' : Object.keys(writeNames).length > 0))
    .map((field): Shaped => [field.name, field.shape]);

const drawGrant = (random: Random, audience: Audience, resource: ResourceName): Grant => {
  const catalogued = CATALOGUE[resource].fields.map((field): Shaped => [field.name, field.shape]);
  const observed = random.chance(30) ? random.some(OBSERVED, 40) : [];
  const writes = audience.kind === 'write' || audience.kind === 'delete';
  const grantable = writes ? writableOf(resource, audience.kind === 'delete') : [...catalogued, ...observed];
  const chosen = random.some(grantable, Math.min(90, 600 / (catalogued.length + 1)));
  const fields: Record<string, Treatment> = {};
  for (const [name, shape] of chosen) fields[name] = writes ? 'show' : drawTreatment(random, shape);
  const all = random.chance(25);
  const under = CATALOGUE[resource].placed && random.chance(75) ? random.some([...AREAS, ...NOTHING], random.pick([4, 20, 40])) : undefined;
  const conditioned = [...catalogued, ...observed];
  const where =
    under === undefined || random.chance(40)
      ? Array.from({ length: random.below(3) }, () => drawCondition(random, random.pick(conditioned)))
      : undefined;
  const placeAge = random.pick([undefined, undefined, 'live', 1, 60, 1440] as const);
  return {
    actions: random.some(audience.grantable[resource] ?? [], 88),
    fields,
    records: all ? 'all' : { ...(under === undefined ? {} : { under }), ...(where === undefined ? {} : { where }) },
    ...(observed.length === 0 ? {} : { observed: Object.fromEntries(observed) }),
    ...(placeAge === undefined ? {} : { placeAge }),
    ...(random.chance(25) ? { pageSize: 1 + random.below(100) } : {}),
  };
};

const drawCallers = (random: Random, kind: Audience['kind']): Pick<AudiencePart, 'callers'> => {
  if (kind === 'app-users') return {};
  // Left out means nobody for those that read nothing, so it is drawn seldom there.
  if (random.chance(kind === 'read' ? 40 : 10)) return {};
  return kind !== 'view' && random.chance(60) ? { callers: 'any' } : { callers: random.some(CALLER_IDS, 80) };
};

/** One audience's part, as an admin could have written it. */
export const drawPart = (random: Random, key: AudienceKey, wanted: ResourceName): AudiencePart => {
  const audience = audienceOf(key);
  if (audience === undefined) throw new Error(`No audience ${key}`);
  const grants: Partial<Record<ResourceName, Grant>> = {};
  for (const resource of Object.keys(audience.grantable) as ResourceName[]) {
    // Grants for other resources matter to references alone.
    if (random.chance(resource === wanted ? 95 : 30)) grants[resource] = drawGrant(random, audience, resource);
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
