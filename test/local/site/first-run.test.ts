import { firstRun } from '../../../local/control/first-run';
import { openTestSite } from '../../site';

test('connects the app to Focus once, as the admin, and exposes nothing', async () => {
  const asked: unknown[] = [];
  const site = await openTestSite({
    load: () => (event: { call: unknown }, context: unknown) => {
      asked.push({ call: event.call, context });
      return { ok: true };
    },
  });
  expect(await firstRun(site)).toEqual({ connected: true, says: ['The app is connected to Focus.'] });
  expect(await firstRun(site)).toEqual({ connected: true, says: [] });
  await site.close();
  expect(asked).toMatchObject([
    {
      call: { functionKey: 'saveConnection', payload: { kind: 'service-account', ...site.focusCredential } },
      context: { principal: { accountId: site.people.find((person) => person.role === 'admin')?.accountId } },
    },
  ]);
});

test.each([
  ['refuses', () => ({ ok: false, refusal: { code: 'focus_refused' } }), /saveConnection.*focus_refused/],
  ['refuses without a word', () => ({}), /saveConnection/],
  [
    'throws',
    () => {
      throw new Error('secret words');
    },
    /saveConnection.*threw/,
  ],
])('an app that %s is tried again at the next start, and the terminal is told why', async (_, handler, pattern) => {
  const site = await openTestSite({ load: () => handler });
  const first = await firstRun(site);
  expect(first).toMatchObject({ connected: false, says: [] });
  expect(first.problem).toMatch(pattern);
  expect(first.problem).not.toContain('secret words');
  expect(await firstRun(site)).toMatchObject({ connected: false });
  await site.close();
});

test('through the real app Focus is connected and exposure is closed', async () => {
  const site = await openTestSite();
  await site.connect();
  const admin = site.people.find((person) => person.role === 'admin')?.accountId ?? '';
  const overview = await site.asUser(admin).invoke('admin', 'overview');
  expect(overview).toMatchObject({
    ok: true,
    result: { ok: true, value: { live: { number: 0 }, connection: { kind: 'service-account', clientId: site.focusCredential.clientId } } },
  });
  expect(JSON.stringify(overview)).not.toContain(site.focusCredential.clientSecret);
  expect((await site.api('/v1/focusAreas', { token: await site.token() })).status).toBe(403);
  await site.close();
});
