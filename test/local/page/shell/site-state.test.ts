import { openTestSite } from '../../../site';
import { parseSiteState } from '../../../../local/page/shell/site-state';
import { siteState } from '../../../../local/control/site-state';

describe("the site's state", () => {
  it('is told by the site in the form that the shell reads', async () => {
    const site = await openTestSite();
    try {
      const state = parseSiteState(JSON.parse(JSON.stringify(siteState(site, 'http://127.0.0.1:3000'))));
      expect(state.modules.map((module) => module.path)).toEqual(
        expect.arrayContaining([expect.stringMatching(/^\/jira\/settings\/apps\//)]),
      );
      expect(state.scopes.map((scope) => scope.name)).toContain('read:forge-app:jira');
      expect(state.restApis.baseUrls[0]?.url).toMatch(/^http:\/\/127\.0\.0\.1:3000\/svc\/jira\//);
    } finally {
      await site.close();
    }
  });

  it.each([
    [{}, 'people'],
    [null, 'the whole'],
    [{ people: [] }, 'people'],
    [{ people: [{ accountId: 'a', name: 'A', role: 'owner' }] }, 'people.0.role'],
  ])('is refused with the place when it is %j', (body, place) => {
    expect(() => parseSiteState(body)).toThrow(`not as the page expects it: ${place}`);
  });
});
