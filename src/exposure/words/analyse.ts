import { CATALOGUE, RESOURCE_NAMES, fieldOf } from '../catalogue/catalogue';
import type { AudienceKey, AudiencePart, Grant, Policy, ResourceName } from '../policy/policy';
import { compileReach, isEmpty } from '../reach/compile';
import type { ResourceReach } from '../reach/compile';
import { conditionText, neverHold } from './contradictions';
import { describePart, grantIn } from './describe';
import { READING, groupBy, whyNothing } from './describe-grant';
import { whereOf } from './difference-grant';
import { audiencesIn } from './difference';
import type { FindingCode } from './word-codes';
import type { Finding, Hierarchy } from './words';

interface Context {
  /** ms since the epoch; left out, ends are not looked at. */
  readonly now: number;
  /** Leaf paths that Focus's answers held lately. */
  readonly seen?: Readonly<Partial<Record<ResourceName, ReadonlySet<string>>>>;
}

/** One grant of an enabled part, with what can be worked out of it alone. */
interface Looked {
  readonly audience: AudienceKey;
  readonly resource: ResourceName;
  readonly grant: Grant;
  readonly reach: ResourceReach;
  /** Fields whose conditions contradict each other. */
  readonly contradicted: readonly string[];
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];

const contradictedIn = (resource: ResourceName, grant: Grant): readonly string[] =>
  groupBy(whereOf(grant), ({ field }) => field).flatMap((conditions) => {
    const [{ field }] = conditions;
    const shape = fieldOf(resource, field, grant.observed)?.shape;
    return shape === undefined || neverHold(shape, conditions) ? [field] : [];
  });

const lookAt = (audience: AudienceKey, part: AudiencePart): readonly Looked[] => {
  const { grants } = compileReach(audience, part);
  return RESOURCE_NAMES.flatMap((resource) => {
    const [grant, reach] = [grantIn(part, resource), grants.get(resource)];
    return grant && reach ? [{ audience, resource, grant, reach, contradicted: contradictedIn(resource, grant) }] : [];
  });
};

const isDead = ({ reach, contradicted }: Looked): boolean => isEmpty(reach) || contradicted.length > 0;

const reads = ({ reach }: Looked): boolean => READING.some((action) => reach.actions.has(action));

const finding = ({ audience, resource }: Looked, code: FindingCode, params: Finding['params'] = {}): Finding => ({
  code,
  audience,
  resource,
  exact: params['why'] === undefined,
  params: { resource, ...params },
});

const ofList = (
  looked: Looked,
  code: FindingCode,
  list: 'fields' | 'roots',
  entries: readonly string[],
  more: Finding['params'] = {},
): Finding[] => (entries.length === 0 ? [] : [finding(looked, code, { count: entries.length, [list]: entries, ...more })]);

const whyDead = (looked: Looked): Finding[] => {
  if (!isEmpty(looked.reach)) return ofList(looked, 'never_matches', 'fields', looked.contradicted);
  return [finding(looked, whyNothing(looked.reach) === 'nothing_without_roots' ? 'empty_roots' : 'grant_reaches_nothing')];
};

const isWhole = ({ resource, reach }: Looked): boolean =>
  reach.roots === 'all' &&
  reach.conditions.length === 0 &&
  CATALOGUE[resource].fields.every(({ name }) => reach.fields.some((field) => field.name === name && field.treatment === 'show'));

const maskedIn = ({ reach }: Looked): readonly string[] =>
  reach.fields.filter(({ treatment }) => treatment !== 'show').map(({ name }) => name);

const writableIn = ({ reach }: Looked): readonly string[] =>
  reach.fields
    .filter(({ writeNames }) => (['create', 'update', 'bulk'] as const).some((action) => reach.actions.has(action) && action in writeNames))
    .map(({ name }) => name);

const aboutReading = (looked: Looked, all: readonly Looked[]): Finding[] => {
  if (!reads(looked)) return [];
  const { resource, reach } = looked;
  const personal = reach.fields.filter((field) => field.personal && field.treatment === 'show').map(({ name }) => name);
  const [masked, asked] = [maskedIn(looked), whereOf(looked.grant).map(({ field }) => field)];
  return [
    ...(isWhole(looked) ? [finding(looked, 'every_field_of_every_record')] : []),
    ...ofList(looked, 'personal_unmasked', 'fields', personal),
    ...all
      .filter((other) => other.resource === resource && !isDead(other))
      .flatMap((other) => {
        const writable = writableIn(other);
        const both = masked.filter((name) => writable.includes(name));
        return ofList(looked, 'masked_but_writable', 'fields', both, { audiences: [other.audience] });
      }),
    ...ofList(
      looked,
      'masked_but_in_condition',
      'fields',
      masked.filter((name) => asked.includes(name)),
    ),
  ];
};

const isInside = ({ areas }: Hierarchy, root: string, roots: ReadonlySet<string>): boolean => {
  const passed = new Set([root]);
  for (let at = areas.get(root)?.parentId; at !== undefined && !passed.has(at); at = areas.get(at)?.parentId) {
    if (roots.has(at)) return true;
    passed.add(at);
  }
  return false;
};

const aboutRoots = (looked: Looked, hierarchy: Hierarchy | undefined): Finding[] => {
  const { roots } = looked.reach;
  if (roots === 'all' || !hierarchy) return [];
  const why = 'hierarchy';
  const unknown = [...roots].filter((root) => !hierarchy.areas.has(root));
  const inside = [...roots].filter((root) => isInside(hierarchy, root, roots));
  return [...ofList(looked, 'root_unknown', 'roots', unknown, { why }), ...ofList(looked, 'root_inside_root', 'roots', inside, { why })];
};

const aboutConditions = (looked: Looked, seen: ReadonlySet<string> | undefined): Finding[] => {
  const unseen = seen ? whereOf(looked.grant).filter(({ field }) => !seen.has(field)) : [];
  return ofList(looked, 'condition_not_seen', 'fields', unique(unseen.map(({ field }) => field)), { why: 'sample' });
};

/** The same text for grants that reach the same, as far as that can be read off. How much fits into one answer makes no difference. */
const reachText = ({ resource, grant, reach }: Looked): string =>
  JSON.stringify([
    resource,
    [...reach.actions].sort(),
    reach.fields.map(({ name, shape, treatment }) => JSON.stringify([name, shape, treatment])).sort(),
    reach.roots === 'all' ? 'all' : [...reach.roots].sort(),
    whereOf(grant)
      .map((condition) => conditionText(condition) + String(fieldOf(resource, condition.field, grant.observed)?.shape))
      .sort(),
    reach.placeAge,
  ]);

const twins = (live: readonly Looked[]): Finding[] => {
  const told = groupBy(live, ({ audience }) => audience).map((own) => ({
    audience: own[0].audience,
    text: own.map(reachText).join(),
  }));
  return told.flatMap(({ audience, text }, at) => {
    const audiences = told.slice(0, at).flatMap((other) => (other.text === text ? [other.audience] : []));
    if (audiences.length === 0) return [];
    return [{ code: 'same_as_another' satisfies FindingCode, audience, exact: true, params: { count: audiences.length, audiences } }];
  });
};

/**
 * What an admin should look at in a policy, as codes of `FINDING_CODES`, audience by audience; parts that are not enabled have none. What
 * rests on the hierarchy as it was read, or on the fields that were seen, is only found when these are given, and is marked as not exact.
 */
export const analyse = (policy: Policy, hierarchy?: Hierarchy, context?: Context): readonly Finding[] => {
  const now = context?.now ?? -Infinity;
  const parts = audiencesIn(policy).flatMap((audience) => {
    const part = Object.hasOwn(policy.audiences, audience) ? policy.audiences[audience] : undefined;
    return part?.enabled ? [{ audience, part, looked: lookAt(audience, part) }] : [];
  });
  const all = parts.flatMap(({ looked }) => looked);
  const same = twins(all.filter((looked) => !isDead(looked)));
  return parts.flatMap(({ audience, part, looked }) => {
    const open = describePart(audience, part, true, now).state === 'open';
    const nothing = !open || (looked.length > 0 && looked.every(isDead));
    const about = looked.flatMap((one) =>
      isDead(one)
        ? whyDead(one)
        : [...aboutReading(one, all), ...aboutRoots(one, hierarchy), ...aboutConditions(one, context?.seen?.[one.resource])],
    );
    return [
      ...(nothing ? [{ code: 'reaches_nothing' satisfies FindingCode, audience, exact: true, params: {} }] : []),
      ...about,
      ...same.filter((one) => one.audience === audience),
    ];
  });
};
