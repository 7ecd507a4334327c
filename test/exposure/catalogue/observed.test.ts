import { fieldOf } from '../../../src/exposure/catalogue/catalogue';
import { OBSERVED_SHAPES, isObservedPath, pathsAbove, shadowed } from '../../../src/exposure/catalogue/observed';
import type { ResourceName } from '../../../src/exposure/policy/policy';

test('the paths above a path are its groups, the outermost first', () => {
  expect(pathsAbove('a')).toEqual([]);
  expect(pathsAbove('a.b')).toEqual(['a']);
  expect(pathsAbove('a.b.c')).toEqual(['a', 'a.b']);
  expect(pathsAbove('')).toEqual([]);
  expect(pathsAbove('.a')).toEqual(['']);
});

test.each([
  'a',
  'Z9_',
  'a.b',
  'a.b.c.d',
  'constructors',
  'a.prototypes',
  'xconstructor',
  'a.b_prototype',
  `a${'b'.repeat(63)}`,
  'toString',
])('the path %j can be seen in a site’s data', (path) => {
  expect(isObservedPath(path)).toBe(true);
});

test.each([
  '',
  '.',
  'a.',
  '.a',
  'a..b',
  'a.b.c.d.e',
  '_a',
  '1a',
  'a.1',
  'a-b',
  'a b',
  'ä',
  'a\n',
  '__proto__',
  'a.__proto__',
  'constructor',
  'constructor.a',
  'a.constructor',
  'a.constructor.b',
  'prototype',
  'a.b.c.prototype',
  `a${'b'.repeat(64)}`,
  `a.b${'c'.repeat(64)}`,
  '\ud800',
])('the path %j can not', (path) => {
  expect(isObservedPath(path)).toBe(false);
  expect(fieldOf('costType', path, { [path]: 'text' })).toBeUndefined();
});

const TAKEN: readonly (readonly [ResourceName, string, string | undefined])[] = [
  // A leaf of ours, what would lie in it, and the group that it lies in.
  ['focusArea', 'name', 'name'],
  ['focusArea', 'name.first', 'name'],
  ['focusArea', 'name.first.letter', 'name'],
  ['focusArea', 'owner.id', 'owner.id'],
  ['focusArea', 'owner.id.x', 'owner.id'],
  ['focusArea', 'owner', 'owner.id'],
  // Beside a leaf of a group there is room, but not under another name of the same leaf.
  ['focusArea', 'owner.email', undefined],
  ['focusArea', 'owner.email.work', undefined],
  ['focusArea', 'owner.accountId', 'owner.id'],
  ['focusArea', 'focusAreaType.id', 'focusAreaTypeId'],
  ['focusArea', 'focusAreaType.name', undefined],
  ['focusArea', 'focusAreaType', undefined],
  // Whatever a reference may come by is out of bounds, whole.
  ['focusArea', 'parentFocusAreaId', 'parentId'],
  ['focusArea', 'parent', 'parentId'],
  ['focusArea', 'parent.id', 'parentId'],
  ['focusArea', 'parent.name', 'parentId'],
  ['focusArea', 'parentFocusArea.uuid', 'parentId'],
  ['organization', 'parentOrganization.name', 'parentId'],
  ['focusArea', 'path.name', 'path'],
  ['costItem', 'focusArea', 'focusAreaId'],
  ['costItem', 'focusArea.name', 'focusAreaId'],
  ['costItem', 'costSubtype', 'costSubtypeId'],
  ['costItem', 'costSubtype.id', 'costSubtypeId'],
  ['costItem', 'costSubtype.id.x', 'costSubtypeId'],
  ['costItem', 'costSubtype.name', undefined],
  ['costItem', 'costItemId', 'id'],
  ['costItem', 'costPeriodValues', 'forecast'],
  ['costItem', 'parentId', undefined],
  ['costItem', 'budget', undefined],
  ['organization', 'parentOrganizationId', 'parentId'],
];

test.each(TAKEN)('of %s the path %s shadows %s', (resource, path, other) => {
  expect(shadowed(resource, path)).toBe(other);
  expect(fieldOf(resource, path, { [path]: 'text' })?.observed ?? false).toBe(other === undefined);
});

test('an observed field is what its grant says, named by its own path', () => {
  expect(fieldOf('focusArea', 'health.colour', { 'health.colour': 'text' })).toEqual({
    name: 'health.colour',
    shape: 'text',
    label: 'health.colour',
    description: 'health.colour',
    personal: false,
    financial: false,
    observed: true,
    readNames: ['health.colour'],
    writeNames: {},
  });
  expect(OBSERVED_SHAPES).toEqual(['text', 'number', 'flag', 'date', 'texts', 'series']);
  for (const shape of OBSERVED_SHAPES) {
    expect(fieldOf('costItem', 'budget', { budget: shape })).toMatchObject({ shape, financial: shape === 'series', personal: false });
  }
});

test('what stands beside something personal is personal as well', () => {
  expect(fieldOf('focusArea', 'owner.email', { 'owner.email': 'text' })?.personal).toBe(true);
  expect(fieldOf('focusArea', 'owner.email.work', { 'owner.email.work': 'text' })?.personal).toBe(true);
  expect(fieldOf('focusArea', 'own.email', { 'own.email': 'text' })?.personal).toBe(false);
  expect(fieldOf('focusArea', 'ownerEmail', { ownerEmail: 'text' })?.personal).toBe(false);
  expect(fieldOf('costItem', 'owner.email', { 'owner.email': 'text' })?.personal).toBe(false);
});

test('what a grant does not declare as its own is no field', () => {
  expect(fieldOf('focusArea', 'budget', {})).toBeUndefined();
  expect(fieldOf('focusArea', 'budget', undefined)).toBeUndefined();
  expect(fieldOf('focusArea', 'budget', Object.create({ budget: 'text' }) as never)).toBeUndefined();
  expect(fieldOf('focusArea', 'budget', { budget: undefined } as never)).toBeUndefined();
});
