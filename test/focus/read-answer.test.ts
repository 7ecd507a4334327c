import { bareId, readFocusArea, readPage } from '../../src/focus/read-answer';

const UUID = '0b1f6d5e-1111-4222-8333-444455556666';
const ARI = `ari:cloud:mercury:site-1:focus-area/workspace/ws-1/${UUID}`;
const ari = (id: string): string => `ari:cloud:mercury:site-1:focus-area/workspace/ws-1/${id}`;

describe('readPage', () => {
  test.each<[string, unknown, string | undefined, unknown]>([
    [
      'the documented envelope',
      { values: [1], cursor: 'a', last: false, totalCount: 9, nextPageCursor: 'b' },
      undefined,
      { values: [1], next: 'b', self: 'a' },
    ],
    ['an envelope that says it is the last', { values: [1], last: true, nextPageCursor: 'b' }, undefined, { values: [1] }],
    ['an envelope without a next cursor', { values: [1], last: false }, undefined, { values: [1] }],
    ['an envelope that names the cursor it was asked for', { values: [1], nextPageCursor: 'b' }, 'b', { values: [1] }],
    [
      'an envelope that calls itself what it calls the next',
      { values: [1], cursor: 'b', nextPageCursor: 'b' },
      undefined,
      { values: [1], next: 'b' },
    ],
    ['an empty next cursor', { values: [], nextPageCursor: '' }, undefined, { values: [] }],
    ['a next cursor that is no text', { values: [], nextPageCursor: 7 }, undefined, { values: [] }],
    ['a bare array', [1, 2], undefined, { values: [1, 2] }],
    ['one object alone', { investmentCategoryId: 'i', key: 'K' }, undefined, { values: [{ investmentCategoryId: 'i', key: 'K' }] }],
  ])('%s is a page', (_what, body, asked, page) => {
    expect(readPage(body, asked)).toEqual(page);
  });

  test.each<[string, unknown]>([
    ['text', 'hello'],
    ['a number', 4],
    ['null', null],
    ['an object without values and without an id', { message: 'maintenance' }],
    ['values that are no list', { values: { id: 'x' } }],
    ['an empty object', {}],
  ])('%s is nonsense', (_what, body) => {
    expect(readPage(body)).toBeNull();
  });

  test('inherited members are not read', () => {
    const body: unknown = Object.create({ values: [1] });
    expect(readPage(body)).toBeNull();
  });
});

describe('readFocusArea reads ids', () => {
  test.each<[string, string, string]>([
    ['a UUID as it is', UUID, UUID],
    ['an ARI by its last part', ARI, UUID],
    ['other text as it is', 'fa-1', 'fa-1'],
  ])('%s', (_what, sent, id) => {
    expect(bareId(sent)).toBe(id);
    expect(readFocusArea({ id: sent })).toMatchObject({ id, fields: { id } });
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['text', 'fa-1'],
    ['a list', [{ id: 'fa-1' }]],
    ['no id', { name: 'A' }],
    ['a number for an id', { id: 7 }],
    ['an empty id', { id: '' }],
    ['an id with a slash', { id: 'a/b' }],
    ['an id that climbs', { id: '..' }],
    ['an id of 65 characters', { id: 'a'.repeat(65) }],
    ['an ARI that ends in nothing', { id: 'ari:cloud:mercury:s:focus-area/workspace/w/' }],
    ['an inherited id', Object.create({ id: 'fa-1' })],
  ])('%s is no focus area', (_what, raw) => {
    expect(readFocusArea(raw)).toBeNull();
  });
});

describe('readFocusArea reads fields into our names', () => {
  test.each<[string, object, object]>([
    ['an owner as text', { owner: '712020:abc' }, { owner: { id: '712020:abc' } }],
    ['an owner as object with id', { owner: { id: '712020:abc', name: 'Mira' } }, { owner: { id: '712020:abc', name: 'Mira' } }],
    ['an owner as object with accountId', { owner: { accountId: '712020:abc' } }, { owner: { id: '712020:abc' } }],
    ['an owner as ARI', { owner: 'ari:cloud:identity::user/712020:abc' }, { owner: { id: '712020:abc' } }],
    [
      'an external id that looks like an ARI stays whole',
      { externalId: 'ari:cloud:jira::issue/9' },
      { externalId: 'ari:cloud:jira::issue/9' },
    ],
    ['an unknown status stays as it is', { status: 'HALF_ASLEEP' }, { status: 'HALF_ASLEEP' }],
    ['a mistyped leaf is passed to who judges shapes', { name: 7 }, { name: 7 }],
    ['a type as object', { focusAreaType: { id: 't1' } }, { focusAreaTypeId: 't1' }],
  ])('%s', (_what, raw, fields) => {
    expect(readFocusArea({ id: 'x', ...raw })?.fields).toEqual({ id: 'x', ...fields });
  });

  test('null and absent fields are both not there', () => {
    expect(readFocusArea({ id: 'x', name: null, owner: null, targetDate: null, extra: null })?.fields).toEqual({ id: 'x' });
  });

  test('further members are carried as they came, for grants that declare them as observed', () => {
    const raw = { risk: 7, health: { color: 'GREEN', deep: { a: { b: 1, c: { d: 1 } } } }, tags: ['x'], amounts: { '2026-01': 1 } };
    expect(readFocusArea({ id: 'x', ...raw })?.fields).toEqual({
      id: 'x',
      ...raw,
      // Four steps are the most that a grant may name.
      health: { color: 'GREEN', deep: { a: { b: 1 } } },
    });
  });

  test.each<[string, object, object]>([
    ['a reference by another name', { parent: { id: 'p', title: 'P' }, parentFocusAreaId: 'p' }, { parentId: 'p' }],
    ['what lies under a leaf of ours', { status: { name: 'IN_PROGRESS' } }, {}],
    ['names that are none', JSON.parse('{"a b":1,"constructor":1,"x":{"prototype":1},"__proto__":{"y":1}}') as object, {}],
  ])('%s is not carried', (_what, raw, fields) => {
    expect(readFocusArea({ id: 'x', ...raw })?.fields).toEqual({ id: 'x', ...fields });
  });

  test('members beside a leaf of ours stand beside it', () => {
    const { fields } = readFocusArea({ id: 'x', owner: { accountId: 'a', email: 'e', displayName: 'd' } }) ?? {};
    expect(fields).toEqual({ id: 'x', owner: { id: 'a', email: 'e', displayName: 'd' } });
  });

  test('a member called __proto__ changes nothing', () => {
    const raw: unknown = JSON.parse('{"id":"x","__proto__":{"name":"ghost","parentId":"p"},"owner":{"__proto__":{"id":"ghost"}}}');
    const record = readFocusArea(raw);
    expect(record?.fields).toEqual({ id: 'x' });
    expect(record?.parentId).toBeUndefined();
  });
});

describe('readFocusArea reads the place', () => {
  const step = (id: string) => ({ id, name: `Area ${id}` });
  test.each<[string, object, { parentId?: string; ancestors?: string[] }]>([
    ['nothing told: unknown', {}, {}],
    ['parentId alone: the parent, no chain', { parentId: 'p' }, { parentId: 'p' }],
    ['parentFocusAreaId', { parentFocusAreaId: 'p' }, { parentId: 'p' }],
    ['parent as object', { parent: { id: 'p', name: 'P' } }, { parentId: 'p' }],
    ['parent as ARI', { parentId: ari('p') }, { parentId: 'p' }],
    ['parentId null: the top', { parentId: null }, { ancestors: [] }],
    ['null beside another spelling that names one: that one', { parentId: null, parent: { id: 'p' } }, { parentId: 'p' }],
    ['a path from the top', { parentId: 'c', path: ['a', 'b', 'c'] }, { parentId: 'c', ancestors: ['a', 'b', 'c'] }],
    ['a path from the parent up', { parentId: 'c', path: ['c', 'b', 'a'] }, { parentId: 'c', ancestors: ['a', 'b', 'c'] }],
    ['a path of objects', { parentId: 'b', path: [step('a'), step('b')] }, { parentId: 'b', ancestors: ['a', 'b'] }],
    ['a path of ARIs', { parentId: ari('b'), path: [ari('a'), ari('b')] }, { parentId: 'b', ancestors: ['a', 'b'] }],
    ['a path that ends with the record itself', { path: ['a', 'b', 'x'] }, { parentId: 'b', ancestors: ['a', 'b'] }],
    ['a path that begins with the record itself', { path: ['x', 'b', 'a'] }, { parentId: 'b', ancestors: ['a', 'b'] }],
    ['a path of one step', { path: ['a'] }, { parentId: 'a', ancestors: ['a'] }],
    ['an empty path', { path: [] }, { ancestors: [] }],
    ['a path of two whose order nothing tells: unknown', { path: ['a', 'b'] }, {}],
    ['a path without the parent: only the parent', { parentId: 'z', path: ['a', 'b'] }, { parentId: 'z' }],
    ['the parent in the middle of the path', { parentId: 'b', path: ['a', 'b', 'c'] }, { parentId: 'b' }],
    ['a path under a record that says it is at the top', { parentId: null, path: ['a'] }, {}],
    ['a path that repeats a step', { parentId: 'a', path: ['a', 'b', 'a'] }, { parentId: 'a' }],
    ['an empty path beside a parent', { parentId: 'p', path: [] }, { parentId: 'p' }],
    ['a path with a step that is none', { parentId: 'b', path: ['a', 7, 'b'] }, { parentId: 'b' }],
    ['a path that is no list', { parentId: 'b', path: 'a/b' }, { parentId: 'b' }],
    ['its own parent', { parentId: 'x' }, { parentId: 'x' }],
  ])('%s', (_what, raw, place) => {
    const record = readFocusArea({ id: 'x', ...raw });
    expect({ parentId: record?.parentId, ancestors: record?.ancestors }).toEqual({ parentId: undefined, ancestors: undefined, ...place });
  });

  test('names of ancestors are kept for who searches, where told', () => {
    const record = readFocusArea({ id: 'x', parentId: 'b', path: [step('a'), 'b'] });
    expect([...(record?.ancestorNames ?? [])]).toEqual([['a', 'Area a']]);
  });
});
