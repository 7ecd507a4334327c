import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  CATALOGUE,
  ID_PATTERN,
  LARGEST_PAGE,
  OPERATORS_FOR,
  PLACE_AGE,
  RESOURCE_NAMES,
  TREATMENTS_FOR,
  fieldOf,
} from '../../../src/exposure/catalogue/catalogue';
import { MOST_DEPTH, OBSERVED_NAME } from '../../../src/exposure/catalogue/observed';
import type { Field } from '../../../src/exposure/catalogue/field';
import type { ResourceName } from '../../../src/exposure/policy/policy';

interface Schema {
  readonly properties?: Readonly<Record<string, unknown>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const ROOT = join(__dirname, '../../..');
const focus = parse(readFileSync(join(ROOT, 'local/focus/focus-openapi.yaml'), 'utf8')) as Document;
const propertiesOf = (schema: string): readonly string[] => Object.keys(focus.components.schemas[schema]?.properties ?? {});
const named = (name: ResourceName): string => name.charAt(0).toUpperCase() + name.slice(1);
const every = RESOURCE_NAMES.flatMap((resource) => CATALOGUE[resource].fields.map((field) => [resource, field] as const));

describe('the catalogue beside Focus', () => {
  test('has the eight resources in their order', () => {
    expect(RESOURCE_NAMES).toEqual([
      'focusArea',
      'costItem',
      'benefitItem',
      'costType',
      'costSubtype',
      'benefitType',
      'investmentCategory',
      'organization',
    ]);
    expect(Object.keys(CATALOGUE)).toEqual(RESOURCE_NAMES);
    expect(RESOURCE_NAMES.map((name) => CATALOGUE[name].label)).toEqual(RESOURCE_NAMES.map((name) => `resource.${name}.label`));
  });

  test('has every operation that Focus has, and no other', () => {
    const METHODS = ['get', 'post', 'patch', 'put', 'delete'];
    const theirs = Object.entries(focus.paths).flatMap(([path, item]) =>
      Object.keys(item)
        .filter((key) => METHODS.includes(key))
        .map((method) => `${method.toUpperCase()} ${path}`),
    );
    const ours = RESOURCE_NAMES.flatMap((name) => CATALOGUE[name].endpoints.map(({ method, path }) => `${method} /v1/${path}`));
    expect(theirs.length).toBeGreaterThan(18);
    expect([...ours].sort()).toEqual([...theirs].sort());
  });

  test.each(RESOURCE_NAMES)('says for each action of %s the operation that does it', (name) => {
    const METHOD = { list: 'GET', get: 'GET', create: 'POST', update: 'PATCH', bulk: 'POST', delete: 'DELETE', summary: '' } as const;
    const { endpoints } = CATALOGUE[name];
    expect(new Set(endpoints.map(({ action }) => action)).size).toBe(endpoints.length);
    for (const { action, method, path } of endpoints) {
      expect(method).toBe(METHOD[action]);
      expect(path.endsWith('/{id}')).toBe(['get', 'update', 'delete'].includes(action));
      expect(path.endsWith('/bulk')).toBe(action === 'bulk');
    }
  });

  test.each(RESOURCE_NAMES)('reads every member that Focus is known to send of %s', (name) => {
    const read = new Set(CATALOGUE[name].fields.flatMap((field) => field.readNames));
    expect(propertiesOf(named(name)).length).toBeGreaterThan(0);
    expect(propertiesOf(named(name)).filter((property) => !read.has(property))).toEqual([]);
  });

  const WRITES: readonly (readonly [ResourceName, 'create' | 'update' | 'bulk', schema: string, without: readonly string[]])[] = [
    ['focusArea', 'create', 'CreateFocusAreaRequest', []],
    ['focusArea', 'update', 'UpdateFocusAreaRequest', []],
    // Two ways to name the focus area; ours is by id.
    ['costItem', 'bulk', 'CostItemRequest', ['focusAreaExternalId']],
    ['benefitItem', 'bulk', 'BenefitItemRequest', ['focusAreaExternalId']],
    ['organization', 'create', 'CreateOrganizationRequest', []],
  ];

  test.each(WRITES)('writes %s by %s under the names that Focus takes', (name, action, schema, without) => {
    const ours = new Set(CATALOGUE[name].fields.flatMap((field) => field.writeNames[action] ?? []));
    expect([...ours].sort()).toEqual(
      propertiesOf(schema)
        .filter((property) => !without.includes(property))
        .sort(),
    );
  });

  test('updates nothing of an item but its external id, which Focus calls differently for costs and benefits', () => {
    const updates = (name: ResourceName) =>
      CATALOGUE[name].fields.flatMap((field) => (field.writeNames.update ? [[field.name, field.writeNames.update]] : []));
    expect(updates('costItem')).toEqual([['externalId', 'externalCostItemId']]);
    expect(updates('benefitItem')).toEqual([['externalId', 'externalId']]);
  });
});

const FIELD_TABLE: Readonly<Record<ResourceName, readonly string[]>> = {
  focusArea: [
    'id id <- id',
    'name text <- name -> create:name update:name',
    'status text <- status',
    'description text <- description -> update:description',
    'externalId text <- externalId -> create:externalId update:externalId',
    'focusAreaTypeId text <- focusAreaTypeId|focusAreaType.id -> create:focusAreaTypeId',
    'owner.id text <- owner|owner.id|owner.accountId -> create:owner update:owner (personal)',
    'parentId id of focusArea <- parentId|parentFocusAreaId|parent.id|parent|parentFocusArea.id|parentFocusArea -> create:parentFocusAreaId',
    'path ids of focusArea <- path',
    'draft flag <- draft',
    'targetDate date <- targetDate',
    'targetDateType text <- targetDateType',
  ],
  costItem: [
    'id id <- costItemId|id -> bulk:costItemId',
    'externalId text <- externalCostItemId|costItemExternalId|externalId -> bulk:costItemExternalId update:externalCostItemId',
    'name text <- name -> bulk:name',
    'focusAreaId id of focusArea <- focusAreaId|focusArea.id|focusArea -> bulk:focusAreaId',
    'costType text <- costType|costType.key -> bulk:costType',
    'costSubtypeId id of costSubtype <- costSubtypeId|costSubtype.id -> bulk:costSubtypeKey',
    'expenditureType text <- expenditureType|expenditureType.key|expenditureType.name|expenditureType.displayName -> bulk:expenditureType',
    'investmentCategoryId id of investmentCategory <- investmentCategoryId|investmentCategory.id -> bulk:investmentCategoryKey',
    'actual series <- costPeriodValues -> bulk:costPeriodValues (financial ACTUAL)',
    'forecast series <- costPeriodValues -> bulk:costPeriodValues (financial FORECAST)',
  ],
  benefitItem: [
    'id id <- benefitItemId|id -> bulk:benefitItemId',
    'externalId text <- externalBenefitItemId|benefitItemExternalId|externalId -> bulk:benefitItemExternalId update:externalId',
    'name text <- name -> bulk:name',
    'focusAreaId id of focusArea <- focusAreaId|focusArea.id|focusArea -> bulk:focusAreaId',
    'benefitTypeId id of benefitType <- benefitTypeId|benefitType.id -> bulk:benefitTypeKey',
    'actual series <- benefitPeriodValues -> bulk:benefitPeriodValues (financial ACTUAL)',
    'forecast series <- benefitPeriodValues -> bulk:benefitPeriodValues (financial FORECAST)',
  ],
  costType: ['id id <- costTypeId|id', 'key text <- key', 'name text <- displayName|name', 'order number <- order'],
  costSubtype: ['id id <- costSubtypeId|id', 'key text <- key', 'name text <- name|displayName', 'costType text <- costType|costType.key'],
  benefitType: ['id id <- benefitTypeId|id', 'key text <- key', 'name text <- name|displayName'],
  investmentCategory: ['id id <- investmentCategoryId|id', 'key text <- key', 'name text <- name|displayName'],
  organization: [
    'id id <- id|organizationId',
    'name text <- name -> create:name',
    'externalId text <- externalId -> create:externalId',
    'organizationTypeId text <- organizationTypeId|organizationType.id -> create:organizationTypeId',
    'owner.id text <- owner|owner.id|owner.accountId -> create:owner (personal)',
    'parentId id of organization <- parentId|parentOrganizationId|parent.id|parent|parentOrganization.id|parentOrganization -> create:parentOrganizationId',
  ],
};

const lineOf = (field: Field): string => {
  const writes = Object.entries(field.writeNames).map(([action, name]) => `${action}:${name}`);
  const marks = [field.personal ? 'personal' : '', field.financial ? 'financial' : '', field.version ?? ''].filter((mark) => mark !== '');
  return [
    `${field.name} ${field.shape}`,
    ...(field.refersTo ? [`of ${field.refersTo}`] : []),
    `<- ${field.readNames.join('|')}`,
    ...(writes.length > 0 ? [`-> ${writes.sort().join(' ')}`] : []),
    ...(marks.length > 0 ? [`(${marks.join(' ')})`] : []),
  ].join(' ');
};

describe('the fields', () => {
  test.each(RESOURCE_NAMES)('of %s are these', (name) => {
    expect(CATALOGUE[name].fields.map(lineOf)).toEqual(FIELD_TABLE[name]);
  });

  test('each have texts of their own, are documented, and none stands twice or in the way of another', () => {
    for (const [resource, field] of every) {
      expect(field.label).toBe(`field.${resource}.${field.name}.label`);
      expect(field.description).toBe(`field.${resource}.${field.name}.description`);
      expect(field.observed).toBe(false);
      expect(field.shape === 'series').toBe(field.version !== undefined);
    }
    for (const resource of RESOURCE_NAMES) {
      const names = CATALOGUE[resource].fields.map((field) => field.name);
      expect(new Set(names).size).toBe(names.length);
      expect(names.filter((name) => names.some((other) => name.startsWith(`${other}.`)))).toEqual([]);
      expect(names[0]).toBe('id');
    }
  });

  test('that refer to another resource are ids, and ids that do not are the record’s own', () => {
    for (const [, field] of every) {
      if (field.refersTo !== undefined) expect(['id', 'ids']).toContain(field.shape);
      else if (field.shape === 'id' || field.shape === 'ids') expect(field.name).toBe('id');
      // A list of references comes from a record’s place alone.
      if (field.shape === 'ids') expect(field.name).toBe('path');
    }
  });

  test('are found by name, of the catalogue first', () => {
    for (const [resource, field] of every) {
      expect(fieldOf(resource, field.name)).toBe(field);
      expect(fieldOf(resource, field.name, { [field.name]: 'number' })).toBe(field);
    }
    expect(fieldOf('costType', 'parentId')).toBeUndefined();
    expect(fieldOf('focusArea', 'budget')).toBeUndefined();
    expect(fieldOf('focusArea', 'constructor')).toBeUndefined();
    expect(fieldOf('focusArea', '__proto__', JSON.parse('{"__proto__": "text"}') as never)).toBeUndefined();
    expect(fieldOf('focusArea', 'toString', {})).toBeUndefined();
  });
});

test('only focus areas and what hangs on them have a place, and these have one above', () => {
  expect(RESOURCE_NAMES.map((name) => [name, CATALOGUE[name].placed, CATALOGUE[name].parentOf])).toEqual([
    ['focusArea', true, 'focusArea'],
    ['costItem', true, 'focusArea'],
    ['benefitItem', true, 'focusArea'],
    ['costType', false, undefined],
    ['costSubtype', false, undefined],
    ['benefitType', false, undefined],
    ['investmentCategory', false, undefined],
    ['organization', false, 'organization'],
  ]);
});

test('what may happen to a leaf follows from its shape', () => {
  expect(TREATMENTS_FOR).toEqual({
    text: ['show', 'initials', 'pseudonym'],
    number: ['show', 'round', 'bucket'],
    flag: ['show'],
    date: ['show', 'year'],
    id: ['show'],
    ids: ['show'],
    texts: ['show'],
    series: ['show', 'round', 'bucket'],
  });
  expect(OPERATORS_FOR).toEqual({
    text: ['equals', 'in', 'notIn', 'contains', 'isSet'],
    number: ['equals', 'in', 'notIn', 'isSet'],
    flag: ['equals', 'in', 'notIn', 'isSet'],
    date: ['equals', 'in', 'notIn', 'before', 'after', 'isSet'],
    id: ['equals', 'in', 'notIn', 'isSet'],
    ids: ['contains', 'isSet'],
    texts: ['contains', 'isSet'],
    series: ['isSet'],
  });
});

test('the limits are those of the design', () => {
  expect([LARGEST_PAGE, PLACE_AGE.usual, PLACE_AGE.most, MOST_DEPTH]).toEqual([100, 60, 7 * 24 * 60, 4]);
  for (const id of ['a', 'A_9-', 'x'.repeat(64)]) expect(ID_PATTERN.test(id)).toBe(true);
  for (const id of ['', 'x'.repeat(65), 'a/b', 'a.b', 'a b', 'ä', 'a\n', '\na']) expect(ID_PATTERN.test(id)).toBe(false);
  for (const name of ['a', 'Z', 'a_9', `x${'0'.repeat(63)}`]) expect(OBSERVED_NAME.test(name)).toBe(true);
  for (const name of ['', '_a', '9a', 'a.b', 'a-b', 'ä', 'a\n', '\na', `x${'0'.repeat(64)}`]) expect(OBSERVED_NAME.test(name)).toBe(false);
});
