import { CATALOGUE, LARGEST_PAGE, PLACE_AGE, fieldOf } from '../catalogue/catalogue';
import type { AudienceKey, Condition, Grant, ResourceName, Treatment } from '../policy/policy';
import { compileReach, isEmpty } from '../reach/compile';
import type { ResourceReach } from '../reach/compile';
import { conditionText, follows } from './contradictions';
import { conditionParams, groupBy } from './describe-grant';
import { maskOf, tellsNoMore } from './widening';
import type { ChangeCode } from './word-codes';
import type { ChangeStatement } from './words';

export type Change = Omit<ChangeStatement, 'audience'>;

export const change = (code: ChangeCode, widens: boolean, params: Change['params'] = {}): Change => ({ code, widens, params });

const NOTHING: Grant = { actions: [], fields: {}, records: { under: [] } };

const missing = (from: readonly string[], to: readonly string[]): string[] => from.filter((entry) => !to.includes(entry));

/** What was added widens, what went narrows; a list in the sentence's order. */
export const changesOfList = (
  [added, removed]: readonly [ChangeCode, ChangeCode],
  list: string,
  before: readonly string[],
  after: readonly string[],
  more: Change['params'] = {},
): Change[] => {
  const [came, went] = [missing(after, before), missing(before, after)];
  return [
    ...(came.length === 0 ? [] : [change(added, true, { ...more, count: came.length, [list]: came })]),
    ...(went.length === 0 ? [] : [change(removed, false, { ...more, count: went.length, [list]: went })]),
  ];
};

interface Step {
  readonly name: string;
  readonly before: Treatment | undefined;
  readonly after: Treatment | undefined;
}

const isSame = (before: unknown, after: unknown): boolean => JSON.stringify(before) === JSON.stringify(after);

const codeOf = ({ before, after }: Step): ChangeCode => {
  if (after === undefined) return 'fields_hidden';
  if (before === undefined) return after === 'show' ? 'fields_shown' : 'fields_masked';
  if (after === 'show') return 'fields_unmasked';
  if (before === 'show') return 'fields_now_masked';
  return tellsNoMore(before, after) ? 'mask_coarser' : 'mask_changed';
};

/** The masks that the sentence of this code tells of. */
const masksOf = (code: ChangeCode, { before, after }: Step): Change['params'] => {
  const mask = after && maskOf(after);
  const was = before && code.startsWith('mask_') ? maskOf(before) : undefined;
  return { ...mask, ...(was && { wasMask: was.mask, wasSteps: was.steps }) };
};

const treatmentsIn = ({ fields }: ResourceReach): ReadonlyMap<string, Treatment> =>
  new Map(fields.map(({ name, treatment }) => [name, treatment]));

const changesOfFields = (resource: ResourceName, before: ResourceReach, after: ResourceReach): Change[] => {
  const [from, to] = [treatmentsIn(before), treatmentsIn(after)];
  const names = new Set([...after.fields, ...before.fields].map(({ name }) => name));
  const steps = [...names]
    .map((name): Step => ({ name, before: from.get(name), after: to.get(name) }))
    .filter((step) => !isSame(step.before, step.after));
  return groupBy(steps, (step) => JSON.stringify([codeOf(step), masksOf(codeOf(step), step)])).map((group) => {
    const [first] = group;
    const code = codeOf(first);
    const fields = group.map(({ name }) => name);
    return change(code, !tellsNoMore(first.before, first.after), { resource, count: fields.length, fields, ...masksOf(code, first) });
  });
};

const changesOfObserved = (resource: ResourceName, before: Grant['observed'] = {}, after: Grant['observed'] = {}): Change[] => {
  const changed = Object.keys(after).filter((name) => Object.hasOwn(before, name) && before[name] !== after[name]);
  return [
    ...changesOfList(['observed_added', 'observed_removed'], 'fields', Object.keys(before), Object.keys(after), { resource }).map(
      (one) => ({
        ...one,
        // It leaves only where a treatment says so, which is a change of its own.
        widens: false,
      }),
    ),
    ...(changed.length === 0 ? [] : [change('observed_changed', true, { resource, count: changed.length, fields: changed })]),
  ];
};

type Roots = 'all' | readonly string[];

const rootsOf = ({ records }: Grant): Roots => (records === 'all' ? 'all' : (records.under ?? 'all'));

/** The conditions of a grant. */
export const whereOf = ({ records }: Grant): readonly Condition[] => (records === 'all' ? [] : (records.where ?? []));

const changesOfRoots = (resource: ResourceName, before: Roots, after: Roots, hasConditions: boolean): Change[] => {
  if (after === 'all')
    return before === 'all' ? [] : [change(hasConditions ? 'records_now_anywhere' : 'records_now_all', true, { resource })];
  if (after.length === 0) {
    const code = CATALOGUE[resource].placed ? 'roots_emptied' : 'records_now_none';
    return before.length === 0 ? [] : [change(code, false, { resource })];
  }
  if (before === 'all') return [change('records_now_under', false, { resource, count: after.length, roots: after })];
  return changesOfList(['roots_added', 'roots_removed'], 'roots', before, after, { resource });
};

const changesOfConditions = (resource: ResourceName, before: Grant, after: Grant): Change[] => {
  const [was, now] = [whereOf(before), whereOf(after)];
  const lacks = (where: readonly Condition[], one: Condition): boolean =>
    !where.some((other) => conditionText(other) === conditionText(one));
  const follow = (one: Condition): boolean => {
    const shape = fieldOf(resource, one.field, after.observed)?.shape;
    const given = now.filter(({ field }) => field === one.field);
    return shape !== undefined && follows(shape, given, one);
  };
  return [
    ...now.filter((one) => lacks(was, one)).map((one) => change('condition_added', false, conditionParams(resource, one))),
    ...was.filter((one) => lacks(now, one)).map((one) => change('condition_removed', !follow(one), conditionParams(resource, one))),
  ];
};

const changesOfPlace = (resource: ResourceName, before: Grant['placeAge'], after: Grant['placeAge']): Change[] => {
  const [from, to] = [before ?? PLACE_AGE.usual, after ?? PLACE_AGE.usual];
  if (from === to) return [];
  if (from === 'live') return [change('place_not_live', true, { resource, to })];
  if (to === 'live') return [change('place_now_live', false, { resource, from })];
  const longer = to > from;
  return [change(longer ? 'place_age_longer' : 'place_age_shorter', longer, { resource, from, to })];
};

const changesOfPage = (resource: ResourceName, from: number, to: number): Change[] =>
  from === to ? [] : [change('page_size', false, { resource, from, to })];

const compiled = (audience: AudienceKey, resource: ResourceName, grant: Grant): ResourceReach | undefined =>
  compileReach(audience, { grants: { [resource]: grant } }).grants.get(resource);

/** What differs between two grants of one audience; undefined = none. Nothing widens where `after` reaches nothing. */
export const changesOfGrant = (
  audience: AudienceKey,
  resource: ResourceName,
  before: Grant | undefined = NOTHING,
  after: Grant | undefined = NOTHING,
): Change[] => {
  const [was, now] = [compiled(audience, resource, before), compiled(audience, resource, after)];
  if (!was || !now) return [];
  const conditions = after === NOTHING ? [] : changesOfConditions(resource, before, after);
  const changes = [
    ...changesOfList(['actions_added', 'actions_removed'], 'actions', before.actions, after.actions, { resource }),
    ...changesOfFields(resource, was, now),
    ...changesOfObserved(resource, before.observed, after.observed),
    ...changesOfRoots(resource, rootsOf(before), rootsOf(after), whereOf(after).length > 0),
    ...conditions,
    ...changesOfPlace(resource, before.placeAge, after.placeAge),
    ...changesOfPage(resource, before.pageSize ?? LARGEST_PAGE, after.pageSize ?? LARGEST_PAGE),
  ];
  return changes.map((one) => ({ ...one, widens: one.widens && !isEmpty(now) }));
};
