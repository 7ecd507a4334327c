/**
 * What nobody outside Atlassian knows about Focus's REST API, and what this stand-in answers instead. Every row can be switched on an open
 * stand-in (`focus.switches.pathOrder = 'parent-up'`), so that the app can be tried against each of the possible answers.
 * Left out altogether, for the same reason: health, status updates, archiving and the list of types (no REST operation is known), session
 * cookies (401, as without a credential), rate limits (only as a fault on demand), the lifetime of a cursor (for ever).
 * Sources are sections of the fact sheet on Focus and parts of focus-openapi.yaml that carry `x-inferred`.
 */
export const UNKNOWNS = {
  createStatus: { asks: 'Code of a create', source: 'openapi: createFocusArea 201 inferred', may: [201, 200], choice: 201 },
  deleteStatus: { asks: 'Code of a delete', source: 'openapi: deleteCostItem 204 inferred', may: [204, 200], choice: 204 },
  absentStatus: {
    asks: 'Code for an id that is absent or hidden',
    source: 'focus 11, codes and errors',
    may: [404, 403, 400],
    choice: 404,
  },
  conflictStatus: { asks: 'Code for an external id that is taken', source: 'focus 11, codes and errors', may: [409, 400], choice: 409 },
  foreignCloudStatus: {
    asks: 'Code for a cloud id that the credential does not reach',
    source: 'focus 11, access',
    may: [403, 401, 404],
    choice: 403,
  },
  bearerOnSiteHost: {
    asks: 'Whether the site host takes a bearer',
    source: 'focus 1, row "either host"',
    may: [false, true],
    choice: false,
  },
  basicOnCloudHost: { asks: 'Whether the cloud host takes Basic', source: 'focus 1, row "either host"', may: [true, false], choice: true },
  hiddenFunds: {
    asks: 'Answer of fund operations to a credential without VIEW_FUND',
    source: 'focus 8',
    may: ['forbidden', 'absent', 'empty'],
    choice: 'forbidden',
  },
  organizationWriteScope: {
    asks: 'Scope that creating an organization needs',
    source: 'openapi: createOrganization prints the read scope',
    may: ['organizations-read-scope', 'organizations-write-scope'],
    choice: 'organizations-read-scope',
  },
  defaultLimit: { asks: 'Page size without `limit`', source: 'focus 11, lists', may: [50, 25, 10, 100], choice: 50 },
  maximumLimit: { asks: 'Largest page', source: 'focus 11, lists', may: [100, 50, 1000], choice: 100 },
  largerLimit: { asks: 'A `limit` above the largest', source: 'focus 11, lists', may: ['clamp', 'refuse'], choice: 'clamp' },
  cursorWithOtherFilters: {
    asks: 'A cursor sent with other filters',
    source: 'focus 11, lists',
    may: ['refuse', 'accept'],
    choice: 'refuse',
  },
  unknownSort: { asks: 'A `sort` that is not understood', source: 'focus 3, sort syntax', may: ['refuse', 'ignore'], choice: 'refuse' },
  nameCase: { asks: 'Case in `nameContains`', source: 'openapi: nameContains', may: ['insensitive', 'sensitive'], choice: 'insensitive' },
  parentFilter: { asks: 'Depth of `parentId`', source: 'openapi: parentId', may: ['direct', 'deep'], choice: 'direct' },
  pathOrder: { asks: 'Order of `path`', source: 'focus 5, last row', may: ['top-down', 'parent-up'], choice: 'top-down' },
  parentRule: {
    asks: 'Whether a create checks that the parent is of a higher type',
    source: 'focus 5: documented for the UI, not for REST',
    may: ['checked', 'free'],
    choice: 'checked',
  },
  externalIds: { asks: 'Uniqueness of an external id', source: 'focus 4, last row', may: ['per resource', 'free'], choice: 'per resource' },
  maskSeparator: { asks: 'Separator in `updateMask`', source: 'openapi: updateCostItem', may: [',', ';'], choice: ',' },
  focusAreaMask: {
    asks: 'Updating a focus area without `updateMask`',
    source: 'openapi: updateFocusArea',
    may: ['members sent', 'refuse'],
    choice: 'members sent',
  },
  bulkAtomicity: { asks: 'A bulk import of which some items fail', source: 'focus 3, bulk', may: ['partial', 'atomic'], choice: 'partial' },
  bulkFailureStatus: {
    asks: 'Code of a bulk import of which some items fail',
    source: 'openapi: 400 inferred',
    may: [400, 200, 207],
    choice: 400,
  },
  bulkSuccessBody: {
    asks: 'Body of a bulk import that worked',
    source: 'openapi: none printed',
    may: ['none', 'empty object'],
    choice: 'none',
  },
  bulkMissingMembers: {
    asks: 'Members that an updating import leaves out',
    source: 'focus 3, bulk: not stated',
    may: ['stay', 'cleared'],
    choice: 'stay',
  },
  bulkMonths: {
    asks: 'Months that an updating import leaves out',
    source: 'focus 11, period values',
    may: ['merge', 'replace'],
    choice: 'merge',
  },
  bulkVersions: {
    asks: 'Versions of figures that can be imported',
    source: 'openapi: FinancialVersionType',
    may: ['actual and forecast', 'all'],
    choice: 'actual and forecast',
  },
  bulkMaximum: { asks: 'Most items in a bulk import', source: 'focus 11, limits', may: [1000, 100, 50], choice: 1000 },
  nameMaximum: { asks: 'Longest name, in UTF-16 units', source: 'focus 11, limits', may: [255, 100], choice: 255 },
  amountsOnReads: {
    asks: 'Whether items carry their month values',
    source: 'focus 3, amounts on reads',
    may: [false, true],
    choice: false,
  },
  bareIds: {
    asks: 'Where ids are ARIs: whether their last part alone is taken for one',
    source: 'focus 4: REST ids may be ARIs or UUIDs',
    may: ['accepted', 'refused'],
    choice: 'accepted',
  },
  investmentCategories: {
    asks: 'Answer of the list of investment categories',
    source: 'openapi: one object printed for "all"',
    may: ['page', 'array', 'one'],
    choice: 'page',
  },
} as const;

type Unknowns = typeof UNKNOWNS;
export type Switches = { -readonly [Name in keyof Unknowns]: Unknowns[Name]['may'][number] };

/** The switches as chosen above. */
export function chosenSwitches(): Switches {
  return Object.fromEntries(Object.entries(UNKNOWNS).map(([name, unknown]) => [name, unknown.choice])) as Switches;
}
