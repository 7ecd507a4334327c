import type { AudienceKey, AudiencePart } from '../../../src/exposure/policy/policy';
import { describePart } from '../../../src/exposure/words/describe';
import { STATEMENT_CODES } from '../../../src/exposure/words/word-codes';
import { LATER, NOW, PAST, READ, WRITE, areas, expectDocumented, grant, part, policy } from './parts';

type Told = readonly [code: string, params?: object];

const resource = 'focusArea';
const BOTH: Told = ['lists_and_reads_fields', { resource, count: 2, fields: ['id', 'name'] }];
const UNDER: Told = ['records_under', { resource, count: 2, roots: ['a', 'b'] }];
const MEMBERS: Told = ['speaks_to_every_member', { scope: READ }];
const fieldsOf = (...fields: readonly string[]) => ({ count: fields.length, fields });
const item = { resource: 'costItem' };

const CASES: readonly [
  what: string,
  audience: AudienceKey,
  part: AudiencePart | 'unreadable' | undefined,
  state: string,
  told: readonly Told[],
][] = [
  ['a part that is missing', READ, undefined, 'closed', [['closed'], MEMBERS]],
  ['a part that is disabled', READ, areas({}, { enabled: false }), 'closed', [['closed'], MEMBERS]],
  ['a part that ended', READ, areas({}, { expiresAt: PAST }), 'expired', [['expired', { at: PAST }], MEMBERS]],
  ['a part that is not understood', READ, 'unreadable', 'unreadable', [['unreadable'], MEMBERS]],
  ['an open part', READ, areas(), 'open', [BOTH, UNDER, ['no_end'], MEMBERS]],
  ['a part with an end', READ, areas({}, { expiresAt: LATER }), 'open', [BOTH, UNDER, ['ends_at', { at: LATER }], MEMBERS]],
  ['no grant', READ, part({}), 'closed', [['nothing_granted'], MEMBERS]],
  ['no action', READ, areas({ actions: [] }), 'closed', [['nothing_without_actions', { resource }], MEMBERS]],
  ['no field', READ, areas({ fields: {} }), 'closed', [['nothing_without_fields', { resource }], MEMBERS]],
  ['no root', READ, areas({ records: { under: [] } }), 'closed', [['nothing_without_roots', { resource }], MEMBERS]],
  [
    'lists only, of every record, in small pages',
    READ,
    areas({ actions: ['list'], records: 'all', pageSize: 99 }),
    'open',
    [
      ['lists_fields', { resource, ...fieldsOf('id', 'name') }],
      ['records_all', { resource }],
      ['page_size', { resource, size: 99 }],
      ['no_end'],
      MEMBERS,
    ],
  ],
  [
    'reading one by one, in the largest pages, places of the usual age',
    READ,
    areas({ actions: ['get'], pageSize: 100, placeAge: 60 }),
    'open',
    [['reads_fields', { resource, ...fieldsOf('id', 'name') }], UNDER, ['no_end'], MEMBERS],
  ],
  [
    'fields in the catalogue’s order, masks together, and what is personal as it is',
    READ,
    areas({
      fields: {
        'owner.id': 'show',
        status: 'initials',
        name: 'show',
        description: 'initials',
        externalId: 'pseudonym',
        targetDate: 'year',
      },
    }),
    'open',
    [
      ['lists_and_reads_fields', { resource, ...fieldsOf('name', 'status', 'description', 'externalId', 'owner.id', 'targetDate') }],
      ['masks_fields', { resource, ...fieldsOf('status', 'description'), mask: 'initials', steps: [] }],
      ['masks_fields', { resource, ...fieldsOf('externalId'), mask: 'pseudonym', steps: [] }],
      ['masks_fields', { resource, ...fieldsOf('targetDate'), mask: 'year', steps: [] }],
      UNDER,
      ['shows_personal', { resource, ...fieldsOf('owner.id') }],
      ['no_end'],
      MEMBERS,
    ],
  ],
  [
    'a masked person, which is not shown as it is',
    READ,
    areas({ fields: { 'owner.id': 'pseudonym' } }),
    'open',
    [
      ['lists_and_reads_fields', { resource, ...fieldsOf('owner.id') }],
      ['masks_fields', { resource, ...fieldsOf('owner.id'), mask: 'pseudonym', steps: [] }],
      UNDER,
      ['no_end'],
      MEMBERS,
    ],
  ],
  [
    'amounts, shown, rounded and in ranges',
    'read:cost-item:custom',
    part({
      costItem: grant({
        fields: { actual: 'show', forecast: { round: 1000 }, 'custom.size': { bucket: [-5, 10.5] } },
        records: 'all',
        observed: { 'custom.size': 'number' },
      }),
    }),
    'open',
    [
      ['lists_and_reads_fields', { ...item, ...fieldsOf('actual', 'forecast', 'custom.size') }],
      ['masks_fields', { ...item, ...fieldsOf('forecast'), mask: 'round', steps: ['1000'] }],
      ['masks_fields', { ...item, ...fieldsOf('custom.size'), mask: 'bucket', steps: ['-5', '10.5'] }],
      ['records_all', item],
      ['shows_money', { ...item, ...fieldsOf('actual') }],
      ['observed_fields', { ...item, ...fieldsOf('custom.size') }],
      ['no_end'],
      ['speaks_to_every_member', { scope: 'read:cost-item:custom' }],
    ],
  ],
  [
    'conditions of every kind, anywhere',
    READ,
    areas({
      records: {
        where: [
          { field: 'status', equals: 'PENDING' },
          { field: 'status', in: ['PENDING', 'DONE'] },
          { field: 'status', notIn: ['DONE'] },
          { field: 'targetDate', before: '2027-01-01' },
          { field: 'targetDate', after: '2026-01-01' },
          { field: 'name', contains: 'Demo' },
          { field: 'draft', equals: false },
          { field: 'externalId', isSet: true },
        ],
      },
      placeAge: 'live',
    }),
    'open',
    [
      BOTH,
      ['records_where', { resource, count: 8 }],
      ['condition', { resource, field: 'status', operator: 'equals', values: ['PENDING'] }],
      ['condition', { resource, field: 'status', operator: 'in', values: ['PENDING', 'DONE'] }],
      ['condition', { resource, field: 'status', operator: 'notIn', values: ['DONE'] }],
      ['condition', { resource, field: 'targetDate', operator: 'before', values: ['2027-01-01'] }],
      ['condition', { resource, field: 'targetDate', operator: 'after', values: ['2026-01-01'] }],
      ['condition', { resource, field: 'name', operator: 'contains', values: ['Demo'] }],
      ['condition', { resource, field: 'draft', operator: 'equals', values: ['false'] }],
      ['condition', { resource, field: 'externalId', operator: 'isSet', values: [] }],
      ['no_end'],
      MEMBERS,
    ],
  ],
  [
    'conditions inside subtrees, with live places',
    READ,
    areas({ records: { under: ['a'], where: [{ field: 'draft', isSet: true }] }, placeAge: 'live' }),
    'open',
    [
      BOTH,
      ['records_under', { resource, count: 1, roots: ['a'] }],
      ['condition', { resource, field: 'draft', operator: 'isSet', values: [] }],
      ['place_live', { resource }],
      ['no_end'],
      MEMBERS,
    ],
  ],
  ['older places', READ, areas({ placeAge: 61 }), 'open', [BOTH, UNDER, ['place_age', { resource, minutes: 61 }], ['no_end'], MEMBERS]],
  [
    'an open part for app users',
    'app-users',
    areas({ actions: ['list', 'get', 'summary'] }),
    'open',
    [BOTH, ['also_in_summaries', { resource }], UNDER, ['no_end'], ['speaks_to_every_jira_user']],
  ],
  [
    'app users in groups',
    'app-users',
    areas({}, { groups: ['g1', 'g2'] }),
    'open',
    [BOTH, UNDER, ['no_end'], ['speaks_to_groups', { count: 2, groups: ['g1', 'g2'] }]],
  ],
  [
    'app users in no group',
    'app-users',
    areas({}, { groups: [] }),
    'closed',
    [['nothing_without_groups'], BOTH, UNDER, ['speaks_to_nobody']],
  ],
  [
    'summaries alone',
    'read:focus-summary:custom',
    areas({ actions: ['summary'] }),
    'open',
    [
      ['summarises_fields', { resource, ...fieldsOf('id', 'name') }],
      UNDER,
      ['no_end'],
      ['speaks_to_every_member', { scope: 'read:focus-summary:custom' }],
    ],
  ],
  [
    'a reading scope that asks for keys',
    READ,
    areas({}, { callers: ['k1', 'k2'] }),
    'open',
    [BOTH, UNDER, ['no_end'], ['speaks_to_caller_keys', { count: 2, callers: ['k1', 'k2'] }]],
  ],
  ['a reading scope that says any', READ, areas({}, { callers: 'any' }), 'open', [BOTH, UNDER, ['no_end'], MEMBERS]],
  [
    'a reading scope without a key',
    READ,
    areas({}, { callers: [] }),
    'closed',
    [['nothing_without_callers'], BOTH, UNDER, ['speaks_to_nobody']],
  ],
  ['a view, closed', 'view:partner', part({}, { enabled: false, name: 'Partner' }), 'closed', [['closed'], ['speaks_to_nobody']]],
  ['a view that nobody made', 'view:partner', undefined, 'closed', [['closed'], ['speaks_to_nobody']]],
  [
    'a view with a key',
    'view:partner',
    areas({}, { name: 'Partner', callers: ['k1'] }),
    'open',
    [BOTH, UNDER, ['no_end'], ['speaks_to_caller_keys', { count: 1, callers: ['k1'] }]],
  ],
  [
    'a view without one',
    'view:partner',
    areas({}, { name: 'Partner' }),
    'closed',
    [['nothing_without_callers'], BOTH, UNDER, ['speaks_to_nobody']],
  ],
  [
    'writing, by anyone: each action with the fields that it takes, and no word of the age of places',
    WRITE,
    part(
      { costItem: grant({ actions: ['bulk', 'update'], fields: { name: 'show', externalId: 'show' }, placeAge: 'live' }) },
      { callers: 'any' },
    ),
    'open',
    [
      ['imports_fields', { ...item, ...fieldsOf('externalId', 'name') }],
      ['updates_fields', { ...item, ...fieldsOf('externalId') }],
      ['records_under', { ...item, count: 2, roots: ['a', 'b'] }],
      ['no_end'],
      ['speaks_to_every_member', { scope: WRITE }],
    ],
  ],
  [
    'an action whose fields are not granted goes without saying',
    WRITE,
    part({ costItem: grant({ actions: ['update'], fields: { name: 'show' }, records: 'all' }) }, { callers: ['k'] }),
    'open',
    [['records_all', item], ['no_end'], ['speaks_to_caller_keys', { count: 1, callers: ['k'] }]],
  ],
  [
    'creating, by nobody yet',
    'write:focus-area:custom',
    areas({ actions: ['create'], fields: { name: 'show' } }),
    'closed',
    [['nothing_without_callers'], ['creates_fields', { resource, ...fieldsOf('name') }], UNDER, ['speaks_to_nobody']],
  ],
  [
    'deleting, which needs no field',
    'delete:cost-item:custom',
    part({ costItem: grant({ actions: ['delete'], fields: {}, records: 'all' }) }, { callers: ['k'] }),
    'open',
    [['deletes', item], ['records_all', item], ['no_end'], ['speaks_to_caller_keys', { count: 1, callers: ['k'] }]],
  ],
  [
    'deleting nowhere',
    'delete:cost-item:custom',
    part({ costItem: grant({ actions: ['delete'], fields: {}, records: { under: [] } }) }, { callers: ['k'] }),
    'closed',
    [
      ['nothing_without_roots', item],
      ['speaks_to_caller_keys', { count: 1, callers: ['k'] }],
    ],
  ],
  [
    'one grant that reaches something is enough',
    'read:focus-summary:custom',
    part({ focusArea: grant({ actions: [] }), costItem: grant({ actions: ['summary'], records: 'all' }) }),
    'open',
    [
      ['nothing_without_actions', { resource }],
      ['summarises_fields', { ...item, ...fieldsOf('id', 'name') }],
      ['records_all', item],
      ['no_end'],
      ['speaks_to_every_member', { scope: 'read:focus-summary:custom' }],
    ],
  ],
  [
    'the description, of two audiences',
    'read:api-description:custom',
    part({}, { describes: [READ, WRITE] }),
    'open',
    [
      ['describes_audiences', { count: 2, audiences: [READ, WRITE] }],
      ['no_end'],
      ['speaks_to_every_member', { scope: 'read:api-description:custom' }],
    ],
  ],
  [
    'the description, of nothing',
    'read:api-description:custom',
    part({}),
    'closed',
    [['nothing_described'], ['speaks_to_every_member', { scope: 'read:api-description:custom' }]],
  ],
];

const tell = (audience: AudienceKey, one: AudiencePart | 'unreadable' | undefined, serving = true) => {
  if (typeof one === 'object') policy({ [audience]: one });
  return describePart(audience, one, serving, NOW);
};

describe('describePart', () => {
  it.each(CASES)('tells of %s', (_what, audience, one, state, told) => {
    const described = tell(audience, one);
    expect(described).toEqual({ audience, state, statements: told.map(([code, params = {}]) => ({ code, params })) });
    for (const statement of described.statements) expectDocumented(STATEMENT_CODES, statement);
  });

  it('says off whatever the part is, but for one that is not understood', () => {
    expect(tell(READ, areas({}, { expiresAt: PAST }), false)).toEqual({
      audience: READ,
      state: 'off',
      statements: [
        { code: 'off', params: {} },
        { code: 'speaks_to_every_member', params: { scope: READ } },
      ],
    });
    expect(tell(READ, 'unreadable', false).state).toBe('unreadable');
  });

  it.each<[what: string, audience: string, overrides: Partial<AudiencePart>, said: string]>([
    ['a view that takes any caller', 'view:partner', { callers: 'any' }, 'speaks_to_nobody'],
    ['an audience that there is not', 'read:nothing', {}, 'speaks_to_nobody'],
    ['app users with keys', 'app-users', { callers: ['k1'] }, 'speaks_to_nobody'],
    ['groups where there are none', READ, { groups: [] }, 'speaks_to_nobody'],
    ['a deleting scope that names nobody', 'delete:cost-item:custom', {}, 'speaks_to_nobody'],
    ['a disabled part with keys', READ, { enabled: false, callers: ['k1'] }, 'speaks_to_caller_keys'],
  ])('never says more than the engine lets out, not even of a part that the parser refuses: %s', (_what, audience, overrides, said) => {
    const described = describePart(audience as AudienceKey, areas({}, overrides), true, NOW);
    expect([described.state, described.statements.at(-1)?.code]).toEqual(['closed', said]);
  });

  it('ends at the very millisecond', () => {
    const ending = areas({}, { expiresAt: LATER });
    expect(describePart(READ, ending, true, Date.parse(LATER) - 1).state).toBe('open');
    expect(describePart(READ, ending, true, Date.parse(LATER)).state).toBe('expired');
  });

  it('takes no inherited grant for a grant', () => {
    const grants = Object.create({ focusArea: grant() }) as AudiencePart['grants'];
    expect(describePart(READ, { enabled: true, grants }, true, NOW).statements[0]?.code).toBe('nothing_granted');
  });

  it('has no code that nothing says', () => {
    const said = new Set(['off', ...CASES.flatMap(([, audience, one]) => tell(audience, one).statements.map(({ code }) => code))]);
    expect(Object.keys(STATEMENT_CODES).filter((code) => !said.has(code))).toEqual([]);
  });
});
