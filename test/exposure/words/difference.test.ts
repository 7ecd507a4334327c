import { closedPolicy } from '../../../src/exposure/policy/empty-policy';
import type { AudienceKey, AudiencePart, Condition, Grant } from '../../../src/exposure/policy/policy';
import { difference } from '../../../src/exposure/words/difference';
import { CHANGE_CODES } from '../../../src/exposure/words/word-codes';
import { LATER, PAST, READ, SOON, WRITE, areas, expectDocumented, grant, part, policy } from './parts';

type Told = readonly [code: string, effect: 'widens' | 'stays', params?: object];
type Row = readonly [
  what: string,
  before: AudiencePart | undefined,
  after: AudiencePart | undefined,
  told: readonly Told[],
  audience?: AudienceKey,
];

const resource = 'focusArea';
const item = { resource: 'costItem' };
const list = (name: string, ...entries: readonly string[]) => ({ count: entries.length, [name]: entries });
const fieldsOf = (...fields: readonly string[]) => ({ resource, ...list('fields', ...fields) });

const treated = (fields: Grant['fields']): AudiencePart => areas({ fields });
const where = (...conditions: readonly Condition[]): AudiencePart => areas({ records: { under: ['a'], where: conditions } });
const amount = (treatment: Grant['fields'][string]): AudiencePart => part({ costItem: grant({ fields: { actual: treatment } }) });
const COSTS = 'read:cost-item:custom';
const view = (grants: AudiencePart['grants'], overrides: Partial<AudiencePart> = {}): AudiencePart =>
  part(grants, { name: 'Partner', callers: ['k'], ...overrides });
const items = grant({ fields: { id: 'show', focusAreaId: 'show', costSubtypeId: 'show' }, records: 'all' });
const classes = grant({ actions: ['list'], fields: { id: 'show' }, records: 'all' });
const PENDING: Condition = { field: 'status', equals: 'PENDING' };
const told = (field: string, operator: string, ...values: readonly string[]) => ({ resource, field, operator, values });

const CASES: readonly Row[] = [
  ['nothing', areas(), areas(), []],
  ['the order of keys', areas(), { grants: areas().grants, enabled: true }, []],
  ['switching on', areas({}, { enabled: false }), areas(), [['audience_enabled', 'widens']]],
  ['switching off', areas(), areas({}, { enabled: false }), [['audience_disabled', 'stays']]],
  [
    'taking the audience out',
    areas({ pageSize: 5, placeAge: 'live' }),
    undefined,
    [
      ['audience_disabled', 'stays'],
      ['actions_removed', 'stays', { resource, ...list('actions', 'list', 'get') }],
      ['fields_hidden', 'stays', fieldsOf('id', 'name')],
      ['roots_emptied', 'stays', { resource }],
      ['place_not_live', 'stays', { resource, to: 60 }],
      ['page_size', 'stays', { resource, from: 5, to: 100 }],
    ],
  ],
  ['a first end', areas(), areas({}, { expiresAt: SOON }), [['expiry_set', 'stays', { at: SOON }]]],
  ['a later end', areas({}, { expiresAt: PAST }), areas({}, { expiresAt: SOON }), [['expiry_later', 'widens', { from: PAST, to: SOON }]]],
  [
    'an earlier end',
    areas({}, { expiresAt: LATER }),
    areas({}, { expiresAt: SOON }),
    [['expiry_earlier', 'stays', { from: LATER, to: SOON }]],
  ],
  ['the same end in other words', areas({}, { expiresAt: PAST }), areas({}, { expiresAt: '2026-01-01T00:00:00.000Z' }), []],
  ['no end any more', areas({}, { expiresAt: SOON }), areas(), [['expiry_removed', 'widens', { at: SOON }]]],
  ['a first key', areas(), areas({}, { callers: ['k1'] }), [['callers_now_keys', 'stays', list('callers', 'k1')]]],
  ['any in words', areas(), areas({}, { callers: 'any' }), []],
  ['any caller', areas({}, { callers: ['k1'] }), areas(), [['callers_now_any', 'widens']]],
  [
    'other keys',
    areas({}, { callers: ['k1', 'k2'] }),
    areas({}, { callers: ['k2', 'k3'] }),
    [
      ['callers_added', 'widens', list('callers', 'k3')],
      ['callers_removed', 'stays', list('callers', 'k1')],
    ],
  ],
  ['no key any more', areas({}, { callers: ['k1'] }), areas({}, { callers: [] }), [['callers_emptied', 'stays']]],
  ['no caller any more', areas(), areas({}, { callers: [] }), [['callers_emptied', 'stays']]],
  [
    'a key where there was none',
    areas({}, { callers: [] }),
    areas({}, { callers: ['k1'] }),
    [['callers_added', 'widens', list('callers', 'k1')]],
  ],
  [
    'any caller for writes, who are nobody unless said',
    part({ costItem: grant({ actions: ['update'], fields: { externalId: 'show' } }) }),
    part({ costItem: grant({ actions: ['update'], fields: { externalId: 'show' } }) }, { callers: 'any' }),
    [['callers_now_any', 'widens']],
    WRITE,
  ],
  ['groups', areas(), areas({}, { groups: ['g1'] }), [['groups_now_only', 'stays', list('groups', 'g1')]], 'app-users'],
  ['every Jira user', areas({}, { groups: [] }), areas(), [['groups_now_all', 'widens']], 'app-users'],
  [
    'other groups',
    areas({}, { groups: ['g1'] }),
    areas({}, { groups: ['g2', 'g3'] }),
    [
      ['groups_added', 'widens', list('groups', 'g2', 'g3')],
      ['groups_removed', 'stays', list('groups', 'g1')],
    ],
    'app-users',
  ],
  ['no group any more', areas({}, { groups: ['g1'] }), areas({}, { groups: [] }), [['groups_emptied', 'stays']], 'app-users'],
  [
    'what is described',
    part({}, { describes: [READ] }),
    part({}, { describes: [WRITE] }),
    [
      ['describes_added', 'widens', list('audiences', WRITE)],
      ['describes_removed', 'stays', list('audiences', READ)],
    ],
    'read:api-description:custom',
  ],
  ['a name', undefined, part({}, { enabled: false, name: 'Partner' }), [['named', 'stays', { name: 'Partner' }]], 'view:partner'],
  ['no name', part({}, { enabled: false, name: 'Partner' }), undefined, [['unnamed', 'stays', { name: 'Partner' }]], 'view:partner'],
  ['another name', view({}), view({}, { name: 'Guest' }), [['renamed', 'stays', { from: 'Partner', to: 'Guest' }]], 'view:partner'],
  [
    'another action',
    areas({ actions: ['list'] }),
    areas({ actions: ['get'] }),
    [
      ['actions_added', 'widens', { resource, ...list('actions', 'get') }],
      ['actions_removed', 'stays', { resource, ...list('actions', 'list') }],
    ],
  ],
  [
    'every step between hidden, masked and shown',
    treated({ id: 'show', name: 'show', status: 'show', description: 'initials', externalId: 'pseudonym', targetDate: 'year' }),
    treated({
      id: 'show',
      focusAreaTypeId: 'show',
      status: 'initials',
      description: 'show',
      externalId: 'initials',
      'owner.id': 'initials',
    }),
    [
      ['fields_now_masked', 'stays', { ...fieldsOf('status'), mask: 'initials', steps: [] }],
      ['fields_unmasked', 'widens', fieldsOf('description')],
      ['mask_changed', 'widens', { ...fieldsOf('externalId'), mask: 'initials', steps: [], wasMask: 'pseudonym', wasSteps: [] }],
      ['fields_shown', 'widens', fieldsOf('focusAreaTypeId')],
      ['fields_masked', 'widens', { ...fieldsOf('owner.id'), mask: 'initials', steps: [] }],
      ['fields_hidden', 'stays', fieldsOf('name', 'targetDate')],
    ],
  ],
  [
    'rounding more coarsely, along the same borders',
    amount({ round: 10 }),
    amount({ round: 30 }),
    [['mask_coarser', 'stays', { ...item, ...list('fields', 'actual'), mask: 'round', steps: ['30'], wasMask: 'round', wasSteps: ['10'] }]],
    COSTS,
  ],
  [
    'fewer edges',
    amount({ bucket: [1, 2, 3] }),
    amount({ bucket: [1, 3] }),
    [
      [
        'mask_coarser',
        'stays',
        { ...item, ...list('fields', 'actual'), mask: 'bucket', steps: ['1', '3'], wasMask: 'bucket', wasSteps: ['1', '2', '3'] },
      ],
    ],
    COSTS,
  ],
  [
    'another root',
    areas(),
    areas({ records: { under: ['a', 'c'] } }),
    [
      ['roots_added', 'widens', { resource, ...list('roots', 'c') }],
      ['roots_removed', 'stays', { resource, ...list('roots', 'b') }],
    ],
  ],
  ['no root any more', areas(), areas({ records: { under: [] } }), [['roots_emptied', 'stays', { resource }]]],
  ['the first root', areas({ records: { under: [] } }), areas(), [['roots_added', 'widens', { resource, ...list('roots', 'a', 'b') }]]],
  [
    'from all records to roots',
    areas({ records: 'all' }),
    areas(),
    [['records_now_under', 'stays', { resource, ...list('roots', 'a', 'b') }]],
  ],
  ['from all records to none', areas({ records: 'all' }), areas({ records: { under: [] } }), [['roots_emptied', 'stays', { resource }]]],
  ['from roots to all records', areas(), areas({ records: 'all' }), [['records_now_all', 'widens', { resource }]]],
  [
    'from roots to a condition',
    areas(),
    areas({ records: { where: [PENDING] } }),
    [
      ['records_now_anywhere', 'widens', { resource }],
      ['condition_added', 'stays', told('status', 'equals', 'PENDING')],
    ],
  ],
  [
    'a grant that goes where there are no subtrees',
    part({ costType: classes }),
    part({}),
    [
      ['actions_removed', 'stays', { resource: 'costType', ...list('actions', 'list') }],
      ['fields_hidden', 'stays', { resource: 'costType', ...list('fields', 'id') }],
      ['records_now_none', 'stays', { resource: 'costType' }],
    ],
    'read:fund-classification:custom',
  ],
  [
    'a condition more',
    where({ field: 'draft', isSet: true }),
    where(PENDING, { field: 'draft', isSet: true }),
    [['condition_added', 'stays', told('status', 'equals', 'PENDING')]],
  ],
  [
    'a condition less',
    where(PENDING, { field: 'draft', isSet: true }),
    where(PENDING),
    [['condition_removed', 'widens', told('draft', 'isSet')]],
  ],
  [
    'the order of conditions and their values',
    where({ field: 'status', in: ['A', 'B'] }, PENDING),
    where(PENDING, { field: 'status', in: ['B', 'A'] }),
    [],
  ],
  [
    'a shorter list',
    where({ field: 'status', in: ['A', 'B'] }),
    where({ field: 'status', in: ['B'] }),
    [
      ['condition_added', 'stays', told('status', 'in', 'B')],
      ['condition_removed', 'stays', told('status', 'in', 'A', 'B')],
    ],
  ],
  [
    'a longer list',
    where({ field: 'status', in: ['B'] }),
    where({ field: 'status', in: ['A', 'B'] }),
    [
      ['condition_added', 'stays', told('status', 'in', 'A', 'B')],
      ['condition_removed', 'widens', told('status', 'in', 'B')],
    ],
  ],
  [
    'the same asked of another field',
    where({ field: 'name', contains: 'x' }),
    where({ field: 'description', contains: 'x' }),
    [
      ['condition_added', 'stays', told('description', 'contains', 'x')],
      ['condition_removed', 'widens', told('name', 'contains', 'x')],
    ],
  ],
  [
    'a grant that goes with its conditions',
    where(PENDING),
    part({}),
    [
      ['actions_removed', 'stays', { resource, ...list('actions', 'list', 'get') }],
      ['fields_hidden', 'stays', fieldsOf('id', 'name')],
      ['roots_emptied', 'stays', { resource }],
    ],
  ],
  ['older places', areas(), areas({ placeAge: 61 }), [['place_age_longer', 'widens', { resource, from: 60, to: 61 }]]],
  ['younger places', areas({ placeAge: 61 }), areas({ placeAge: 59 }), [['place_age_shorter', 'stays', { resource, from: 61, to: 59 }]]],
  ['live places', areas({ placeAge: 1 }), areas({ placeAge: 'live' }), [['place_now_live', 'stays', { resource, from: 1 }]]],
  ['stored places', areas({ placeAge: 'live' }), areas({ placeAge: 1 }), [['place_not_live', 'widens', { resource, to: 1 }]]],
  ['the usual age in words', areas(), areas({ placeAge: 60 }), []],
  ['larger pages', areas({ pageSize: 5 }), areas({ pageSize: 6 }), [['page_size', 'stays', { resource, from: 5, to: 6 }]]],
  ['the largest pages in words', areas({ pageSize: 100 }), areas(), []],
  [
    'observed fields',
    areas({ observed: { one: 'text', two: 'text', three: 'number' } }),
    areas({ observed: { two: 'flag', three: 'number', four: 'date', five: 'date' } }),
    [
      ['observed_added', 'stays', fieldsOf('four', 'five')],
      ['observed_removed', 'stays', fieldsOf('one')],
      ['observed_changed', 'widens', fieldsOf('two')],
    ],
  ],
  [
    'a condition on a field that changed its shape besides',
    areas({ observed: { two: 'text' }, records: { where: [{ field: 'two', equals: '5' }] } }),
    areas({ observed: { two: 'text' }, records: { where: [{ field: 'two', isSet: true }] } }),
    [
      ['condition_added', 'stays', told('two', 'isSet')],
      ['condition_removed', 'widens', told('two', 'equals', '5')],
    ],
  ],
  [
    'a grant that goes, which limited what others name',
    view({ costItem: items, costSubtype: classes }),
    view({ costItem: items }),
    [
      ['actions_removed', 'stays', { resource: 'costSubtype', ...list('actions', 'list') }],
      ['fields_hidden', 'stays', { resource: 'costSubtype', ...list('fields', 'id') }],
      ['records_now_none', 'stays', { resource: 'costSubtype' }],
      ['references_loosened', 'widens', { ...item, ...list('fields', 'costSubtypeId'), target: 'costSubtype' }],
    ],
    'view:partner',
  ],
  [
    'a grant that comes, which limits what others name',
    view({ costItem: items }),
    view({ costItem: items, focusArea: grant({ actions: [], fields: {}, records: { under: [] } }) }),
    [['references_limited', 'stays', { ...item, ...list('fields', 'focusAreaId'), target: 'focusArea' }]],
    'view:partner',
  ],
  [
    'more fields where the audience stays shut',
    areas({}, { enabled: false }),
    areas({ records: 'all' }, { enabled: false }),
    [['records_now_all', 'stays', { resource }]],
  ],
  [
    'more records where no field leaves',
    areas({ fields: {} }),
    areas({ fields: {}, records: 'all' }),
    [['records_now_all', 'stays', { resource }]],
  ],
  [
    'a grant to somebody new',
    undefined,
    areas(),
    [
      ['audience_enabled', 'widens'],
      ['actions_added', 'widens', { resource, ...list('actions', 'list', 'get') }],
      ['fields_shown', 'widens', fieldsOf('id', 'name')],
      ['roots_added', 'widens', { resource, ...list('roots', 'a', 'b') }],
    ],
  ],
];

const change = (before: AudiencePart | undefined, after: AudiencePart | undefined, audience: AudienceKey = READ) =>
  difference(policy(before ? { [audience]: before } : {}), policy(after ? { [audience]: after } : {}));

describe('difference', () => {
  it.each(CASES.map(([what, before, after, said, audience = READ]) => ({ what, before, after, said, audience })))(
    'tells of $what',
    (row) => {
      const { before, after, said, audience } = row;
      const changes = change(before, after, audience);
      expect(changes).toEqual(said.map(([code, effect, params = {}]) => ({ audience, code, widens: effect === 'widens', params })));
      for (const statement of changes) expectDocumented(CHANGE_CODES, statement);
    },
  );

  it('tells of the master switch by itself, and hides no widening behind it', () => {
    const on = policy({ [READ]: areas() });
    const off = policy({ [READ]: areas() }, false);
    const widerOff = policy({ [READ]: areas({ records: 'all' }) }, false);
    const wider = { audience: READ, code: 'records_now_all', widens: true, params: { resource } };
    expect(difference(off, on)).toEqual([{ audience: '*', code: 'serving_on', widens: true, params: {} }]);
    expect(difference(on, widerOff)).toEqual([{ audience: '*', code: 'serving_off', widens: false, params: {} }, wider]);
    expect(difference(off, widerOff)).toEqual([wider]);
  });

  it('compares a first policy with the closed one', () => {
    expect(difference(undefined, closedPolicy())).toEqual([]);
    const first = policy({ [READ]: areas() });
    expect(difference(undefined, first)).toEqual(difference(closedPolicy(), first));
  });

  it('goes through the scopes, app users and then the views of both policies', () => {
    const before = policy({ 'view:b': view({}), 'app-users': areas() });
    const after = policy({ 'view:a': view({}), 'view:c': view({}), [WRITE]: part({}) });
    const audiences = difference(before, after).map(({ audience }) => audience);
    expect([...new Set(audiences)]).toEqual([WRITE, 'app-users', 'view:a', 'view:b', 'view:c']);
  });

  it('takes a name for no widening, of an open view too', () => {
    const [named, unnamed] = [policy({ 'view:v': view({}) }), { ...closedPolicy(), audiences: { 'view:v': part({}, { callers: ['k'] }) } }];
    const told = { audience: 'view:v', widens: false, params: { name: 'Partner' } };
    expect(difference(unnamed, named)).toEqual([{ ...told, code: 'named' }]);
    expect(difference(named, unnamed)).toEqual([{ ...told, code: 'unnamed' }]);
  });

  it('tells of references by resource and target, and only of those that were shown and still are', () => {
    const category = { ...classes };
    const told = (after: Grant) =>
      change(view({ costItem: items, costSubtype: classes, investmentCategory: category }), view({ costItem: after }), 'view:v')
        .filter(({ code }) => code === 'references_loosened')
        .map(({ params }) => [params['target'], params['fields']]);
    const naming = (...names: readonly string[]): Grant => ({ ...items, fields: Object.fromEntries(names.map((name) => [name, 'show'])) });
    const before = view({ costItem: naming('costSubtypeId', 'investmentCategoryId'), costSubtype: classes, investmentCategory: category });
    const both = change(before, view({ costItem: naming('costSubtypeId', 'investmentCategoryId') }), 'view:v');
    expect(both.filter(({ code }) => code === 'references_loosened').map(({ params }) => [params['target'], params['fields']])).toEqual([
      ['costSubtype', ['costSubtypeId']],
      ['investmentCategory', ['investmentCategoryId']],
    ]);
    expect(told(naming('investmentCategoryId'))).toEqual([]);
    expect(told(naming('id'))).toEqual([]);
  });

  it('takes nothing for certain of a condition on a field that nobody knows', () => {
    const unread = (condition: Condition) => ({ ...closedPolicy(), audiences: { [READ]: where(condition) } });
    const changes = difference(unread({ field: 'unheard', in: ['a', 'b'] }), unread({ field: 'unheard', equals: 'a' }));
    expect(changes.map(({ code, widens }) => [code, widens])).toEqual([
      ['condition_added', false],
      ['condition_removed', true],
    ]);
  });

  it('looks at no inherited part', () => {
    const audiences = Object.create({ [READ]: areas() }) as Record<string, AudiencePart>;
    expect(difference(closedPolicy(), { ...closedPolicy(), audiences })).toEqual([]);
  });

  it('has no code that nothing says', () => {
    const said = new Set(CASES.flatMap(([, , , one]) => one.map(([code]) => code)));
    expect(Object.keys(CHANGE_CODES).filter((code) => !said.has(code))).toEqual(['serving_on', 'serving_off']);
  });
});
