import type { FocusSwitches } from '../../../local/focus/switches';
import { CLOUD_ID, openFocusUnderTest } from './focus-site';

const PATH = '/_edge/tenant_info';

describe('the tenant info of the site', () => {
  const ask = async (tenantInfo: FocusSwitches['tenantInfo'], url = `https://local.atlassian.net${PATH}`, method = 'GET') => {
    const { focus } = await openFocusUnderTest();
    focus.switches.tenantInfo = tenantInfo;
    const answer = await focus.fetch(new Request(url, { method, redirect: 'manual' }));
    return { status: answer.status, location: answer.headers.get('location'), body: await answer.text(), counters: focus.counters() };
  };

  it('names its cloud id, without a credential, and is counted', async () => {
    const { status, body, counters } = await ask('own');
    expect([status, JSON.parse(body)]).toEqual([200, { cloudId: CLOUD_ID }]);
    expect(counters.byOperation).toEqual({ tenantInfo: 1 });
  });

  it('names another one on demand, as another site does', async () => {
    const { body } = await ask('another');
    expect(JSON.parse(body)).not.toEqual({ cloudId: CLOUD_ID });
    expect((await ask('own', `https://elsewhere.atlassian.net${PATH}`)).body).toBe(body);
  });

  it('redirects on demand, to where another cloud id is named', async () => {
    const { status, location } = await ask('redirect');
    expect([status, location]).toEqual([302, `https://elsewhere.atlassian.net${PATH}`]);
  });

  it('is absent or a page of HTML on demand', async () => {
    expect((await ask('absent')).status).toBe(404);
    const { status, body } = await ask('nonsense');
    expect([status, body]).toEqual([200, expect.stringMatching(/^<html>/)]);
  });

  it.each([
    ['https://unknown.atlassian.net/_edge/tenant_info', 'GET'],
    ['https://api.atlassian.com/_edge/tenant_info', 'GET'],
    ['https://local.atlassian.net/_edge/tenant_info/', 'GET'],
    ['https://local.atlassian.net/_edge/tenant_info', 'POST'],
  ])('is not at %s by %s', async (url, method) => {
    const { status, counters } = await ask('own', url, method);
    expect([status, counters.byOperation]).toEqual([404, { none: 1 }]);
  });

  it('fails on demand as any call does', async () => {
    const { focus } = await openFocusUnderTest();
    focus.faults.set({ kind: 'status', status: 503, operation: 'tenantInfo' });
    expect((await focus.fetch(new Request(`https://local.atlassian.net${PATH}`))).status).toBe(503);
  });
});
