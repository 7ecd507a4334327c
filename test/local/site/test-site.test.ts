import { openTestSite } from '../../site';

test('opens quickly enough for every test to have its own', async () => {
  const took: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    const before = performance.now();
    const site = await openTestSite();
    took.push(performance.now() - before);
    await site.close();
  }
  expect(Math.min(...took)).toBeLessThan(200);
});

test('two sites in one process share nothing', async () => {
  const load = () => (event: { call: { functionKey: string; payload: unknown } }, context: unknown) => ({ event, context });
  const [first, second] = await Promise.all([openTestSite({ load }), openTestSite({ load })]);
  await first.kvs.call(first.identity.installationId, '/api/v1/set', '{"key":"k","value":1}');
  first.switches.setRestApis(false);
  const token = await first.token();
  expect((await second.kvs.call(second.identity.installationId, '/api/v1/get', '{"key":"k"}')).status).toBe(404);
  expect(second.switches.restApis()).toBe(true);
  expect(await second.accounts.verify(token)).toBeNull();
  expect(first.siteToken).not.toBe(second.siteToken);
  await Promise.all([first.close(), second.close()]);
});

test('a function is called directly with the event that a test makes, as the person that it names or as nobody', async () => {
  const site = await openTestSite({ load: () => (event: unknown, context: unknown) => ({ event, context }) });
  const event = { method: 'GET', userPath: null };
  expect(await site.call('focus-areas-list', event)).toMatchObject({ ok: true, result: { event } });
  expect(await site.call('focus-areas-list', event, 'a1')).toMatchObject({ result: { context: { principal: { accountId: 'a1' } } } });
  expect(() => site.call('gone', event)).toThrow('gone');
  await site.close();
});

test('what the app sends through the gateway and back is what the caller gets', async () => {
  const handler = (event: { queryParameters: unknown; call: unknown }) => ({
    statusCode: 200,
    headers: { 'Content-Type': ['application/json'] },
    body: JSON.stringify({ query: event.queryParameters, call: event.call }),
  });
  const site = await openTestSite({ load: () => handler });
  const answer = await site.api('/v1/focusAreas?limit=2', { token: await site.token() });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ query: { limit: ['2'] }, call: { functionKey: 'focus-areas-list' } });
  expect((await site.api('/v1/focusAreas')).status).toBe(401);
  expect((await site.api('/v1/focusAreas', { token: await site.token(['read:forge-app:jira']) })).status).toBe(401);
  await site.close();
});
