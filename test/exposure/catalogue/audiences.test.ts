import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AUDIENCES,
  AUDIENCE_KEYS,
  GRAMMAR_AUDIENCES,
  audienceOf,
  grantableResources,
  isAudienceKey,
  isViewKey,
} from '../../../src/exposure/catalogue/audiences';
import type { Audience } from '../../../src/exposure/catalogue/audiences';
import { CATALOGUE } from '../../../src/exposure/catalogue/catalogue';

const EVERY_READ = 'costType list; costSubtype list; benefitType list; investmentCategory list';

const TABLE: readonly (readonly [key: string, kind: Audience['kind'], speaksTo: Audience['speaksTo'], grantable: string])[] = [
  ['read:focus-area:custom', 'read', 'every_member', 'focusArea list,get'],
  ['write:focus-area:custom', 'write', 'caller_keys', 'focusArea create,update'],
  ['read:cost-item:custom', 'read', 'every_member', 'costItem list,get'],
  ['write:cost-item:custom', 'write', 'caller_keys', 'costItem bulk,update'],
  ['delete:cost-item:custom', 'delete', 'caller_keys', 'costItem delete'],
  ['read:benefit-item:custom', 'read', 'every_member', 'benefitItem list,get'],
  ['write:benefit-item:custom', 'write', 'caller_keys', 'benefitItem bulk,update'],
  ['delete:benefit-item:custom', 'delete', 'caller_keys', 'benefitItem delete'],
  ['read:fund-classification:custom', 'read', 'every_member', EVERY_READ],
  ['read:organization:custom', 'read', 'every_member', 'organization list'],
  ['write:organization:custom', 'write', 'caller_keys', 'organization create'],
  ['read:focus-summary:custom', 'read', 'every_member', 'focusArea summary; costItem summary; benefitItem summary'],
  ['read:api-description:custom', 'description', 'every_member', ''],
  [
    'app-users',
    'app-users',
    'every_jira_user',
    `focusArea list,get,summary; costItem list; benefitItem list; ${EVERY_READ}; organization list`,
  ],
  [
    'view:partnerx',
    'view',
    'caller_keys',
    `focusArea list,get,summary; costItem list,get,summary; benefitItem list,get,summary; ${EVERY_READ}; organization list`,
  ],
];

const grantableOf = (audience: Audience): string =>
  grantableResources(audience)
    .map((resource) => `${resource} ${audience.grantable[resource]?.join(',')}`)
    .join('; ');

test.each(TABLE)('%s is of the kind %s, speaks to %s and can be granted: %s', (key, kind, speaksTo, grantable) => {
  const audience = audienceOf(key);
  expect(audience).toMatchObject({ kind, speaksTo });
  expect(audience && grantableOf(audience)).toBe(grantable);
  const name = kind === 'view' ? 'view' : key;
  expect(audience?.label).toBe(`audience.${name}.label`);
  expect(audience?.description).toBe(`audience.${name}.description`);
  expect(isAudienceKey(key)).toBe(true);
  expect(isViewKey(key)).toBe(kind === 'view');
});

test('nothing else is an audience but the scopes of the decision, app users and views', () => {
  expect(GRAMMAR_AUDIENCES).toEqual(TABLE.map(([key]) => key).filter((key) => !key.startsWith('view:')));
  expect(Object.keys(AUDIENCES)).toEqual(GRAMMAR_AUDIENCES);
  const decided = readFileSync(join(__dirname, '../../../docs/decisions/0001-scope-names.md'), 'utf8');
  for (const key of GRAMMAR_AUDIENCES) if (key !== 'app-users') expect(decided).toContain(key.replace(':custom', ''));
  expect(AUDIENCE_KEYS).toEqual(['read:focus-area:custom', 'app-users']);
});

test('what can be granted is what Focus can do, or a summary of it', () => {
  for (const [key] of TABLE) {
    for (const [resource, actions] of Object.entries(audienceOf(key)?.grantable ?? {})) {
      const possible = CATALOGUE[resource as keyof typeof CATALOGUE].endpoints.map(({ action }) => action);
      expect([...possible, 'summary']).toEqual(expect.arrayContaining([...actions]));
    }
  }
});

test.each(['view:a', 'view:0', 'view:partnerx', `view:${'z'.repeat(20)}`])('%s names a view', (key) => {
  expect(audienceOf(key)?.kind).toBe('view');
});

test.each([
  'read:shared-view:custom',
  'read:focus-area',
  'view:',
  'view',
  'view:Partner',
  'view:a-b',
  'view:a\n',
  'xview:a',
  'view:ä',
  `view:${'z'.repeat(21)}`,
  'app-user',
  '',
  '__proto__',
  'constructor',
  'toString',
])('%j is no audience', (key) => {
  expect(isAudienceKey(key)).toBe(false);
  expect(isViewKey(key)).toBe(false);
  expect(audienceOf(key)).toBeUndefined();
});
