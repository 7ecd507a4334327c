import { openPages, valueOf } from './pages';
import type { Pages } from './pages';
import { LOCAL_SERVICE_ACCOUNT } from '../../local/focus/service-account';

const { clientId, clientSecret } = LOCAL_SERVICE_ACCOUNT;
const MINUTE = 60_000;

interface Kept {
  readonly token: string;
  readonly expiresAt: number;
}

let pages: Pages;
beforeEach(async () => {
  pages = await openPages();
  valueOf(await pages.admin('saveConnection', { kind: 'service-account', clientId, clientSecret }));
  valueOf(await search());
  pages.site.focus.resetCounters();
});
afterEach(() => pages.site.close());

const search = () => pages.admin('searchFocusAreas', { text: 'a' });
const together = async (count: number): Promise<void> => {
  const answers = await Promise.all(Array.from({ length: count }, search));
  for (const answer of answers) valueOf(answer);
};
const ask = (path: string, body: unknown) => pages.site.kvs.call(pages.site.identity.installationId, path, JSON.stringify(body));
const bearer = async (): Promise<Kept> => ((await (await ask('/api/v1/secret/get', { key: 'bearer' })).json()) as { value: Kept }).value;
const keep = async (more: Partial<Kept>): Promise<void> => {
  await ask('/api/v1/secret/set', { key: 'bearer', value: { ...(await bearer()), ...more } });
};
const second = (): number => Math.floor((Date.now() - Date.UTC(2025, 0, 1)) / 1000);
/** Somebody renews, and is done in so many seconds (or dies). */
const somebodyRenews = (seconds: number) =>
  ask('/api/v1/entity/set', {
    entityName: 'policy',
    key: 'lease:bearer',
    value: { version: 7, revision: second() + seconds, body: { format: 1 } },
  });
const tokens = (): number => pages.site.focus.counters().byOperation['issueToken'] ?? 0;

describe('of invocations side by side', () => {
  test('one renews a bearer that ended, the others wait for it', async () => {
    await keep({ expiresAt: Date.now() - 1 });
    await together(6);
    expect(tokens()).toBe(1);
  });

  test('one fetches the first', async () => {
    await ask('/api/v1/secret/delete', { key: 'bearer' });
    await together(6);
    expect(tokens()).toBe(1);
  });

  test('one renews a bearer that Focus no longer takes, the others wait for it', async () => {
    pages.site.focus.revokeTokens();
    await together(6);
    expect(tokens()).toBe(1);
  });

  test('one renews a bearer that is near its end, the others go on with the old one at once', async () => {
    const { token } = await bearer();
    await keep({ expiresAt: Date.now() + 3 * MINUTE });
    await together(6);
    expect(tokens()).toBe(1);
    const now = await bearer();
    expect(now.token).not.toBe(token);
    expect(now.expiresAt).toBeGreaterThan(Date.now() + 50 * MINUTE);
  });
});

describe('while somebody else renews', () => {
  test('a bearer that lasts is used, without a wait', async () => {
    await somebodyRenews(9);
    await keep({ expiresAt: Date.now() + 3 * MINUTE });
    const begun = Date.now();
    valueOf(await search());
    expect(tokens()).toBe(0);
    expect(Date.now() - begun).toBeLessThan(1_500);
  });

  test('and never is done, a call waits a little, then goes on alone', async () => {
    await somebodyRenews(9);
    await keep({ expiresAt: Date.now() - 1 });
    valueOf(await search());
    expect(tokens()).toBe(1);
    pages.site.focus.resetCounters();
    valueOf(await search());
    expect(tokens()).toBe(0);
  });

  test('and died long ago, nobody waits', async () => {
    await somebodyRenews(-1);
    await keep({ expiresAt: Date.now() - 1 });
    const begun = Date.now();
    valueOf(await search());
    expect(tokens()).toBe(1);
    expect(Date.now() - begun).toBeLessThan(1_500);
  });
});

test('a renewal that fails leaves the old bearer in use as long as it lasts', async () => {
  const { token } = await bearer();
  await keep({ expiresAt: Date.now() + 3 * MINUTE });
  pages.site.focus.faults.set({ kind: 'status', status: 500, operation: 'issueToken' });
  valueOf(await search());
  expect((await bearer()).token).toBe(token);
});

test('a bearer that is in its best years costs no look at the lease', async () => {
  pages.site.kvs.resetCounters();
  valueOf(await search());
  const { byOperation } = pages.site.kvs.counters();
  expect(Object.keys(byOperation).filter((operation) => !operation.includes('secret'))).toEqual([]);
});
