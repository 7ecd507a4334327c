import type { ActionName, AudienceKey, ResourceName, ScopeName, ViewKey } from '../policy/policy';
import { RESOURCE_NAMES } from './catalogue';

export interface Audience {
  /** Keys into `locales/`. */
  readonly label: string;
  readonly description: string;
  /** A scope is held by whoever ticks it: any member of the site may create an integration. `caller_keys` = unless an admin says otherwise. */
  readonly speaksTo: 'every_member' | 'every_jira_user' | 'caller_keys';
  readonly kind: 'read' | 'write' | 'delete' | 'view' | 'description' | 'app-users';
  /** What a grant may hold. */
  readonly grantable: Readonly<Partial<Record<ResourceName, readonly ActionName[]>>>;
}

type FixedAudience = Exclude<AudienceKey, ViewKey>;

const SPEAKS_TO: Readonly<Record<Audience['kind'], Audience['speaksTo']>> = {
  read: 'every_member',
  write: 'caller_keys',
  delete: 'caller_keys',
  view: 'caller_keys',
  description: 'every_member',
  'app-users': 'every_jira_user',
};

const audience = (name: string, kind: Audience['kind'], grantable: Audience['grantable']): Audience => ({
  label: `audience.${name}.label`,
  description: `audience.${name}.description`,
  speaksTo: SPEAKS_TO[kind],
  kind,
  grantable,
});

const CLASSIFICATIONS: Audience['grantable'] = {
  costType: ['list'],
  costSubtype: ['list'],
  benefitType: ['list'],
  investmentCategory: ['list'],
};

const SCOPES: Readonly<Record<Exclude<ScopeName, 'read:shared-view:custom'>, readonly [Audience['kind'], Audience['grantable']]>> = {
  'read:focus-area:custom': ['read', { focusArea: ['list', 'get'] }],
  'write:focus-area:custom': ['write', { focusArea: ['create', 'update'] }],
  'read:cost-item:custom': ['read', { costItem: ['list', 'get'] }],
  'write:cost-item:custom': ['write', { costItem: ['bulk', 'update'] }],
  'delete:cost-item:custom': ['delete', { costItem: ['delete'] }],
  'read:benefit-item:custom': ['read', { benefitItem: ['list', 'get'] }],
  'write:benefit-item:custom': ['write', { benefitItem: ['bulk', 'update'] }],
  'delete:benefit-item:custom': ['delete', { benefitItem: ['delete'] }],
  'read:fund-classification:custom': ['read', CLASSIFICATIONS],
  'read:organization:custom': ['read', { organization: ['list'] }],
  'write:organization:custom': ['write', { organization: ['create'] }],
  'read:focus-summary:custom': ['read', { focusArea: ['summary'], costItem: ['summary'], benefitItem: ['summary'] }],
  'read:api-description:custom': ['description', {}],
};

/** Every audience but the views, which admins name. Scopes: docs/decisions/0001. */
export const AUDIENCES = {
  ...(Object.fromEntries(Object.entries(SCOPES).map(([name, [kind, grantable]]) => [name, audience(name, kind, grantable)])) as Readonly<
    Record<keyof typeof SCOPES, Audience>
  >),
  'app-users': audience('app-users', 'app-users', {
    focusArea: ['list', 'get', 'summary'],
    costItem: ['list'],
    benefitItem: ['list'],
    ...CLASSIFICATIONS,
    organization: ['list'],
  }),
} as const satisfies Readonly<Record<FixedAudience, Audience>>;

/** A shared view is read only: what the plain routes read, and the summary. */
const VIEW = audience('view', 'view', {
  focusArea: ['list', 'get', 'summary'],
  costItem: ['list', 'get', 'summary'],
  benefitItem: ['list', 'get', 'summary'],
  ...CLASSIFICATIONS,
  organization: ['list'],
});

/** Audiences that this release serves. */
export const AUDIENCE_KEYS = ['read:focus-area:custom', 'app-users'] as const satisfies readonly FixedAudience[];

/** Every audience that a policy may name, but for views. */
export const GRAMMAR_AUDIENCES = Object.keys(AUDIENCES) as readonly FixedAudience[];

const VIEW_KEY = /^view:[a-z0-9]{1,20}$/;

export const isViewKey = (text: string): text is ViewKey => VIEW_KEY.test(text);

const isFixed = (text: string): text is FixedAudience => Object.hasOwn(AUDIENCES, text);

export const isAudienceKey = (text: string): text is AudienceKey => isFixed(text) || isViewKey(text);

/** The audience of a key, or nothing for what is none, `read:shared-view:custom` among it. */
export const audienceOf = (key: string): Audience | undefined => (isFixed(key) ? AUDIENCES[key] : isViewKey(key) ? VIEW : undefined);

/** What an audience may be granted, in the catalogue's order. */
export const grantableResources = (audience: Audience): readonly ResourceName[] =>
  RESOURCE_NAMES.filter((name) => audience.grantable[name] !== undefined);
