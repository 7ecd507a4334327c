import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { PART, TILDA, openPages, policyOf, publishPolicy, valueOf } from './pages';
import type { Pages } from './pages';
import type { Fault } from '../../local/focus/faults';
import { LOCAL_API_TOKEN, LOCAL_SERVICE_ACCOUNT } from '../../local/focus/service-account';
import type { NewConnection } from '../../src/resolvers/contract';

const { clientId, clientSecret } = LOCAL_SERVICE_ACCOUNT;
const { email, token } = LOCAL_API_TOKEN;
const BASIC = Buffer.from(`${email}:${token}`).toString('base64');
const WRONG = 'wrong-secret-hunter2';

interface Kind {
  readonly connection: NewConnection;
  readonly wrong: NewConnection;
  /** What must not be found, beside the bearer and the keys. */
  readonly hidden: readonly string[];
  readonly hosts: readonly string[];
}

const ACCOUNT: Kind = {
  connection: { kind: 'service-account', clientId, clientSecret },
  wrong: { kind: 'service-account', clientId, clientSecret: WRONG },
  hidden: [clientSecret, WRONG],
  hosts: ['api.atlassian.com', 'auth.atlassian.com'],
};
const ofToken = (more: { readonly form: 'cloud' } | { readonly form: 'site'; readonly siteName: string }, host: string): Kind => ({
  connection: { kind: 'api-token', email, token, ...more },
  wrong: { kind: 'api-token', email, token: WRONG, ...more },
  hidden: [token, BASIC, WRONG, Buffer.from(`${email}:${WRONG}`).toString('base64')],
  hosts: [host],
});

/** Focus fails in each of these ways at every call; some send back what they were sent. */
const FAILURES = (kind: Kind): readonly (Fault | null)[] => [
  null,
  { kind: 'status', status: 401 },
  { kind: 'status', status: 403 },
  { kind: 'throttle', retryAfter: 900 },
  // A 307 would carry a body on, and with it a client's secret.
  { kind: 'redirect', status: 307 },
  { kind: 'truncated' },
  { kind: 'nonsense', contentType: 'application/json', body: JSON.stringify({ echo: kind.hidden }) },
  { kind: 'nonsense', body: kind.hidden.join('\n') },
  { kind: 'disconnect', operation: 'listFocusAreas' },
];

const LEVELS = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;

/** Everything of the app's storage but its two secrets, as text, and those two. */
const storedIn = (file: string): { readonly open: string; readonly secrets: string } => {
  const database = new Database(file);
  const rows = database.prepare('select space, key, value from kvs_item').all() as { space: string; key: string; value: string }[];
  database.close();
  const isSecret = ({ space, key }: { space: string; key: string }): boolean => space === 'SECRET' && (key === 'vault' || key === 'bearer');
  const text = (some: typeof rows): string => some.map(({ space, key, value }) => `${space} ${key} ${value}`).join('\n');
  return { open: text(rows.filter((row) => !isSecret(row))), secrets: text(rows.filter(isSecret)) };
};

/** Does everything that anybody can do with a connection, and gives whatever was answered or thrown. */
const useIt = async (pages: Pages, { connection, wrong }: Kind): Promise<readonly unknown[]> => {
  const { site } = pages;
  const bearer = await site.token();
  const api = async (path: string): Promise<unknown> => {
    const answer = await site.api(path, { token: bearer });
    return [answer.status, Object.fromEntries(answer.headers), await answer.text()];
  };
  const acts: readonly (() => Promise<unknown>)[] = [
    () => pages.admin('testConnection', connection),
    () => pages.admin('testConnection', wrong),
    () => pages.admin('saveConnection', wrong),
    () => pages.admin('testConnection', { kind: 'saved' }),
    () => pages.admin('searchFocusAreas', { text: 'a' }),
    () => pages.admin('overview'),
    () => pages.admin('refreshHierarchy'),
    () => site.events.settle(),
    () => pages.admin('hierarchy'),
    () => pages.viewer('summary', TILDA),
    () => api('/v1/focusAreas'),
    () => api('/v1/focusAreas/nobody'),
  ];
  const given: unknown[] = [];
  for (const act of acts)
    given.push(await act().catch((error: unknown) => (error instanceof Error ? [error.message, error.stack] : error)));
  return given;
};

describe('credentials and bearers', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'aperture-canary-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test.each<[string, Kind]>([
    ['a service account', ACCOUNT],
    ['an API token at the cloud address', ofToken({ form: 'cloud' }, 'api.atlassian.com')],
    ['an API token at the site’s address', ofToken({ form: 'site', siteName: 'local' }, 'local.atlassian.net')],
  ])(
    'of %s are in no answer, log, error or stored value outside their secrets, and go to no other host',
    async (_what, kind) => {
      const said: string[] = [];
      const spies = LEVELS.map((level) =>
        jest.spyOn(console, level).mockImplementation((...given: unknown[]) => void said.push(given.map(String).join(' '))),
      );
      const dataFile = join(folder, 'site.db');
      const pages = await openPages({ dataFile });
      const { site } = pages;
      site.kvs.rateLimits = false;
      const shown: { readonly host: string; readonly text: string }[] = [];
      const fetch = site.focus.fetch.bind(site.focus);
      Object.assign(site.focus, {
        fetch: async (request: Request) => {
          const text = `${request.url} ${JSON.stringify([...request.headers])} ${await request.clone().text()}`;
          shown.push({ host: new URL(request.url).host, text });
          return fetch(request);
        },
      });
      try {
        valueOf(await pages.admin('saveConnection', kind.connection));
        await publishPolicy(pages, policyOf({ 'read:focus-area:custom': PART, 'app-users': PART }));
        for (const failure of FAILURES(kind)) {
          site.focus.faults.set(failure);
          said.push(JSON.stringify(await useIt(pages, kind)));
        }
        site.focus.faults.set(null);
        for (const operation of ['secret/get', 'set', 'secret/set', 'transaction'] as const) {
          site.kvs.faults.set({ operation, when: 'after', answer: { status: 500 } });
          said.push(JSON.stringify(await useIt(pages, kind)));
          said.push(JSON.stringify(await pages.admin('saveConnection', kind.connection).catch(String)));
          site.kvs.faults.set(null);
        }
      } finally {
        for (const spy of spies) spy.mockRestore();
      }
      const { open, secrets } = storedIn(dataFile);
      const answer = await site.kvs.call(site.identity.installationId, '/api/v1/secret/get', JSON.stringify({ key: 'bearer' }));
      const bearer = answer.ok ? ((await answer.json()) as { value: { token: string } }).value.token : null;
      const logs = site.runtime.logs().map(({ text }) => text);
      await site.close();

      const everywhere = [...said, ...logs, open].join('\n');
      // The canary can be found where it belongs, and what was looked through is whole.
      expect(secrets).toContain(kind.hidden[0]);
      expect(bearer !== null).toBe(kind.connection.kind === 'service-account');
      for (const expected of [
        'credentials_refused',
        'focus_refused',
        'focus_failed',
        'too_many_requests',
        'policy',
        'lease:vault',
        'tree:',
      ])
        expect(everywhere).toContain(expected);
      expect(logs.length).toBeGreaterThan(0);
      const hidden = [...kind.hidden, ...(bearer === null ? [] : [bearer])];
      for (const one of hidden) expect(everywhere.includes(one)).toBe(false);
      const went = shown.filter(({ text }) => hidden.some((one) => text.includes(one)));
      expect([...new Set(went.map(({ host }) => host))].sort()).toEqual(kind.hosts);
      // Never in an address, which others log.
      for (const { text } of went) expect(hidden.some((one) => text.split(' ')[0]?.includes(one))).toBe(false);
    },
    60_000,
  );
});
