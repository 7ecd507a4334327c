import { createRequire } from 'node:module';
import { openInProcessRuntime } from '../../../local/runtime/in-process';
import type { PlatformOptions } from '../../../local/runtime/platform/open-platform';
import { openJira } from '../../../local/jira/open-jira';
import { GROUPS, PEOPLE } from '../../../local/site/people';
import { fixtureManifest } from './fixtures/manifest';
import { openFixturePlatform } from './fixtures/open-fixture';

const requireFrom = createRequire(__filename);

const load = (handler: string): unknown => {
  const [file = '', name = ''] = handler.split('.');
  return (requireFrom(`./fixtures/${file}`) as Record<string, unknown>)[name];
};

const open = (changes: Partial<PlatformOptions> = {}) => {
  const { platform, reached } = openFixturePlatform(changes);
  const runtime = openInProcessRuntime(platform, load);
  const act = (deed: string, given: { with?: unknown; accountId?: string; timeoutMs?: number } = {}) => {
    const { with: value, ...rest } = given;
    return runtime.invoke({ functionKey: 'act', moduleKey: 'admin', payload: { do: deed, with: value }, ...rest });
  };
  return { runtime, act, reached, platform };
};

const resultOf = async (outcome: Promise<{ ok: boolean }>): Promise<unknown> => {
  const settled = await outcome;
  if (!settled.ok) throw new Error(JSON.stringify(settled));
  return (settled as { result?: unknown }).result;
};

describe('an invocation', () => {
  test('gives the handler payload and context as JSON, and its result back', async () => {
    const { act } = open();
    expect(await resultOf(act('echo', { with: { when: new Date(0), gone: undefined }, accountId: 'a1' }))).toEqual({
      ask: { do: 'echo', with: { when: '1970-01-01T00:00:00.000Z' } },
      context: {
        installContext: 'ari:cloud:jira::site/11111111-2222-4333-8444-555555555555',
        principal: { accountId: 'a1' },
        installation: {
          ari: 'ari:cloud:ecosystem::installation/33333333-4444-4555-8666-777777777777',
          contexts: [{ cloudId: '11111111-2222-4333-8444-555555555555' }],
        },
      },
    });
  });

  test('has no principal without an acting user, and no installation where the site doesn’t tell it', async () => {
    const { act } = open({ tellsInstallation: false });
    expect(await resultOf(act('echo'))).toEqual({
      ask: { do: 'echo' },
      context: { installContext: 'ari:cloud:jira::site/11111111-2222-4333-8444-555555555555' },
    });
  });

  test('tells the app who and where it is', async () => {
    expect(await resultOf(open().act('appContext'))).toMatchObject({
      environmentType: 'DEVELOPMENT',
      moduleKey: 'admin',
      permissions: { scopes: ['storage:app', 'read:jira-user', 'read:permission:jira'] },
    });
  });

  test('says what was thrown, and logs the stack', async () => {
    const { act, runtime } = open();
    expect(await act('throw')).toEqual({ ok: false, error: { kind: 'threw', message: 'RangeError: too far' } });
    const [line, ...more] = runtime.logs();
    expect(more).toEqual([]);
    expect(line).toMatchObject({ level: 'error', functionKey: 'act' });
    expect(line?.text).toContain('limits.ts');
  });

  test('a result that JSON can’t hold is a failure, and nothing is a result', async () => {
    expect(await open().act('bigint')).toMatchObject({ ok: false, error: { kind: 'threw' } });
    expect(await open().act('nothing')).toEqual({ ok: true, result: undefined });
  });

  test.each([
    ['nobody', 'not-found'],
    ['text', 'not-found'],
    ['gone', 'not-found'],
  ])('of function %s is %s', async (functionKey, kind) => {
    expect(await open().runtime.invoke({ functionKey, moduleKey: 'admin', payload: {} })).toMatchObject({ ok: false, error: { kind } });
  });

  test('ends when its time is over, and what it asks for afterwards is refused', async () => {
    const { act, reached } = open();
    const late = { ok: false, error: { kind: 'timeout', message: 'The function ran longer than 0.03 s.' } };
    expect(await act('hang', { timeoutMs: 30 })).toEqual(late);
    expect(await act('setLate', { with: 'v', timeoutMs: 30 })).toEqual(late);
    expect(await resultOf(act('floated'))).toMatch(/has ended/);
    expect(reached.values.size).toBe(0);
  });

  test('knows how much time is left, never more than 25 s', async () => {
    const { act } = open();
    expect(await resultOf(act('remaining', { timeoutMs: 5_000 }))).toBeLessThanOrEqual(5_000);
    const left = Number(await resultOf(act('remaining', { timeoutMs: 900_000 })));
    expect(left).toBeLessThanOrEqual(25_000);
    expect(left).toBeGreaterThan(20_000);
  });

  test('with more than 5 MB in or out is refused', async () => {
    const { act } = open();
    expect(await act('echo', { with: 'x'.repeat(5_000_001) })).toMatchObject({ ok: false, error: { kind: 'too-large' } });
    expect(await act('large', { with: 5_000_000 })).toMatchObject({ ok: false, error: { kind: 'too-large' } });
    expect(await act('large', { with: 4_999_998 })).toMatchObject({ ok: true });
  });

  test('keeps 100 lines a minute of its log and says that the rest was dropped', async () => {
    const { act, runtime } = open();
    await act('log', { with: 150 });
    expect(runtime.logs()).toHaveLength(101);
    expect(runtime.logs().at(0)).toMatchObject({ level: 'info', text: 'line 0' });
    expect(runtime.logs().at(-1)?.text).toContain('dropped');
    await act('log', { with: 0 });
    expect(runtime.logs().at(-1)).toMatchObject({ level: 'error', text: 'the last' });
  });
});

describe('one invocation beside another', () => {
  test('acts as its own user, also when both run at once', async () => {
    const { act } = open();
    const [first, second] = await Promise.all([act('whoAmI', { accountId: 'a1' }), act('whoAmI', { accountId: 'a2' })]);
    expect([first, second]).toEqual([
      { ok: true, result: { accountId: 'a1' } },
      { ok: true, result: { accountId: 'a2' } },
    ]);
  });

  test('a promise left running can’t use storage once its invocation has ended, whoever runs then', async () => {
    const { act, reached } = open();
    expect(await resultOf(act('float', { with: 'smuggled', accountId: 'a1' }))).toBe('returned');
    expect(await resultOf(act('floated', { accountId: 'a2' }))).toMatch(/after its invocation had ended/);
    expect(reached.values.size).toBe(0);
  });

  test('module state doesn’t hold another invocation’s runtime as the current one, and loading sees none', async () => {
    const { act } = open();
    await act('keepRuntime', { accountId: 'a1' });
    expect(await resultOf(act('runtimeOfOthers', { accountId: 'a2' }))).toEqual({ atLoad: true, same: false });
  });

  test('outside of an invocation there is no runtime and no storage', async () => {
    open();
    expect(Reflect.get(globalThis, '__forge_runtime__')).toBeUndefined();
    const forgeFetch = Reflect.get(globalThis, '__forge_fetch__') as (...given: unknown[]) => Promise<Response>;
    await expect(forgeFetch({ type: 'kvs' }, '/api/v1/get', {})).rejects.toThrow('outside of an invocation');
  });
});

describe('what the manifest doesn’t permit', () => {
  test('storage needs storage:app', async () => {
    const { act, reached } = open({ manifest: () => fixtureManifest([]) });
    expect(await act('set', { with: 'v' })).toMatchObject({ ok: false, error: { kind: 'threw' } });
    expect(reached.kvsInstallations).toEqual([]);
  });

  test('storage is that of the site’s installation', async () => {
    const { act, reached } = open();
    await act('set', { with: 'v' });
    expect(await resultOf(act('get'))).toBe('v');
    expect(reached.kvsInstallations).toEqual(['33333333-4444-4555-8666-777777777777', '33333333-4444-4555-8666-777777777777']);
  });

  test('a Jira endpoint needs its scope', async () => {
    const jiraWith = (grantedScopes: readonly string[]) => openJira({ people: PEOPLE, groups: GROUPS, grantedScopes });
    const accountId = PEOPLE[0]?.accountId ?? '';
    expect(await resultOf(open({ jira: jiraWith(['storage:app']) }).act('myselfStatus', { accountId }))).toBe(401);
    expect(await resultOf(open({ jira: jiraWith(['read:jira-user']) }).act('myselfStatus', { accountId }))).toBe(200);
  });

  test('acting as the app, as nobody and as somebody else', async () => {
    const { act } = open();
    expect(await resultOf(act('asApp'))).toBe(200);
    expect(await resultOf(act('asNobody'))).toMatch(/Authentication Required/);
    expect(await resultOf(act('impersonate', { with: 'a2', accountId: 'a1' }))).toMatch(/IMPERSONATION_NOT_ALLOWED/);
    expect(await resultOf(act('impersonate', { with: 'a2' }))).toMatch(/IMPERSONATION_NOT_ALLOWED/);
  });

  test('Focus can’t be reached through Forge: no scope of a manifest opens it', async () => {
    expect(await resultOf(open().act('focusByForge'))).toBe(401);
  });
});

describe('the app’s own requests', () => {
  test('reach permitted addresses, wildcards included', async () => {
    const { act } = open();
    expect(await resultOf(act('fetch', { with: 'https://api.atlassian.com/x' }))).toEqual({
      status: 200,
      text: 'answered https://api.atlassian.com/x',
    });
    expect(await resultOf(act('fetchOutcome', { with: 'https://a.example.com/' }))).toBe('done');
  });

  test.each([
    'https://example.org/',
    'http://api.atlassian.com/',
    'https://api.atlassian.com:8443/',
    'https://api.atlassian.com@example.org/',
    'https://user:word@api.atlassian.com/',
    'https://api.atlassian.com.example.org/',
    'https://example.com/',
    'http://127.0.0.1/',
  ])('to %s are refused and go nowhere', async (url) => {
    const { act, reached } = open();
    expect(await resultOf(act('fetchOutcome', { with: url }))).toMatch(/REQUEST_EGRESS_ALLOWLIST_ERR|TypeError/);
    expect(await resultOf(act('plainFetch', { with: url }))).toMatch(/REQUEST_EGRESS_ALLOWLIST_ERR|TypeError/);
    expect(reached.egress).toEqual([]);
  });

  test('a redirect to an address that isn’t permitted is refused', async () => {
    const { act } = open({ egress: async () => new Response(null, { status: 302, headers: { location: 'https://example.org/' } }) });
    expect(await resultOf(act('fetchOutcome', { with: 'https://api.atlassian.com/' }))).toMatch(/REQUEST_EGRESS_ALLOWLIST_ERR/);
  });

  test('more than 100 a minute are refused', async () => {
    const { act, reached } = open();
    expect(await resultOf(act('fetchMany', { with: 102 }))).toHaveLength(2);
    expect(reached.egress).toHaveLength(100);
  });

  test('can be given up by the app', async () => {
    const { act } = open({ egress: () => new Promise(() => undefined) });
    expect(await resultOf(act('fetchAborted', { with: 'https://api.atlassian.com/' }))).toMatch(/Timeout/);
  });
});
