import { openPages, policyOf, PART } from './pages';
import type { Pages } from './pages';

const json = (text: string): unknown => JSON.parse(text);
const MEGABYTE = 'x'.repeat(1_000_000);

describe('a wrong payload is told with every problem and its place, and changes nothing', () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await openPages();
  });
  afterAll(() => pages.site.close());

  const problemsOf = async (call: string, payload: unknown): Promise<unknown> => {
    pages.site.kvs.resetCounters();
    pages.site.focus.resetCounters();
    const answer = (await pages.raw(call, payload)) as { ok: boolean; refusal: { code: string; problems: readonly object[] } };
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'invalid' } });
    expect(answer.refusal.problems.length).toBeGreaterThan(0);
    expect(JSON.stringify(answer).length).toBeLessThan(20_000);
    expect(pages.site.kvs.counters().byOperation).toEqual({});
    expect(pages.site.focus.counters().calls).toBe(0);
    return answer.refusal.problems.map((problem) => `${Reflect.get(problem, 'path') as string} ${Reflect.get(problem, 'code') as string}`);
  };

  const saved = (more: object): object => ({ kind: 'service-account', clientId: 'c', clientSecret: 's', ...more });

  test.each<[string, string, unknown, readonly string[]]>([
    ['a key too many', 'overview', { deep: true }, ['/deep unknown_key']],
    ['text for a payload', 'overview', 'all', [' wrong_type']],
    ['a list for a payload', 'review', [1], [' wrong_type']],
    ['__proto__ as a key', 'removeConnection', json('{"__proto__":{"a":1}}'), ['/__proto__ unknown_key']],
    ['nothing where members are needed', 'saveDraft', undefined, [' missing', ' missing']],
    ['wrong types', 'saveDraft', { version: '1', policy: 7 }, ['/version wrong_type']],
    ['a policy that is none', 'saveDraft', { version: 0, policy: 7 }, ['/policy wrong_type']],
    ['a policy of nothing', 'saveDraft', { version: 0, policy: {} }, ['/policy missing', '/policy missing', '/policy missing']],
    [
      'a policy with __proto__',
      'saveDraft',
      { version: 0, policy: json('{"format":1,"serving":true,"audiences":{},"__proto__":{}}') },
      ['/policy/__proto__ unknown_key'],
    ],
    [
      'a policy of a megabyte',
      'saveDraft',
      { version: 0, policy: { ...policyOf(), [MEGABYTE]: MEGABYTE } },
      [`/policy/${'x'.repeat(63)}… unknown_key`],
    ],
    [
      'an unknown audience and an unknown field at once',
      'saveDraft',
      {
        version: 0,
        policy: policyOf({
          'read:focus-area:custom': {
            enabled: true,
            grants: { focusArea: { actions: ['list'], records: 'all', fields: { ...{ budget: 'show' } } } },
          },
          ...{ everybody: PART },
        }),
      },
      [
        '/policy/audiences/everybody unknown_audience',
        '/policy/audiences/read:focus-area:custom/grants/focusArea/fields/budget unknown_field',
      ],
    ],
    ['a negative version', 'discardDraft', { version: -1 }, ['/version out_of_range']],
    ['half a version', 'discardDraft', { version: 0.5 }, ['/version wrong_type']],
    ['a version beyond what storage counts', 'discardDraft', { version: 2 ** 31 }, ['/version out_of_range']],
    [
      'several at once',
      'publish',
      { version: null, liveRevision: true, note: 7, force: true },
      ['/force unknown_key', '/version wrong_type', '/liveRevision wrong_type', '/note wrong_type'],
    ],
    ['a note of a megabyte', 'publish', { version: 1, liveRevision: 0, note: MEGABYTE }, ['/note too_long']],
    ['text for a switch', 'setServing', { serving: 'false', liveRevision: 0 }, ['/serving wrong_type']],
    ['no text to search for', 'searchFocusAreas', { text: '' }, ['/text empty']],
    ['only spaces to search for', 'searchFocusAreas', { text: '   ' }, ['/text empty']],
    ['a megabyte to search for', 'searchFocusAreas', { text: MEGABYTE }, ['/text too_long']],
    ['too many ids', 'nameFocusAreas', { ids: Array.from({ length: 21 }, (_, index) => `fa-${String(index)}`) }, ['/ids too_many']],
    [
      'ids that climb',
      'nameFocusAreas',
      { ids: ['ok', '../admin', 'a/b', 'ari:cloud:x'] },
      ['/ids/1 unusable_characters', '/ids/2 unusable_characters', '/ids/3 unusable_characters'],
    ],
    ['ids that are no text', 'nameFocusAreas', { ids: [7, null] }, ['/ids/0 wrong_type', '/ids/1 wrong_type']],
    ['values of a resource that nobody can read', 'valuesSeen', { resource: '__proto__', field: 'status' }, ['/resource unknown_resource']],
    ['values of a field that nobody knows', 'valuesSeen', { resource: 'focusArea', field: 'constructor' }, ['/field unknown_field']],
    ['values of a field under a reference', 'valuesSeen', { resource: 'focusArea', field: 'parentId.name' }, ['/field unknown_field']],
    ['values about people', 'valuesSeen', { resource: 'focusArea', field: 'owner.id' }, ['/field personal_values']],
    ['values beside what is about people', 'valuesSeen', { resource: 'focusArea', field: 'owner.email' }, ['/field personal_values']],
    ['values of a megabyte', 'valuesSeen', { resource: MEGABYTE, field: MEGABYTE }, ['/resource too_long', '/field too_long']],
    [
      'values with a page of the caller’s choice',
      'valuesSeen',
      { resource: 'focusArea', field: 'status', limit: 9 },
      ['/limit unknown_key'],
    ],
    ['an unknown kind', 'testConnection', saved({ kind: 'basic' }), ['/kind wrong_type']],
    ['a host of the caller’s choice', 'testConnection', saved({ host: 'https://example.invalid' }), ['/host unknown_key']],
    ['a saved connection with a secret beside it', 'testConnection', { kind: 'saved', clientSecret: 's' }, ['/clientSecret unknown_key']],
    ['no secret', 'saveConnection', { kind: 'service-account', clientId: 'c' }, [' missing']],
    ['an empty secret', 'saveConnection', saved({ clientSecret: '' }), ['/clientSecret empty']],
    ['a secret with a line break', 'saveConnection', saved({ clientSecret: 'a\nb' }), ['/clientSecret unusable_characters']],
    ['a client id of a megabyte', 'saveConnection', saved({ clientId: MEGABYTE }), ['/clientId too_long']],
    ['saving what is saved', 'saveConnection', { kind: 'saved' }, ['/kind wrong_type', ' missing', ' missing']],
  ])('%s (%s)', async (_what, call, payload, problems) => {
    expect(await problemsOf(call, payload)).toEqual(problems);
  });

  test('a secret in the wrong place is not echoed', async () => {
    const answer = await pages.raw('saveConnection', {
      kind: 'service-account',
      clientId: 'c',
      clientSecret: 'line\nbreak-hunter2',
      hunter2: 'x',
    });
    expect(JSON.stringify(answer)).not.toContain('break-hunter2');
  });
});
