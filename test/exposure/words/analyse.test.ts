import type { AudienceKey, AudiencePart, Condition, Grant } from '../../../src/exposure/policy/policy';
import { CATALOGUE } from '../../../src/exposure/catalogue/catalogue';
import { analyse } from '../../../src/exposure/words/analyse';
import { FINDING_CODES } from '../../../src/exposure/words/word-codes';
import type { Hierarchy } from '../../../src/exposure/words/words';
import { NOW, PAST, READ, WRITE, areas, expectDocumented, grant, part, policy } from './parts';

type Told = readonly [code: string, params?: object];
type Parts = Readonly<Partial<Record<AudienceKey, AudiencePart>>>;

const resource = 'focusArea';
const item = { resource: 'costItem' };
const COSTS = 'read:cost-item:custom';
const list = (name: string, ...entries: readonly string[]) => ({ count: entries.length, [name]: entries });
const fieldsOf = (...fields: readonly string[]) => ({ resource, ...list('fields', ...fields) });
const where = (...conditions: readonly Condition[]): Partial<Grant> => ({ records: { where: conditions } });
const EVERY = Object.fromEntries(CATALOGUE.focusArea.fields.map(({ name }) => [name, 'show' as const]));
const EVERYTHING: Grant = { actions: ['list'], fields: EVERY, records: 'all' };
const PERSONAL: Told = ['personal_unmasked', fieldsOf('owner.id')];
const writing = (overrides: Partial<Grant> = {}, more: Partial<AudiencePart> = {}): AudiencePart =>
  part(
    { costItem: grant({ actions: ['bulk'], fields: { externalId: 'show', actual: 'show' }, ...overrides }) },
    { callers: ['k'], ...more },
  );
const masking = part({
  costItem: grant({ fields: { externalId: 'pseudonym', name: 'show', actual: { round: 10 }, forecast: { round: 10 } } }),
});
const writable = (...fields: readonly string[]): Told => [
  'masked_but_writable',
  { ...item, ...list('fields', ...fields), audiences: [WRITE] },
];

const CASES: readonly (readonly [what: string, parts: Parts, told: readonly Told[]])[] = [
  ['nothing where all is well', { [READ]: areas() }, []],
  ['nothing about what is not enabled', { [READ]: part({ focusArea: EVERYTHING }, { enabled: false }) }, []],
  ['every field of every record', { [READ]: part({ focusArea: EVERYTHING }) }, [['every_field_of_every_record', { resource }], PERSONAL]],
  ['all but one field', { [READ]: areas({ fields: { ...EVERY, name: 'initials' }, records: 'all' }) }, [PERSONAL]],
  ['every field inside subtrees', { [READ]: areas({ fields: EVERY }) }, [PERSONAL]],
  ['every field under a condition', { [READ]: areas({ fields: EVERY, ...where({ field: 'name', isSet: true }) }) }, [PERSONAL]],
  ['a masked person', { [READ]: areas({ fields: { 'owner.id': 'pseudonym' } }) }, []],
  [
    'a person who may be written: that lets nothing out',
    { 'write:focus-area:custom': areas({ actions: ['update'], fields: { 'owner.id': 'show' } }, { callers: 'any' }) },
    [],
  ],
  ['no grant', { [READ]: part({}) }, [['reaches_nothing']]],
  ['a part that ended', { [READ]: areas({}, { expiresAt: PAST }) }, [['reaches_nothing']]],
  ['no caller', { [WRITE]: writing({}, { callers: [] }) }, [['reaches_nothing']]],
  ['no action', { [READ]: areas({ actions: [] }) }, [['reaches_nothing'], ['grant_reaches_nothing', { resource }]]],
  [
    'no field and no root',
    { [READ]: areas({ fields: {}, records: { under: [] } }) },
    [['reaches_nothing'], ['grant_reaches_nothing', { resource }]],
  ],
  ['no root', { [READ]: areas({ fields: EVERY, records: { under: [] } }) }, [['reaches_nothing'], ['empty_roots', { resource }]]],
  [
    'one grant of two that reaches nothing',
    { 'app-users': part({ focusArea: grant({ actions: [] }), costItem: grant({ actions: ['list'] }) }) },
    [['grant_reaches_nothing', { resource }]],
  ],
  [
    'conditions that contradict each other, which rules out what else could be said',
    {
      [READ]: areas({
        fields: EVERY,
        ...where(
          { field: 'status', equals: 'A' },
          { field: 'name', isSet: true },
          { field: 'targetDate', before: '2026-01-01' },
          { field: 'status', notIn: ['A'] },
          { field: 'targetDate', after: '2026-01-01' },
        ),
      }),
    },
    [['reaches_nothing'], ['never_matches', fieldsOf('status', 'targetDate')]],
  ],
  ['conditions on different fields', { [READ]: areas(where({ field: 'status', equals: 'A' }, { field: 'name', notIn: ['A'] })) }, []],
  [
    'a mask over what a condition looks at',
    {
      [READ]: areas({
        fields: { name: 'initials', status: 'show', description: 'initials' },
        ...where({ field: 'name', contains: 'x' }, { field: 'status', isSet: true }),
      }),
    },
    [['masked_but_in_condition', fieldsOf('name')]],
  ],
  ['a mask over what may be written', { [COSTS]: masking, [WRITE]: writing() }, [writable('externalId', 'actual')]],
  ['a mask over what one action may write', { [COSTS]: masking, [WRITE]: writing({ actions: ['update'] }) }, [writable('externalId')]],
  [
    'a mask over what nobody may write yet',
    { [COSTS]: masking, [WRITE]: writing({ actions: [] }) },
    [['reaches_nothing'], ['grant_reaches_nothing', item]],
  ],
  [
    'a mask over what goes by the same name elsewhere',
    { [READ]: areas({ fields: { name: 'initials' } }), [WRITE]: writing({ fields: { name: 'show' } }) },
    [],
  ],
  [
    'a mask over what could be written, were a root chosen',
    { [COSTS]: masking, [WRITE]: writing({ records: { under: [] } }) },
    [['reaches_nothing'], ['empty_roots', item]],
  ],
  ['nothing about a description that tells of something', { 'read:api-description:custom': part({}, { describes: [READ] }) }, []],
  ['a mask over what may be written elsewhere', { [READ]: areas({ fields: { name: 'initials' } }), [WRITE]: writing() }, []],
];

const codes = new Set<string>();
const tell = (...given: Parameters<typeof analyse>): readonly Told[] =>
  analyse(...given).map((finding) => {
    codes.add(finding.code);
    expectDocumented(FINDING_CODES, finding);
    expect(finding.resource).toBe(finding.params['resource']);
    expect(finding.exact).toBe(finding.params['why'] === undefined);
    return Object.keys(finding.params).length === 0 ? [finding.code] : [finding.code, finding.params];
  });

const tree = (...edges: readonly (readonly [id: string, parentId?: string])[]): Hierarchy => ({
  areas: new Map(edges.map(([id, parentId]) => [id, parentId === undefined ? {} : { parentId }])),
});

describe('analyse', () => {
  it.each(CASES)('finds %s', (_what, parts, told) => {
    expect(tell(policy(parts), undefined, { now: NOW })).toEqual(told);
  });

  it('names the audience of each finding', () => {
    const found = analyse(policy({ [COSTS]: masking, [WRITE]: writing(), [READ]: part({}) }));
    expect(found.map(({ audience, code }) => [audience, code])).toEqual([
      [READ, 'reaches_nothing'],
      [COSTS, 'masked_but_writable'],
    ]);
  });

  it('looks at no end without a time', () => {
    expect(tell(policy({ [READ]: areas({}, { expiresAt: PAST }) }))).toEqual([]);
  });

  it('looks at fields that Focus no longer sends once it is told which it sends, each once, and does not call that exact', () => {
    const asking = policy({
      [READ]: areas(where({ field: 'status', isSet: true }, { field: 'name', isSet: true }, { field: 'status', notIn: ['A'] })),
    });
    expect(tell(asking, undefined, { now: NOW, seen: { costItem: new Set() } })).toEqual([]);
    expect(tell(asking, undefined, { now: NOW, seen: { focusArea: new Set(['name', 'status']) } })).toEqual([]);
    expect(tell(asking, undefined, { now: NOW, seen: { focusArea: new Set(['name']) } })).toEqual([
      ['condition_not_seen', { ...fieldsOf('status'), why: 'sample' }],
    ]);
  });

  it('holds roots against the hierarchy, and does not call that exact', () => {
    const rooted = policy({ [READ]: areas({ records: { under: ['a', 'b', 'c'] } }) });
    expect(tell(rooted)).toEqual([]);
    expect(tell(rooted, tree(['a'], ['b'], ['c']))).toEqual([]);
    expect(tell(rooted, tree(['a'], ['mid', 'a'], ['c', 'mid'], ['x']))).toEqual([
      ['root_unknown', { resource, ...list('roots', 'b'), why: 'hierarchy' }],
      ['root_inside_root', { resource, ...list('roots', 'c'), why: 'hierarchy' }],
    ]);
    expect(tell(policy({ [READ]: areas({ records: 'all' }) }), tree())).toEqual([]);
  });

  it('knows no more than the hierarchy of what lies above', () => {
    const rooted = policy({ [READ]: areas({ records: { under: ['a', 'd'] } }) });
    expect(tell(rooted, tree(['a', 'gone'], ['d']))).toEqual([]);
  });

  it('takes a condition on a field that nobody knows for one that never holds, as the engine does', () => {
    const unread = { ...policy({}), audiences: { [READ]: areas(where({ field: 'unheard', isSet: true })) } };
    expect(tell(unread)).toEqual([['reaches_nothing'], ['never_matches', fieldsOf('unheard')]]);
  });

  it('comes to an end in a hierarchy that loops, and takes no area for one inside itself', () => {
    const rooted = policy({ [READ]: areas({ records: { under: ['a', 'd'] } }) });
    expect(tell(rooted, tree(['a', 'a'], ['d', 'e'], ['e', 'f'], ['f', 'e']))).toEqual([]);
    expect(tell(rooted, tree(['a', 'x'], ['x', 'a'], ['d', 'x']))).toEqual([
      ['root_inside_root', { resource, ...list('roots', 'd'), why: 'hierarchy' }],
    ]);
  });

  describe('of an audience that reaches the same as others', () => {
    const key = { name: 'View', callers: ['k'] };
    const same = (one: Partial<Grant>, other: Partial<Grant>): boolean =>
      tell(policy({ [READ]: areas(one), 'view:a': areas(other, key) })).some(([code]) => code === 'same_as_another');
    const names: Partial<Grant> = { fields: { name: 'show' } };

    it('names those before it', () => {
      const parts = { [READ]: areas(), 'app-users': areas(), 'view:a': areas(names, key), 'view:b': areas({}, key) };
      const found = analyse(policy(parts));
      expect(found).toEqual([
        { code: 'same_as_another', audience: 'app-users', exact: true, params: list('audiences', READ) },
        { code: 'same_as_another', audience: 'view:b', exact: true, params: list('audiences', READ, 'app-users') },
      ]);
      tell(policy(parts));
    });

    it('looks past the order of everything, page sizes and the usual age in words', () => {
      const conditions: readonly Condition[] = [
        { field: 'status', in: ['A', 'B'] },
        { field: 'name', isSet: true },
      ];
      const one: Partial<Grant> = {
        actions: ['list', 'get'],
        fields: { x1: 'show', x2: 'show' },
        observed: { x1: 'text', x2: 'text' },
        records: { under: ['a', 'b'], where: conditions },
        pageSize: 5,
      };
      const other: Partial<Grant> = {
        actions: ['get', 'list'],
        fields: { x2: 'show', x1: 'show' },
        observed: { x2: 'text', x1: 'text' },
        records: {
          under: ['b', 'a'],
          where: [
            { field: 'name', isSet: true },
            { field: 'status', in: ['B', 'A'] },
          ],
        },
        placeAge: 60,
      };
      expect(same(one, other)).toBe(true);
    });

    it.each<readonly [string, Partial<Grant>, Partial<Grant>]>([
      ['actions', { actions: ['list'] }, {}],
      ['fields', names, {}],
      ['treatments', names, { fields: { name: 'initials' } }],
      ['roots', {}, { records: { under: ['a'] } }],
      ['all records', {}, { records: 'all' }],
      ['conditions', { records: 'all' }, where({ field: 'name', isSet: true })],
      ['values', where({ field: 'name', equals: 'a' }), where({ field: 'name', equals: 'b' })],
      ['ages of places', {}, { placeAge: 61 }],
      ['shapes of fields', { fields: { x: 'show' }, observed: { x: 'text' } }, { fields: { x: 'show' }, observed: { x: 'number' } }],
      [
        'shapes of what conditions look at',
        { observed: { x: 'text' }, ...where({ field: 'x', isSet: true }) },
        { observed: { x: 'number' }, ...where({ field: 'x', isSet: true }) },
      ],
    ])('tells them apart by their %s', (_what, one, other) => {
      expect(same(one, other)).toBe(false);
    });

    it('tells them apart by further grants, and looks at none that reaches nothing', () => {
      const more = grant({ actions: ['list'] });
      const dead = grant({ actions: [] });
      const twin = (costItem: Grant): readonly Told[] =>
        tell(policy({ [READ]: areas(), 'view:a': part({ focusArea: grant(), costItem }, key) })).filter(
          ([code]) => code === 'same_as_another',
        );
      expect(twin(more)).toEqual([]);
      expect(twin(dead)).toHaveLength(1);
      expect(tell(policy({ [READ]: areas({ actions: [] }), 'app-users': areas({ actions: [] }) })).map(([code]) => code)).not.toContain(
        'same_as_another',
      );
    });
  });

  it('takes no inherited part for one', () => {
    const audiences = Object.create({ [READ]: part({}) }) as Parts;
    expect(analyse({ format: 1, serving: true, audiences })).toEqual([]);
  });

  it('finds the same behind a master switch that is off', () => {
    expect(tell(policy({ [READ]: part({ focusArea: EVERYTHING }) }, false)).map(([code]) => code)).toContain('every_field_of_every_record');
  });

  it('has no code that nothing says', () => {
    expect(Object.keys(FINDING_CODES).filter((code) => !codes.has(code))).toEqual([]);
  });
});
