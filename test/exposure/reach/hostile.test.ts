import { CATALOGUE } from '../../../src/exposure/catalogue/catalogue';
import type { Grant } from '../../../src/exposure/policy/policy';
import { reaches } from '../../../src/exposure/reach/reaches';
import type { FocusRecord } from '../../../src/exposure/reach/record';
import { shape } from '../../../src/exposure/reach/shape';
import { runs } from '../runs';
import { NOW, grant, reachOf, record } from './grants';

const observed = {
  'toString.valueOf': 'text',
  'toString.length': 'text',
  valueOf: 'text',
  hasOwnProperty: 'text',
  'a.b.c.d': 'text',
  'a.b.e': 'number',
  list: 'texts',
  months: 'series',
} as const;
const all: Grant = grant({
  fields: Object.fromEntries(['name', 'owner.id', ...Object.keys(observed)].map((name) => [name, 'show'])),
  observed,
});
const leave = (fields: unknown, given: Grant = all): Record<string, unknown> =>
  shape(reachOf({ focusArea: given }), 'focusArea', record({ fields: fields as FocusRecord['fields'] }), { now: NOW });
const nested = (depth: number): unknown => JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);

describe('hostile records', () => {
  test('names that every object inherits are leaves only where they are a record’s own', () => {
    expect(leave({})).toEqual({});
    const own = JSON.parse('{"valueOf": "v", "hasOwnProperty": "h", "toString": {"valueOf": "t", "length": "l"}}') as object;
    const answer = leave(own);
    expect(Object.entries(answer)).toEqual([
      ['toString', { valueOf: 't', length: 'l' }],
      ['valueOf', 'v'],
      ['hasOwnProperty', 'h'],
    ]);
    expect(Object.getPrototypeOf(answer)).toBe(Object.prototype);
  });

  test('what only a prototype has is no leaf, in the record and in its groups', () => {
    expect(leave(Object.create({ name: 'x' }))).toEqual({});
    expect(leave({ owner: Object.create({ id: 'x' }) as unknown })).toEqual({});
    expect(leave(JSON.parse('{"__proto__": {"name": "x"}, "owner": {"__proto__": {"id": "x"}}}'))).toEqual({});
    expect(leave(Object.assign(Object.create(null) as object, { name: 'x', owner: { id: 'o' } }))).toEqual({
      name: 'x',
      owner: { id: 'o' },
    });
  });

  test('constructor and __proto__, own or inherited, never leave and never change an object', () => {
    const fields = { constructor: 'show', __proto__: 'show', 'constructor.name': 'show', name: 'show' } as unknown as Grant['fields'];
    const one = grant({
      fields,
      observed: { constructor: 'text', 'constructor.name': 'text' } as unknown as NonNullable<Grant['observed']>,
    });
    expect(leave(JSON.parse('{"name": "x", "constructor": "c", "__proto__": "p"}'), one)).toEqual({ name: 'x' });
    expect(({} as Record<string, unknown>)['name']).toBeUndefined();
  });

  test('10,000 levels are no leaf, and cost no stack', () => {
    expect(
      leave({ name: nested(10_000), owner: nested(10_000), a: nested(10_000), list: [nested(10_000)], months: nested(10_000) }),
    ).toEqual({});
    const deepList: unknown = JSON.parse(`${'['.repeat(10_000)}${']'.repeat(10_000)}`);
    expect(leave({ name: deepList, list: deepList })).toEqual({});
    const asked = reachOf({ focusArea: grant({ records: { where: [{ field: 'name', isSet: true }] } }) });
    expect(reaches(asked, 'focusArea', record({ fields: { name: nested(10_000) } }), NOW)).toBe(false);
  });

  test('leaves four steps down leave beside each other, lists on the way end it', () => {
    expect(leave({ a: { b: { c: { d: 'x', hidden: 1 }, e: 5, hidden: 2 } } })).toEqual({ a: { b: { c: { d: 'x' }, e: 5 } } });
    expect(leave({ a: { b: [{ c: { d: 'x' } }] } })).toEqual({});
    expect(leave({ a: Object.assign([], { b: { e: 5 } }), owner: Object.assign([], { id: 'o' }) })).toEqual({});
    expect(leave({ a: 'text', owner: 'text' })).toEqual({});
  });

  test('sparse and huge lists', () => {
    expect(leave({ list: new Array(3) })).toEqual({});
    const huge = Array.from({ length: runs(100_000) }, () => 'x');
    expect(leave({ list: huge })).toEqual({ list: huge });
    expect(leave({ list: [...huge, 1] })).toEqual({});
  });
});

describe('hostile grants', () => {
  test('fields, observed shapes and grants that are only inherited are none', () => {
    expect(leave({ name: 'x' }, grant({ fields: Object.create({ name: 'show' }) as Grant['fields'] }))).toEqual({});
    const inherited = Object.create({ seen: 'text' }) as NonNullable<Grant['observed']>;
    expect(leave({ seen: 'x' }, grant({ fields: { seen: 'show' }, observed: inherited }))).toEqual({});
    expect([...reachOf(Object.create({ focusArea: grant() }) as object).grants.keys()]).toEqual([]);
  });

  test('a declared shape never overrules the catalogue, nor joins a reference', () => {
    const one = grant({ fields: { name: 'show', parentId: 'show' }, observed: { name: 'number', parentId: 'text' } });
    expect(leave({ name: 5, parentId: 'secret' }, one)).toEqual({});
    expect(leave({ name: 'x', parentId: 'secret' }, one)).toEqual({ name: 'x' });
  });

  test('masks of ids and references are no grants', () => {
    const one = grant({ fields: { id: 'pseudonym', parentId: 'initials', path: { round: 1 }, name: 'year', draft: 'show' } });
    expect(
      reachOf({ focusArea: one })
        .grants.get('focusArea')
        ?.fields.map(({ name }) => name),
    ).toEqual(['draft']);
  });

  test('granted leaves keep the catalogue’s order, then the grant’s; answers keep it', () => {
    const one = grant({
      fields: { tail: 'show', head: 'show', status: 'show', name: 'initials' },
      observed: { head: 'text', tail: 'text' },
    });
    const fields = reachOf({ focusArea: one }).grants.get('focusArea')?.fields ?? [];
    expect(fields.map(({ name, treatment, observed: seen }) => [name, treatment, seen])).toEqual([
      ['name', 'initials', false],
      ['status', 'show', false],
      ['head', 'show', true],
      ['tail', 'show', true],
    ]);
    expect(Object.keys(leave({ tail: 't', status: 's', head: 'h', name: 'n' }, one))).toEqual(['name', 'status', 'head', 'tail']);
  });

  test('a granted leaf is the catalogue’s in every member', () => {
    const names = CATALOGUE.costItem.fields.map(({ name }) => name);
    const one = grant({ fields: Object.fromEntries(names.map((name) => [name, name === 'actual' ? { round: 10 } : 'show'])) });
    const fields = reachOf({ costItem: one }).grants.get('costItem')?.fields ?? [];
    expect(fields.map(({ treatment: _treatment, treat: _treat, ...field }) => field)).toEqual(CATALOGUE.costItem.fields);
  });

  test('a resource without a grant shapes into nothing', () => {
    expect(shape(reachOf({}), 'focusArea', record({ fields: { name: 'x' } }), { now: NOW })).toEqual({});
  });
});
