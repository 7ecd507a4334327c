import fc from 'fast-check';
import { audienceOf } from '../../../src/exposure/catalogue/audiences';
import { CATALOGUE } from '../../../src/exposure/catalogue/catalogue';
import type {
  ActionName,
  AudienceKey,
  AudiencePart,
  Condition,
  Grant,
  Policy,
  ResourceName,
  Treatment,
} from '../../../src/exposure/policy/policy';
import type { FocusRecord } from '../../../src/exposure/reach/record';
import { LATER, NOW, SOON } from './parts';

/** Audiences of each kind, with all resources that they can be granted among these. */
export const AUDIENCES: readonly AudienceKey[] = ['read:focus-area:custom', 'write:cost-item:custom', 'app-users', 'view:v'];
export const RESOURCES: readonly ResourceName[] = ['focusArea', 'costItem', 'costSubtype'];

const AREAS = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
const KEYS = ['k1', 'k2'] as const;
const GROUPS = ['g1', 'g2'] as const;
const DATES = ['2026-01-01', '2026-01-02', '2026-01-02T00:00:00Z', '2026-01-02T12:00:00+02:00', '2026-02-03'] as const;
const TEXTS = ['Anna Demo', 'anna', 'Bob', 'B', 'x'] as const;
const AMOUNTS = [0, 4, 5, 14.9, 15, '15', '-15.5', 44, 45, 100, '104.99'] as const;

// Few values each, so that policies next to each other often compare.
const TREATMENTS: Readonly<Partial<Record<string, readonly Treatment[]>>> = {
  name: ['show', 'initials', 'pseudonym'],
  'owner.id': ['show', 'pseudonym'],
  targetDate: ['show', 'year'],
  actual: ['show', { round: 10 }, { round: 20 }, { round: 30 }, { bucket: [5, 15, 45] }, { bucket: [5, 45] }, { bucket: [10] }],
  extra: ['show'],
};

const CONDITIONS: Readonly<Partial<Record<ResourceName, readonly Condition[]>>> = {
  focusArea: [
    { field: 'name', equals: 'Bob' },
    { field: 'name', in: ['Bob', 'x'] },
    { field: 'name', notIn: ['B'] },
    { field: 'name', notIn: ['B', 'x'] },
    { field: 'name', contains: 'ann' },
    { field: 'name', contains: 'Anna D' },
    { field: 'name', isSet: true },
    { field: 'targetDate', before: '2026-01-02' },
    { field: 'targetDate', before: '2026-01-03' },
    { field: 'targetDate', after: '2026-01-01' },
    { field: 'targetDate', after: '2025-12-31' },
    { field: 'draft', notIn: [true] },
    { field: 'draft', equals: false },
    { field: 'parentId', notIn: ['a'] },
    { field: 'path', contains: 'b' },
    { field: 'id', in: ['a', 'b', 'c'] },
  ],
  costItem: [
    { field: 'name', in: ['Bob', 'x'] },
    { field: 'name', isSet: true },
    { field: 'focusAreaId', equals: 'b' },
  ],
  costSubtype: [{ field: 'id', in: ['s1', 's2'] }],
};

const optional = <T>(arb: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arb, { nil: undefined });

const arbitraryGrant = (audience: AudienceKey, resource: ResourceName, actions: readonly ActionName[]): fc.Arbitrary<Grant> => {
  const writes = audienceOf(audience)?.kind === 'write';
  const names = CATALOGUE[resource].fields
    .filter(({ writeNames }) => !writes || Object.keys(writeNames).length > 0)
    .map(({ name }) => name)
    .concat(writes ? [] : ['extra']);
  const treatment = (name: string) => fc.constantFrom<Treatment>(...((!writes && TREATMENTS[name]) || ['show' as const]));
  return fc
    .record({
      actions: fc.subarray([...actions]),
      fields: fc
        .subarray(names, { minLength: Math.ceil(names.length / 2) })
        .chain((kept) => fc.tuple(...kept.map((name) => treatment(name).map((one) => [name, one] as const)))),
      under: CATALOGUE[resource].placed ? optional(fc.subarray([...AREAS])) : fc.constant(undefined),
      where: fc.subarray([...(CONDITIONS[resource] ?? [])], { maxLength: Math.min(3, CONDITIONS[resource]?.length ?? 0) }),
      placeAge: fc.constantFrom<Grant['placeAge']>(undefined, 'live', 30, 120),
      shape: fc.constantFrom('text' as const, 'text' as const, 'number' as const),
    })
    .map(({ actions: can, fields, under, where, placeAge, shape }) => ({
      actions: can,
      fields: Object.fromEntries(fields),
      records: under || where.length > 0 ? { ...(under && { under }), ...(where.length > 0 && { where }) } : 'all',
      ...(writes ? {} : { observed: { extra: shape } }),
      ...(placeAge && { placeAge }),
    }));
};

const arbitraryPart = (audience: AudienceKey): fc.Arbitrary<AudiencePart> => {
  const grantable = audienceOf(audience)?.grantable ?? {};
  const resources = RESOURCES.filter((resource) => grantable[resource]);
  const groups = audience === 'app-users' ? optional(fc.subarray([...GROUPS])) : fc.constant(undefined);
  const callers =
    audience === 'app-users'
      ? fc.constant(undefined)
      : fc.oneof(
          fc.subarray([...KEYS]),
          fc.constantFrom<AudiencePart['callers']>(undefined, ...(audience === 'view:v' ? [] : ['any' as const])),
        );
  return fc
    .record({
      enabled: fc.integer({ min: 0, max: 7 }).map((chance) => chance > 0),
      expiresAt: fc.constantFrom(undefined, undefined, SOON, LATER),
      callers,
      groups,
      grants: fc.tuple(
        ...resources.map((resource) =>
          fc.tuple(fc.constant(resource), optional(arbitraryGrant(audience, resource, grantable[resource] ?? []))),
        ),
      ),
    })
    .map(({ enabled, expiresAt, callers: keys, groups: teams, grants }) => ({
      enabled,
      ...(expiresAt && { expiresAt }),
      ...(keys && { callers: keys }),
      ...(teams && { groups: teams }),
      ...(audience === 'view:v' && { name: 'View' }),
      grants: Object.fromEntries(grants.filter(([, grant]) => grant)),
    }));
};

/** Takes members of `to` in place of those of `from`, each with a chance, so that two values differ in a few places. */
const mixed = <T extends object>(from: T, to: T, takes: (key: string) => boolean): T => {
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  const source = (key: string): Readonly<Record<string, unknown>> => (takes(key) ? to : from) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(keys.flatMap((key) => (Object.hasOwn(source(key), key) ? [[key, source(key)[key]]] : []))) as T;
};

/** Two parts of one audience, the second one the first with a few edits. */
const arbitraryStep = (audience: AudienceKey): fc.Arbitrary<readonly [AudiencePart, AudiencePart]> =>
  fc
    .tuple(arbitraryPart(audience), arbitraryPart(audience), fc.infiniteStream(fc.integer({ min: 0, max: 9 })))
    .map(([before, other, chances]) => {
      const seldom = (): boolean => (chances.next().value ?? 1) === 0;
      const often = (): boolean => (chances.next().value ?? 1) < 4;
      const part = mixed(before, other, (key) => key !== 'grants' && seldom());
      const grants = Object.fromEntries(
        RESOURCES.flatMap((resource) => {
          const [from, to] = [before.grants[resource], other.grants[resource]];
          if (!from || !to || seldom()) return seldom() ? (to ? [[resource, to]] : []) : from ? [[resource, from]] : [];
          const grant = mixed(from, to, (key) => !['fields', 'records'].includes(key) && seldom());
          const fields = mixed(from.fields, to.fields, (name) => (name === 'actual' || name === 'name' ? often() : seldom()));
          return [[resource, { ...grant, fields, records: seldom() ? to.records : from.records }]];
        }),
      );
      return [before, { ...part, grants }] as const;
    });

/** Two policies next to each other: unrelated ones nearly always widen somewhere. */
export const arbitraryNeighbours: fc.Arbitrary<readonly [Policy, Policy]> = fc
  .record({
    serving: fc.constantFrom([true, true] as const, [true, true] as const, [false, true] as const, [true, false] as const),
    steps: fc.tuple(...AUDIENCES.map(arbitraryStep)),
  })
  .map(({ serving, steps }) => {
    const one = (side: 0 | 1): Policy => ({
      format: 1,
      serving: serving[side],
      audiences: Object.fromEntries(AUDIENCES.map((audience, at) => [audience, steps[at]?.[side]])),
    });
    return [one(0), one(1)] as const;
  });

export type World = Readonly<Partial<Record<ResourceName, readonly FocusRecord[]>>>;

const ages = fc
  .constantFrom(undefined, 20, 45, 90)
  .map((minutes) => (minutes === undefined ? {} : { placeReadAt: NOW - minutes * 60_000 }));

/** Focus areas in a tree, items on them and classes of items, each telling its place whole, in part or not at all. */
export const arbitraryWorld: fc.Arbitrary<World> = fc
  .record({
    parents: fc.tuple(...AREAS.map((_, at) => fc.integer({ min: -1, max: at - 1 }))),
    areas: fc.tuple(
      ...AREAS.map(() =>
        fc.record({
          name: fc.constantFrom(...TEXTS, 7, null),
          targetDate: fc.constantFrom(...DATES, 'soon'),
          draft: fc.constantFrom(true, false, 'true'),
          owner: fc.constantFrom({ id: 'u1' }, { id: 'u2' }, undefined),
          extra: fc.constantFrom('t', 5),
        }),
      ),
    ),
    items: fc.array(
      fc.record({
        on: fc.constantFrom(...AREAS),
        name: fc.constantFrom(...TEXTS),
        costSubtypeId: fc.constantFrom('s1', 's3'),
        actual: fc.dictionary(fc.constant('2026-01'), fc.constantFrom(...AMOUNTS)),
      }),
      { minLength: 6, maxLength: 10 },
    ),
    told: fc.infiniteStream(fc.tuple(fc.constantFrom('whole', 'whole', 'parent', 'nothing'), ages)),
  })
  .map(({ parents, areas, items, told }) => {
    const above = (at: number): readonly string[] => {
      const parent = parents[at] ?? -1;
      return parent < 0 ? [] : [...above(parent), AREAS[parent] ?? ''];
    };
    const placed = (chain: readonly string[]): Partial<FocusRecord> => {
      const next = told.next();
      const [how, age] = next.done ? (['nothing', {}] as const) : next.value;
      const parentId = chain.at(-1);
      const parent = parentId === undefined || how === 'nothing' ? {} : { parentId };
      return { ...age, ...parent, ...(how === 'whole' ? { ancestors: chain } : {}) };
    };
    return {
      focusArea: AREAS.map((id, at) => ({ id, fields: { ...areas[at] }, ...placed(above(at)) })),
      costItem: items.map(({ on, ...fields }, at) => ({ id: `i${at}`, fields, ...placed([...above(AREAS.indexOf(on)), on]) })),
      costSubtype: ['s1', 's2', 's3'].map((id) => ({ id, fields: { name: id } })),
    };
  });
