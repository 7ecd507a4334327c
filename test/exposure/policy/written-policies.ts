import fc from 'fast-check';
import { GRAMMAR_AUDIENCES, audienceOf, grantableResources } from '../../../src/exposure/catalogue/audiences';
import type { Audience } from '../../../src/exposure/catalogue/audiences';
import { CATALOGUE, OPERATORS_FOR, TREATMENTS_FOR } from '../../../src/exposure/catalogue/catalogue';
import type { Operator, TreatmentKind } from '../../../src/exposure/catalogue/catalogue';
import type {
  AudiencePart,
  Condition,
  Grant,
  LeafShape,
  ObservedShape,
  Policy,
  ResourceName,
  Treatment,
} from '../../../src/exposure/policy/policy';

const optional = <T>(arb: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arb, { nil: undefined });

/** Leaves out members that are undefined, so that what is written is what JSON would carry. */
const written = <T extends object>(members: T): T =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;

const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/);
const ids = (maxLength: number) => fc.uniqueArray(id, { maxLength });
const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value));
const instant = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const date = fc.oneof(
  instant,
  instant.map((text) => text.slice(0, 10)),
);
const text = fc.string({ maxLength: 10, unit: 'grapheme' });

const TREATMENTS: Readonly<Record<TreatmentKind, fc.Arbitrary<Treatment>>> = {
  show: fc.constant('show'),
  year: fc.constant('year'),
  initials: fc.constant('initials'),
  pseudonym: fc.constant('pseudonym'),
  round: fc.constantFrom(0.01, 1, 1000, 1e9).map((round) => ({ round })),
  bucket: fc.uniqueArray(finite, { minLength: 1, maxLength: 20 }).map((edges) => ({ bucket: edges.sort((a, b) => a - b) })),
};

const SCALARS: Readonly<Record<LeafShape, fc.Arbitrary<string | number | boolean>>> = {
  text,
  number: finite,
  flag: fc.boolean(),
  date,
  id,
  ids: id,
  texts: text.filter((entry) => entry !== ''),
  series: fc.constant('never'),
};

const conditionOn = (field: string, shape: LeafShape): fc.Arbitrary<Condition> => {
  const scalars = fc.uniqueArray(SCALARS[shape], { minLength: 1, maxLength: 5 });
  const operators: Readonly<Record<Operator, fc.Arbitrary<Condition>>> = {
    equals: SCALARS[shape].map((equals) => ({ field, equals })),
    in: scalars.map((values) => ({ field, in: values })),
    notIn: scalars.map((values) => ({ field, notIn: values })),
    before: date.map((before) => ({ field, before })),
    after: date.map((after) => ({ field, after })),
    contains: SCALARS[shape]
      .filter((sought) => typeof sought === 'string' && sought !== '')
      .map((sought) => ({ field, contains: `${sought}` })),
    isSet: fc.constant({ field, isSet: true }),
  };
  return fc.oneof(...OPERATORS_FOR[shape].map((operator) => operators[operator]));
};

const OBSERVED = fc.dictionary(
  fc.stringMatching(/^seen[A-Z][a-z0-9_]{0,5}(\.[a-z]{1,4}){0,3}$/),
  fc.constantFrom<ObservedShape>('text', 'number', 'flag', 'date', 'texts', 'series'),
  { maxKeys: 4, noNullPrototype: true },
);

/** Without paths that lie in one another: `a` and `a.b` can't both be leaves. */
const apart = (observed: Readonly<Record<string, ObservedShape>>): Readonly<Record<string, ObservedShape>> =>
  Object.fromEntries(Object.entries(observed).filter(([path]) => !Object.keys(observed).some((other) => path.startsWith(`${other}.`))));

type Leaves = readonly (readonly [name: string, shape: LeafShape])[];

const fieldsFor = (resource: ResourceName, { kind }: Audience, leaves: Leaves): fc.Arbitrary<Grant['fields']> => {
  const masked = kind !== 'write' && kind !== 'delete';
  const writable = new Set(CATALOGUE[resource].fields.filter((field) => Object.keys(field.writeNames).length > 0).map(({ name }) => name));
  const open = leaves.filter(([name]) => (kind === 'write' ? writable.has(name) : kind === 'delete' ? name === 'id' : true));
  const members = open.map(([name, shape]) => [
    name,
    masked ? fc.oneof(...TREATMENTS_FOR[shape].map((one) => TREATMENTS[one])) : TREATMENTS.show,
  ]);
  return fc
    .record(Object.fromEntries(members) as Record<string, fc.Arbitrary<Treatment>>, { requiredKeys: [], noNullPrototype: true })
    .map((fields) => written(fields) as Grant['fields']);
};

const recordsFor = (resource: ResourceName, leaves: Leaves): fc.Arbitrary<Grant['records']> => {
  const where = fc.array(fc.oneof(...leaves.map(([name, shape]) => conditionOn(name, shape))), { minLength: 1, maxLength: 4 });
  const wheres = where.map((conditions) => ({ where: conditions }));
  if (!CATALOGUE[resource].placed) return fc.oneof(fc.constant('all' as const), wheres);
  return fc.oneof(fc.constant('all' as const), wheres, fc.record({ under: ids(5) }), fc.record({ under: ids(5), where }));
};

const writtenGrant = (audience: Audience, resource: ResourceName): fc.Arbitrary<Grant> =>
  optional(OBSERVED.map(apart)).chain((observed) => {
    const known = CATALOGUE[resource].fields.map((field) => [field.name, field.shape] as const);
    const leaves: Leaves = [...known, ...Object.entries(observed ?? {})];
    return fc
      .record({
        actions: fc.shuffledSubarray([...(audience.grantable[resource] ?? [])]),
        fields: fieldsFor(resource, audience, leaves),
        records: recordsFor(resource, leaves),
        observed: fc.constant(observed),
        placeAge: optional(fc.oneof(fc.constant('live' as const), fc.integer({ min: 1, max: 10_080 }))),
        pageSize: optional(fc.integer({ min: 1, max: 100 })),
      })
      .map((members) => written(members) as Grant);
  });

/** Any part that the grammar allows for an audience. */
export const writtenPart = (key: string): fc.Arbitrary<AudiencePart> => {
  const audience = audienceOf(key);
  if (!audience) throw new Error(`${key} is no audience.`);
  const none = fc.constant(undefined);
  const keys = ids(4);
  const grants = Object.fromEntries(grantableResources(audience).map((name) => [name, writtenGrant(audience, name)]));
  const speaks = { read: true, write: true, delete: true, description: true, view: false, 'app-users': false }[audience.kind];
  return fc
    .record({
      enabled: fc.boolean(),
      expiresAt: optional(instant),
      callers: audience.kind === 'app-users' ? none : optional(speaks ? fc.oneof(fc.constant('any' as const), keys) : keys),
      groups: audience.kind === 'app-users' ? optional(keys) : none,
      name: audience.kind === 'view' ? fc.stringMatching(/^[A-Z][ -~]{0,59}$/) : none,
      describes: audience.kind === 'description' ? optional(fc.subarray([...GRAMMAR_AUDIENCES])) : none,
      grants: fc.record(grants, { requiredKeys: [], noNullPrototype: true }),
    })
    .map((members) => written(members) as AudiencePart);
};

// Built once: each holds every resource, and drawing a policy builds none anew.
const PARTS = new Map([...GRAMMAR_AUDIENCES, 'view:a'].map((key) => [key, writtenPart(key)]));
const partOf = (key: string): fc.Arbitrary<AudiencePart> => PARTS.get(key.startsWith('view:') ? 'view:a' : key) ?? writtenPart(key);

const views = fc.uniqueArray(
  fc.stringMatching(/^[a-z0-9]{1,20}$/).map((name) => `view:${name}`),
  { maxLength: 2 },
);

/** Any policy that the grammar allows, of a few audiences so that it stays small. */
export const writtenPolicy: fc.Arbitrary<Policy> = fc
  .tuple(fc.subarray([...GRAMMAR_AUDIENCES], { maxLength: 2 }), views)
  .chain(([fixed, named]) =>
    fc.record({
      format: fc.constant(1 as const),
      serving: fc.boolean(),
      audiences: fc.record(Object.fromEntries([...fixed, ...named].map((key) => [key, partOf(key)])), { noNullPrototype: true }),
    }),
  );
