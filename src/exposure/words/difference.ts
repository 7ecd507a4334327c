import { GRAMMAR_AUDIENCES, isViewKey } from '../catalogue/audiences';
import { CATALOGUE, RESOURCE_NAMES } from '../catalogue/catalogue';
import { closedPolicy } from '../policy/empty-policy';
import type { AudienceKey, AudiencePart, Policy, ResourceName } from '../policy/policy';
import { callersOf, grantIn, groupsOf } from './describe';
import { groupBy } from './describe-grant';
import { change, changesOfGrant, changesOfList } from './difference-grant';
import type { Change } from './difference-grant';
import type { ChangeCode } from './word-codes';
import type { ChangeStatement } from './words';

const CLOSED: AudiencePart = { enabled: false, grants: {} };

const changesOfName = (before: string | undefined, after: string | undefined): Change[] => {
  if (before === undefined) return after === undefined ? [] : [change('named', false, { name: after })];
  if (after === undefined) return [change('unnamed', false, { name: before })];
  return before === after ? [] : [change('renamed', false, { from: before, to: after })];
};

const changesOfEnd = (before: string | undefined, after: string | undefined): Change[] => {
  if (before === undefined) return after === undefined ? [] : [change('expiry_set', false, { at: after })];
  if (after === undefined) return [change('expiry_removed', true, { at: before })];
  const moved = Date.parse(after) - Date.parse(before);
  if (moved === 0) return [];
  const later = moved > 0;
  return [change(later ? 'expiry_later' : 'expiry_earlier', later, { from: before, to: after })];
};

interface SpokenCodes {
  readonly list: 'callers' | 'groups';
  readonly all: ChangeCode;
  readonly only: ChangeCode;
  readonly emptied: ChangeCode;
  readonly entries: readonly [added: ChangeCode, removed: ChangeCode];
}

const CALLERS: SpokenCodes = {
  list: 'callers',
  all: 'callers_now_any',
  only: 'callers_now_keys',
  emptied: 'callers_emptied',
  entries: ['callers_added', 'callers_removed'],
};

const GROUPS: SpokenCodes = {
  list: 'groups',
  all: 'groups_now_all',
  only: 'groups_now_only',
  emptied: 'groups_emptied',
  entries: ['groups_added', 'groups_removed'],
};

type Spoken = 'any' | readonly string[];

const changesOfSpoken = ({ list, all, only, emptied, entries }: SpokenCodes, before: Spoken, after: Spoken): Change[] => {
  if (after === 'any') return before === 'any' ? [] : [change(all, true)];
  if (after.length === 0) return before.length === 0 ? [] : [change(emptied, false)];
  if (before === 'any') return [change(only, false, { count: after.length, [list]: after })];
  return changesOfList(entries, list, before, after);
};

const REFERENCES = RESOURCE_NAMES.flatMap((resource) =>
  CATALOGUE[resource].fields.flatMap(({ name, refersTo }) => (refersTo === undefined ? [] : [{ resource, name, target: refersTo }])),
);

/**
 * Fields that name records of a resource whose own grant comes or goes: with one it decides which of them are named, without one they are
 * judged more freely (docs/decisions/0007). So a grant that goes can let more out.
 */
const changesOfReferences = (before: AudiencePart, after: AudiencePart): Change[] => {
  const shownIn = (part: AudiencePart, resource: ResourceName, name: string): boolean =>
    Object.hasOwn(grantIn(part, resource)?.fields ?? {}, name);
  const kept = REFERENCES.filter(({ resource, name }) => [before, after].every((part) => shownIn(part, resource, name)));
  const moved = kept.filter(({ target }) => !grantIn(before, target) !== !grantIn(after, target));
  return groupBy(moved, ({ resource, target }) => `${resource} ${target}`).flatMap((group) => {
    const [{ resource, target }] = group;
    const goes = !grantIn(after, target);
    const params = { resource, count: group.length, fields: group.map(({ name }) => name), target };
    return [change(goes ? 'references_loosened' : 'references_limited', goes, params)];
  });
};

const changesOfPart = (audience: AudienceKey, before: AudiencePart, after: AudiencePart): Change[] => [
  ...changesOfName(before.name, after.name),
  ...(before.enabled === after.enabled ? [] : [change(after.enabled ? 'audience_enabled' : 'audience_disabled', after.enabled)]),
  ...changesOfEnd(before.expiresAt, after.expiresAt),
  ...changesOfSpoken(CALLERS, callersOf(audience, before), callersOf(audience, after)),
  ...changesOfSpoken(GROUPS, groupsOf(before), groupsOf(after)),
  ...changesOfList(['describes_added', 'describes_removed'], 'audiences', before.describes ?? [], after.describes ?? []),
  ...RESOURCE_NAMES.flatMap((resource) => changesOfGrant(audience, resource, grantIn(before, resource), grantIn(after, resource))),
  ...changesOfReferences(before, after),
];

const partIn = (policy: Policy, audience: AudienceKey): AudiencePart =>
  (Object.hasOwn(policy.audiences, audience) ? policy.audiences[audience] : undefined) ?? CLOSED;

/** Scopes and app users in the catalogue's order, then the views of these policies by their names. */
export const audiencesIn = (...policies: readonly Policy[]): readonly AudienceKey[] => {
  const keys = policies.flatMap(({ audiences }) => Object.keys(audiences));
  return [...GRAMMAR_AUDIENCES, ...[...new Set(keys.filter(isViewKey))].sort()];
};

/**
 * What publishing `after` would change, as codes of `CHANGE_CODES`; `before` undefined = nothing was ever published.
 * `widens` = more may leave by this change. Nothing widens for an audience that stays shut. The master switch makes no difference:
 * it is turned on again without a review, so what widens behind it has to be seen now.
 */
export const difference = (before: Policy | undefined, after: Policy): ChangeStatement[] => {
  const was = before ?? closedPolicy();
  const switched: ChangeStatement[] =
    was.serving === after.serving ? [] : [{ audience: '*', ...change(after.serving ? 'serving_on' : 'serving_off', after.serving) }];
  const parts = audiencesIn(was, after).flatMap((audience) => {
    const part = partIn(after, audience);
    return changesOfPart(audience, partIn(was, audience), part).map((one): ChangeStatement => ({
      ...one,
      audience,
      widens: one.widens && part.enabled,
    }));
  });
  return [...switched, ...parts];
};
