import type { ActionName, AudienceKey, ResourceName } from '../policy/policy';

/** What a leaf may hold. `ids` is a list of references, in order. A leaf of another shape is left out. */
export type LeafShape = 'text' | 'number' | 'flag' | 'date' | 'id' | 'ids';

export interface Field {
  /** Leaf path in our vocabulary, such as `owner.id`: its place in an answer and its name in a policy. */
  readonly name: string;
  readonly shape: LeafShape;
  /** Keys into `locales/`. */
  readonly label: string;
  readonly description: string;
  /** True when the leaf says something about a person. */
  readonly personal: boolean;
  /** Paths where Focus may put it, the likeliest first; the spread is for what Focus leaves undocumented. */
  readonly readNames: readonly string[];
  /** The resource that an `id` or `ids` leaf points to; such a leaf leaves only when its target lies in the same reach. */
  readonly refersTo?: ResourceName;
}

type Row = readonly [name: string, shape: LeafShape, readNames: readonly string[], more?: { personal?: boolean; refersTo?: ResourceName }];

const fieldsOf = (resource: ResourceName, rows: readonly Row[]): readonly Field[] =>
  rows.map(([name, shape, readNames, more]) => ({
    name,
    shape,
    label: `field.${resource}.${name}.label`,
    description: `field.${resource}.${name}.description`,
    personal: more?.personal ?? false,
    readNames,
    ...(more?.refersTo ? { refersTo: more.refersTo } : {}),
  }));

/** Every resource this release serves, with its fields in the order in which pages and answers show them. */
export const CATALOGUE: Readonly<Record<ResourceName, { readonly label: string; readonly fields: readonly Field[] }>> = {
  focusArea: {
    label: 'resource.focusArea.label',
    fields: fieldsOf('focusArea', [
      ['id', 'text', ['id']],
      ['name', 'text', ['name']],
      ['status', 'text', ['status']],
      ['description', 'text', ['description']],
      ['externalId', 'text', ['externalId']],
      ['focusAreaTypeId', 'text', ['focusAreaTypeId', 'focusAreaType.id']],
      ['owner.id', 'text', ['owner', 'owner.id', 'owner.accountId'], { personal: true }],
      ['parentId', 'id', ['parentId', 'parentFocusAreaId', 'parent.id', 'parent'], { refersTo: 'focusArea' }],
      ['path', 'ids', ['path'], { refersTo: 'focusArea' }],
      ['draft', 'flag', ['draft']],
      ['targetDate', 'date', ['targetDate']],
      ['targetDateType', 'text', ['targetDateType']],
    ]),
  },
};

export interface Audience {
  /** Keys into `locales/`. */
  readonly label: string;
  readonly description: string;
  /** A scope is held by whoever ticks it: any member of the site may create an integration. */
  readonly speaksTo: 'every_member' | 'every_jira_user';
  readonly grantable: Readonly<Partial<Record<ResourceName, readonly ActionName[]>>>;
}

const audience = (key: AudienceKey, speaksTo: Audience['speaksTo'], grantable: Audience['grantable']): Audience => ({
  label: `audience.${key}.label`,
  description: `audience.${key}.description`,
  speaksTo,
  grantable,
});

export const AUDIENCES: Readonly<Record<AudienceKey, Audience>> = {
  'read:focus-area:custom': audience('read:focus-area:custom', 'every_member', { focusArea: ['list', 'get'] }),
  'app-users': audience('app-users', 'every_jira_user', { focusArea: ['list', 'get'] }),
};

// Typed keys: Object.keys gives strings, and a cast in every caller would hide a missing row.
export const AUDIENCE_KEYS: readonly AudienceKey[] = ['read:focus-area:custom', 'app-users'];
export const RESOURCE_NAMES: readonly ResourceName[] = ['focusArea'];

/** Most records in one answer, also when a grant doesn't say. */
export const LARGEST_PAGE = 100;

/** What an id of Focus looks like in a path or a policy. */
export const ID_PATTERN = /^[A-Za-z0-9_-]{1,64}$/;
