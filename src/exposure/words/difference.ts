import { AUDIENCE_KEYS, CATALOGUE, LARGEST_PAGE, RESOURCE_NAMES } from '../catalogue/catalogue';
import { closedPolicy } from '../policy/empty-policy';
import type { AudienceKey, AudiencePart, Grant, Policy, Records, ResourceName } from '../policy/policy';
import type { ChangeCode } from './word-codes';
import type { ChangeStatement } from './words';

const CLOSED: AudiencePart = { enabled: false, grants: {} };
const NOTHING: Grant = { actions: [], fields: {}, records: { under: [] } };

type Change = Omit<ChangeStatement, 'audience'>;

const change = (code: ChangeCode, widens: boolean, params: Change['params'] = {}): Change => ({ code, widens, params });

const missing = <T>(from: readonly T[], to: readonly T[]): T[] => from.filter((entry) => !to.includes(entry));

const changesOfEnd = (before: string | undefined, after: string | undefined): Change[] => {
  if (before === undefined) return after === undefined ? [] : [change('expiry_set', false, { at: after })];
  if (after === undefined) return [change('expiry_removed', true, { at: before })];
  const moved = Date.parse(after) - Date.parse(before);
  if (moved === 0) return [];
  return [change(moved > 0 ? 'expiry_later' : 'expiry_earlier', moved > 0, { from: before, to: after })];
};

/** What was added widens, what went narrows; a list in the sentence's order. */
const changesOfList = (
  codes: readonly [ChangeCode, ChangeCode],
  list: string,
  resource: string,
  before: string[],
  after: string[],
): Change[] =>
  ([true, false] as const).flatMap((widens) => {
    const entries = widens ? missing(after, before) : missing(before, after);
    return entries.length === 0 ? [] : [change(codes[widens ? 0 : 1], widens, { resource, count: entries.length, [list]: entries })];
  });

const changesOfRecords = (resource: string, before: Records, after: Records): Change[] => {
  if (after === 'all') return before === 'all' ? [] : [change('records_now_all', true, { resource })];
  const emptied = after.under.length === 0;
  if (before === 'all') {
    return [
      emptied
        ? change('roots_emptied', false, { resource })
        : change('records_now_under', false, { resource, count: after.under.length, roots: after.under }),
    ];
  }
  if (emptied) return before.under.length === 0 ? [] : [change('roots_emptied', false, { resource })];
  return changesOfList(['roots_added', 'roots_removed'], 'roots', resource, [...before.under], [...after.under]);
};

const shownIn = (resource: ResourceName, grant: Grant): string[] =>
  CATALOGUE[resource].fields
    .map((field) => field.name)
    .filter((name) => Object.hasOwn(grant.fields, name) && grant.fields[name] === 'show');

const changesOfGrant = (resource: ResourceName, before: Grant, after: Grant): Change[] => {
  const [from, to] = [before.pageSize ?? LARGEST_PAGE, after.pageSize ?? LARGEST_PAGE];
  return [
    ...changesOfList(['actions_added', 'actions_removed'], 'actions', resource, [...before.actions], [...after.actions]),
    ...changesOfList(['fields_shown', 'fields_hidden'], 'fields', resource, shownIn(resource, before), shownIn(resource, after)),
    ...changesOfRecords(resource, before.records, after.records),
    ...(from === to ? [] : [change('page_size', false, { resource, from, to })]),
  ];
};

const grantIn = (part: AudiencePart, resource: ResourceName): Grant =>
  (Object.hasOwn(part.grants, resource) ? part.grants[resource] : undefined) ?? NOTHING;

const changesOfPart = (before: AudiencePart, after: AudiencePart): Change[] => [
  ...(before.enabled === after.enabled ? [] : [change(after.enabled ? 'audience_enabled' : 'audience_disabled', after.enabled)]),
  ...changesOfEnd(before.expiresAt, after.expiresAt),
  ...RESOURCE_NAMES.flatMap((resource) => changesOfGrant(resource, grantIn(before, resource), grantIn(after, resource))),
];

const partIn = (policy: Policy, audience: AudienceKey): AudiencePart =>
  (Object.hasOwn(policy.audiences, audience) ? policy.audiences[audience] : undefined) ?? CLOSED;

/**
 * What publishing `after` would change, as codes of `CHANGE_CODES`; `before` undefined = nothing was ever published.
 * `widens` = more may leave by this change. Nothing widens for an audience that stays shut. The master switch makes no difference:
 * it is turned on again without a review, so what widens behind it has to be seen now.
 */
export const difference = (before: Policy | undefined, after: Policy): ChangeStatement[] => {
  const was = before ?? closedPolicy();
  const switched: ChangeStatement[] =
    was.serving === after.serving ? [] : [{ audience: '*', ...change(after.serving ? 'serving_on' : 'serving_off', after.serving) }];
  const parts = AUDIENCE_KEYS.flatMap((audience) => {
    const part = partIn(after, audience);
    return changesOfPart(partIn(was, audience), part).map((one): ChangeStatement => ({
      ...one,
      audience,
      widens: one.widens && part.enabled,
    }));
  });
  return [...switched, ...parts];
};
