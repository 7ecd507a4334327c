import { openTestSite } from '../../site';
import type { TestSite } from '../../site';

const CREDENTIAL = { clientId: 'real-client', clientSecret: 'real-secret-value', cloudId: 'cccccccc-0000-4000-8000-000000000001' };

let site: TestSite;
let sent: Request[];

// Says what a real Focus would be asked; no request of a test leaves this process.
const send = async (request: Request): Promise<Response> => {
  sent.push(request);
  return Response.json({ access_token: 'bearer', expires_in: 3600, token_type: 'Bearer' });
};

beforeEach(async () => {
  sent = [];
  site = await openTestSite({
    real: { ...CREDENTIAL, send },
    load: () => async (event: { call: { payload: unknown } }) => {
      const answer = await fetch('https://auth.atlassian.com/oauth/token', { method: 'POST', body: JSON.stringify(event.call.payload) });
      return { ok: answer.ok };
    },
  });
});

afterEach(() => site.close());

test('the app’s requests go to the real hosts and not to the stand-in, and the site has the real cloud id', async () => {
  await site.connect();
  expect(sent.map((request) => request.url)).toEqual(['https://auth.atlassian.com/oauth/token']);
  expect(site.focus.counters().calls).toBe(0);
  expect(site.identity.cloudId).toBe(CREDENTIAL.cloudId);
  expect(await (await site.fetch(new Request('http://127.0.0.1/_edge/tenant_info'))).json()).toEqual({ cloudId: CREDENTIAL.cloudId });
});

test('the first run connects with the given credential, which nothing of the site tells', async () => {
  await site.connect();
  expect(await sent[0]?.json()).toMatchObject({ clientId: 'real-client', clientSecret: 'real-secret-value' });
  const headers = { 'X-Site-Token': site.siteToken };
  for (const path of ['/_site/state', '/_site/logs', '/_site/counters', '/_page/context?module=admin&as=admin']) {
    const answer = await site.fetch(new Request(`http://127.0.0.1${path}`, { headers }));
    expect(await answer.text()).not.toContain('real-secret-value');
  }
  expect(JSON.stringify(site.notes.read('first-run'))).not.toContain('real-secret-value');
});

test('what the manifest doesn’t permit stays refused', async () => {
  const refused = await openTestSite({
    real: { ...CREDENTIAL, send },
    load: () => () => fetch('https://evil.example/'),
  });
  const outcome = await refused.asUser(refused.people[0]?.accountId ?? '').invoke('admin', 'any');
  await refused.close();
  expect(outcome).toMatchObject({ ok: false, error: { message: expect.stringContaining('REQUEST_EGRESS_ALLOWLIST_ERR') as string } });
  expect(sent).toEqual([]);
});
