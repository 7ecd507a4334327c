import fc from 'fast-check';
import { AUDIENCE_KEYS } from '../../src/exposure/catalogue/audiences';
import { CATALOGUE } from '../../src/exposure/catalogue/catalogue';
import type { AudiencePart, Grant, Policy } from '../../src/exposure/policy/policy';
import type { FocusRecord } from '../../src/exposure/reach/record';

export const FIELD_NAMES = CATALOGUE.focusArea.fields.map((field) => field.name);

/** Moments around which generated parts expire. */
export const MOMENTS = ['2026-01-01T00:00:00Z', '2026-06-01T00:00:00.500Z', '2027-01-01T00:00:00Z'] as const;

export const AREA_IDS = Array.from({ length: 12 }, (_, index) => `fa-${index}`);

const optional = <T>(arb: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arb, { nil: undefined });

export const arbitraryGrant: fc.Arbitrary<Grant> = fc
  .record({
    actions: fc.subarray(['list', 'get'] as const),
    fields: fc.subarray(FIELD_NAMES),
    records: fc.oneof(fc.constant('all' as const), fc.record({ under: fc.subarray(AREA_IDS) })),
    pageSize: optional(fc.integer({ min: 1, max: 100 })),
  })
  .map(({ actions, fields, records, pageSize }) => ({
    actions,
    fields: Object.fromEntries(fields.map((name) => [name, 'show' as const])),
    records,
    ...(pageSize === undefined ? {} : { pageSize }),
  }));

export const arbitraryPart: fc.Arbitrary<AudiencePart> = fc
  .record({ enabled: fc.boolean(), expiresAt: optional(fc.constantFrom(...MOMENTS)), grant: optional(arbitraryGrant) })
  .map(({ enabled, expiresAt, grant }) => ({
    enabled,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    grants: grant ? { focusArea: grant } : {},
  }));

export const arbitraryPolicy: fc.Arbitrary<Policy> = fc
  .record({ serving: fc.boolean(), parts: fc.tuple(...AUDIENCE_KEYS.map(() => optional(arbitraryPart))) })
  .map(({ serving, parts }) => ({
    format: 1,
    serving,
    audiences: Object.fromEntries(AUDIENCE_KEYS.flatMap((key, index) => (parts[index] ? [[key, parts[index]]] : []))),
  }));

export interface Area {
  readonly id: string;
  readonly parent: string | undefined;
}

/** A forest over AREA_IDS: each area hangs below an earlier one, or stands at the top. */
export const arbitraryForest: fc.Arbitrary<readonly Area[]> = fc
  .tuple(...AREA_IDS.map((_, index) => fc.integer({ min: -1, max: index - 1 })))
  .map((parents) => AREA_IDS.map((id, index) => ({ id, parent: AREA_IDS[parents[index] ?? -1] })));

export const ancestorsIn = (forest: readonly Area[], id: string): readonly string[] => {
  const parent = forest.find((area) => area.id === id)?.parent;
  return parent === undefined ? [] : [...ancestorsIn(forest, parent), parent];
};

/** Leaves as Focus could send them: of the right shape mostly, of any other sometimes. */
const arbitraryFields = fc.record(
  Object.fromEntries(
    ['name', 'status', 'description', 'externalId', 'focusAreaTypeId', 'targetDateType', 'draft', 'targetDate', 'owner', 'secret'].map(
      (name) => [
        name,
        fc.oneof(
          fc.string(),
          fc.boolean(),
          fc.constantFrom(null, 7, '2026-02-28', { id: 'someone', email: 'someone@example.com' }, ['x'], { deep: { deeper: 'hidden' } }),
        ),
      ],
    ),
  ),
  { requiredKeys: [] },
);

/** The records of a forest, each telling its place whole, in part or not at all. */
export const arbitraryRecords = (forest: readonly Area[], telling?: 'whole'): fc.Arbitrary<readonly FocusRecord[]> =>
  fc.tuple(
    ...forest.map((area) =>
      fc
        .record({ fields: arbitraryFields, told: telling ? fc.constant(telling) : fc.constantFrom('whole', 'parent', 'nothing') })
        .map(({ fields, told }): FocusRecord => ({
          id: area.id,
          fields: { ...fields, id: area.id },
          ...(told !== 'nothing' && area.parent !== undefined ? { parentId: area.parent } : {}),
          ...(told === 'whole' ? { ancestors: ancestorsIn(forest, area.id) } : {}),
        })),
    ),
  );

/** All leaf paths of an answer with their values; a list is one leaf. */
export const leavesOf = (value: unknown, path = ''): Map<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map(Object.entries(value).flatMap(([name, inner]) => [...leavesOf(inner, path === '' ? name : `${path}.${name}`)]))
    : new Map([[path, value]]);
