import { GRAMMAR_AUDIENCES, audienceOf } from '../../../src/exposure/catalogue/audiences';
import { RESOURCE_NAMES } from '../../../src/exposure/catalogue/catalogue';
import { parsePart } from '../../../src/exposure/policy/parse-policy';
import type { ActionName, AudienceKey } from '../../../src/exposure/policy/policy';
import { grant, problemsOfGrant, problemsOfPart } from './problems';

const ACTIONS: readonly ActionName[] = ['list', 'get', 'create', 'update', 'bulk', 'delete', 'summary'];

test.each([...GRAMMAR_AUDIENCES, 'view:a'] as AudienceKey[])('%s is granted only the resources and actions that it can have', (key) => {
  const name = key === 'view:a' ? { name: 'A view' } : {};
  for (const resource of RESOURCE_NAMES) {
    const grantable = audienceOf(key)?.grantable[resource];
    const asked = (actions: readonly unknown[]) =>
      problemsOfPart({ enabled: true, ...name, grants: { [resource]: grant({ actions }) } }, key);
    if (!grantable) {
      expect(asked([])).toEqual([`/grants/${resource} unknown_resource resource=${resource}`]);
      continue;
    }
    expect(asked(grantable)).toEqual([]);
    for (const action of ACTIONS) {
      expect(asked([action])).toEqual(grantable.includes(action) ? [] : [`/grants/${resource}/actions/0 unknown_action action=${action}`]);
    }
  }
});

test.each<[what: string, overrides: Record<string, unknown>, problems: string[]]>([
  [
    'nothing',
    { actions: undefined, fields: undefined, records: undefined },
    [' missing key=actions', ' missing key=fields', ' missing key=records'],
  ],
  ['an unknown key', { rows: 1 }, ['/rows unknown_key key=rows']],
  ['no action', { actions: [] }, []],
  ['actions as text', { actions: 'list' }, ['/actions wrong_type expected=list']],
  ['actions as an object', { actions: { 0: 'list', length: 1 } }, ['/actions wrong_type expected=list']],
  ['an action that is a number', { actions: ['list', 7] }, ['/actions/1 unknown_action action=number']],
  ['an action twice', { actions: ['list', 'list'] }, ['/actions/1 duplicate value=list']],
  ['more actions than there are', { actions: ['list', 'get', 'summary', 'list'] }, ['/actions too_many max=3']],
  ['pages of none', { pageSize: 0 }, ['/pageSize out_of_range min=1 max=100']],
  ['pages of one', { pageSize: 1 }, []],
  ['pages of 100', { pageSize: 100 }, []],
  ['pages of 101', { pageSize: 101 }, ['/pageSize out_of_range min=1 max=100']],
  ['pages of one and a half', { pageSize: 1.5 }, ['/pageSize out_of_range min=1 max=100']],
  ['pages of NaN', { pageSize: Number.NaN }, ['/pageSize out_of_range min=1 max=100']],
  ['pages of null', { pageSize: null }, ['/pageSize out_of_range min=1 max=100']],
  ['pages of text', { pageSize: '10' }, ['/pageSize out_of_range min=1 max=100']],
  ['live places', { placeAge: 'live' }, []],
  ['places of a minute', { placeAge: 1 }, []],
  ['places of a week', { placeAge: 10_080 }, []],
  ['places of no age', { placeAge: 0 }, ['/placeAge out_of_range min=1 max=10080']],
  ['places of more than a week', { placeAge: 10_081 }, ['/placeAge out_of_range min=1 max=10080']],
  ['places of another word', { placeAge: 'stored' }, ['/placeAge out_of_range min=1 max=10080']],
  ['places of null', { placeAge: null }, ['/placeAge out_of_range min=1 max=10080']],
])('a grant of %s', (_what, overrides, problems) => {
  expect(problemsOfGrant(overrides)).toEqual(problems);
});

test('a grant is given back whole', () => {
  const whole = {
    actions: ['get', 'list'],
    fields: { id: 'show', budget: { bucket: [0, 10] } },
    records: { under: ['fa-1'], where: [{ field: 'budget', in: [1, 2] }] },
    observed: { budget: 'number' },
    placeAge: 'live',
    pageSize: 7,
  };
  const part = { enabled: true, grants: { focusArea: whole } };
  expect(parsePart(part, 'read:focus-area:custom')).toEqual({ ok: true, value: part });
  const bare = { enabled: true, grants: { focusArea: grant() } };
  // As text: toEqual would not see a member that is there and undefined.
  expect(JSON.stringify(parsePart(bare, 'read:focus-area:custom'))).toBe(JSON.stringify({ ok: true, value: bare }));
  expect(parsePart(bare, 'read:focus-area:custom')).toStrictEqual({ ok: true, value: bare });
});

test('what is given back shares nothing with what came in', () => {
  const bucket = [1, 10];
  const fields = { id: 'show', name: 'pseudonym', budget: { bucket } };
  const observed = { budget: 'number' };
  const under = ['fa-1'];
  const part = { enabled: true, grants: { focusArea: grant({ fields, observed, records: { under } }) } };
  const read = parsePart(part, 'read:focus-area:custom');
  fields.id = 'hide';
  bucket.push(5);
  observed.budget = 'nonsense';
  under.push('fa-2');
  expect(read).toEqual({
    ok: true,
    value: {
      enabled: true,
      grants: {
        focusArea: grant({
          fields: { id: 'show', name: 'pseudonym', budget: { bucket: [1, 10] } },
          observed: { budget: 'number' },
          records: { under: ['fa-1'] },
        }),
      },
    },
  });
});
