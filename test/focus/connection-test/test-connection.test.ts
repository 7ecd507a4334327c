import { CLOUD, inside } from '../inside';
import { testConnection } from '../../../src/focus/connection-test/test-connection';

const CONNECTION = { kind: 'service-account', clientId: 'c', clientSecret: 's' } as const;

const tried = async (token: object, answer: (url: URL) => Response) => {
  const { value, sent } = await inside(
    (_request, { url }) => (url.startsWith('https://auth.') ? Response.json(token) : answer(new URL(url))),
    (_focus, budget) => testConnection({ connection: CONNECTION, site: { cloudId: CLOUD }, budget, now: Date.now }),
  );
  return { ...value, sent };
};
const bearer = (scope?: unknown): object => ({ access_token: 'b', expires_in: 3600, ...(scope === undefined ? {} : { scope }) });
const empty = (): Response => Response.json({ values: [], last: true });
const noFunds = (url: URL): Response => (url.pathname.includes('/funds/') ? new Response(null, { status: 403 }) : empty());

describe('a test of the connection', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['manage scope', 'focus-areas-read-scope manage:focus', ['administers_focus']],
    ['scope of an administrator', 'focus-admin-scope', ['administers_focus']],
    ['scopes to read and write', 'focus-areas-read-scope funds-write-scope', []],
    ['word that only holds another', 'read:administration', []],
    ['scope told', undefined, []],
    ['scope that is text', 7, []],
  ])('with a %s warns as it should', async (_what, scope, warnings) => {
    expect((await tried(bearer(scope), noFunds)).report.warnings).toEqual(warnings);
  });

  test('warns of money that is open even when there is none', async () => {
    expect((await tried(bearer(), empty)).report.warnings).toEqual(['sees_money']);
  });

  test('asks once for what surely isn’t there, by an id of the kind that Focus shows', async () => {
    const prefix = 'ari:cloud:mercury:s:focus-area/workspace/w/';
    const { manners, sent } = await tried(bearer(), (url) => {
      if (url.pathname.endsWith('/focus-areas')) return Response.json([{ id: `${prefix}fa-1` }]);
      return url.pathname.includes('/focus-areas/') ? new Response(null, { status: 403 }) : empty();
    });
    expect(manners).toEqual({ idPrefix: prefix, forbidsAbsent: true });
    const asked = sent.map(({ url }) => decodeURIComponent(new URL(url).pathname)).filter((path) => path.includes('/focus-areas/'));
    expect(asked).toEqual([expect.stringMatching(new RegExp(`/v1/focus-areas/${prefix}[0-9a-f-]{36}$`)) as string]);
  });

  test.each<[string, string]>([
    ['a path that climbs', 'ari:cloud:../../x/fa-1'],
    ['spaces', 'ari:cloud:m e/fa-1'],
    ['a prefix of a kilobyte', `ari:cloud:${'m'.repeat(1_000)}/fa-1`],
    ['no ARI', 'fa-1'],
  ])('learns no prefix from an id with %s', async (_what, id) => {
    const { manners } = await tried(bearer(), (url) => {
      if (url.pathname.endsWith('/focus-areas')) return Response.json([{ id }]);
      return url.pathname.includes('/focus-areas/') ? new Response(null, { status: 404 }) : empty();
    });
    expect(manners).toEqual({});
  });

  test('pauses once for what passes, and no longer than a second', async () => {
    let calls = 0;
    const { report, sent } = await tried(bearer(), (url) => {
      if (!url.pathname.endsWith('/organizations')) return empty();
      calls += 1;
      return new Response(null, { status: 503 });
    });
    expect(report.endpoints.at(-1)).toEqual({ resource: 'organization', outcome: 'failed', fieldsSeen: [] });
    expect(calls).toBe(2);
    expect(sent.length).toBeLessThanOrEqual(12);
  });
});
