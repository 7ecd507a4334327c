import { siteOf } from '../../src/store/site';

const CLOUD = '11111111-2222-4333-8444-555555555555';
const DOCUMENTED = `ari:cloud:jira::site/${CLOUD}`;

describe('siteOf', () => {
  test.each<[string, unknown, unknown, unknown]>([
    ['the documented form', { installContext: DOCUMENTED }, undefined, { cloudId: CLOUD, installationId: null }],
    [
      'the captured longer form',
      { installContext: `ari:cloud:jira:${CLOUD}:workspace/w-1` },
      undefined,
      { cloudId: CLOUD, installationId: null },
    ],
    ['a payload that agrees', { installContext: DOCUMENTED }, CLOUD, { cloudId: CLOUD, installationId: null }],
    [
      'an installation told as an ARI',
      { installContext: DOCUMENTED, installation: { ari: 'ari:cloud:ecosystem::installation/i-1' } },
      CLOUD,
      { cloudId: CLOUD, installationId: 'i-1' },
    ],
    [
      'an installation told as an object',
      { installContext: DOCUMENTED, installation: { ari: { installationId: 'i-1' } } },
      undefined,
      { cloudId: CLOUD, installationId: 'i-1' },
    ],
    [
      'an installation that is no id',
      { installContext: DOCUMENTED, installation: { ari: 'a b' } },
      undefined,
      { cloudId: CLOUD, installationId: null },
    ],
  ])('%s names the site', (_what, context, claimed, site) => {
    expect(siteOf(context, claimed)).toEqual(site);
  });

  test.each<[string, unknown, unknown]>([
    ['nothing', undefined, undefined],
    ['no context', {}, undefined],
    ['a payload that disagrees', { installContext: DOCUMENTED }, 'another-cloud'],
    ['a payload that claims something else than text', { installContext: DOCUMENTED }, { toString: () => CLOUD }],
    ['a payload alone', {}, CLOUD],
    ['another product', { installContext: `ari:cloud:confluence::site/${CLOUD}` }, undefined],
    ['a site that climbs', { installContext: 'ari:cloud:jira::site/..' }, undefined],
    ['a site with a slash', { installContext: `ari:cloud:jira::site/${CLOUD}/x` }, undefined],
    ['text around it', { installContext: `x ${DOCUMENTED}` }, undefined],
    ['a site of 65 characters', { installContext: `ari:cloud:jira::site/${'a'.repeat(65)}` }, undefined],
    ['a megabyte', { installContext: `ari:cloud:jira::site/${'a'.repeat(1_000_000)}` }, undefined],
    ['an inherited context', Object.create({ installContext: DOCUMENTED }), undefined],
  ])('%s names none', (_what, context, claimed) => {
    expect(siteOf(context, claimed)).toBeNull();
  });
});
