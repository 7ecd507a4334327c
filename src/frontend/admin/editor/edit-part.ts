import { audienceOf } from '../../../exposure/catalogue/audiences';
import { CATALOGUE, fieldOf } from '../../../exposure/catalogue/catalogue';
import type { Field } from '../../../exposure/catalogue/field';
import type { ActionName, AudienceKey, AudiencePart, Condition, Grant, Policy, Records, Treatment } from '../../../exposure/policy/policy';

/** The one resource that this release edits. */
export const RESOURCE = 'focusArea';

const grantable = (key: AudienceKey): readonly ActionName[] => audienceOf(key)?.grantable[RESOURCE] ?? [];

/** What is switched on and off here; what else a grant allows stays as it is. */
export const actionsOf = (key: AudienceKey): readonly ActionName[] =>
  grantable(key).filter((action) => action === 'list' || action === 'get');

/** The catalogue's fields, then those that the grant has taken up from this site's data. */
export const fieldsIn = ({ observed = {} }: Grant): readonly Field[] => [
  ...CATALOGUE[RESOURCE].fields,
  ...Object.keys(observed).flatMap((name) => {
    const field = fieldOf(RESOURCE, name, observed);
    return field?.observed ? [field] : [];
  }),
];

export const conditionsIn = ({ records }: Grant): readonly Condition[] => (records === 'all' ? [] : (records.where ?? []));

/** The chosen subtrees; undefined = wherever a record lies. */
export const rootsOf = (records: Records): readonly string[] | undefined => (records === 'all' ? undefined : records.under);

/** What an audience starts from: closed, may list and get, but no field and no record. */
export const partOf = (policy: Policy, key: AudienceKey): AudiencePart => policy.audiences[key] ?? { enabled: false, grants: {} };

export const grantOf = (policy: Policy, key: AudienceKey): Grant =>
  partOf(policy, key).grants[RESOURCE] ?? { actions: actionsOf(key), fields: {}, records: { under: [] } };

const withPart = (policy: Policy, key: AudienceKey, part: AudiencePart): Policy => ({
  ...policy,
  audiences: { ...policy.audiences, [key]: part },
});

const withGrant = (policy: Policy, key: AudienceKey, grant: Grant): Policy => {
  const part = partOf(policy, key);
  return withPart(policy, key, { ...part, grants: { ...part.grants, [RESOURCE]: grant } });
};

/** Opens or shuts an audience; opening one for the first time writes the grant that its switches show. */
export const setEnabled = (policy: Policy, key: AudienceKey, enabled: boolean): Policy => {
  const grant = grantOf(policy, key);
  const part = partOf(policy, key);
  return withPart(policy, key, { ...part, enabled, grants: { ...part.grants, [RESOURCE]: grant } });
};

/** Shows or hides leaves: what is hidden is left out of the policy, what is shown masked stays masked. */
export const setFields = (policy: Policy, key: AudienceKey, names: readonly string[], shown: boolean): Policy => {
  const grant = grantOf(policy, key);
  const fields: Record<string, Treatment> = {};
  for (const { name } of fieldsIn(grant)) {
    const treatment = grant.fields[name];
    if (names.includes(name) ? shown : treatment !== undefined) fields[name] = treatment ?? 'show';
  }
  return withGrant(policy, key, { ...grant, fields });
};

/** `undefined` = wherever they lie. Conditions stay. */
export const setRoots = (policy: Policy, key: AudienceKey, under: readonly string[] | undefined): Policy => {
  const grant = grantOf(policy, key);
  const where = conditionsIn(grant);
  const kept = where.length > 0 ? { where } : {};
  const records = under === undefined && where.length === 0 ? 'all' : { ...(under ? { under } : {}), ...kept };
  return withGrant(policy, key, { ...grant, records });
};

export const setActions = (policy: Policy, key: AudienceKey, actions: readonly ActionName[]): Policy =>
  withGrant(policy, key, { ...grantOf(policy, key), actions: grantable(key).filter((action) => actions.includes(action)) });

/** `undefined` = as many as there may be. */
export const setPageSize = (policy: Policy, key: AudienceKey, pageSize: number | undefined): Policy => {
  const { pageSize: _before, ...grant } = grantOf(policy, key);
  return withGrant(policy, key, pageSize === undefined ? grant : { ...grant, pageSize });
};

/** `day` as `YYYY-MM-DD`; nothing is answered from its first moment in UTC. `undefined` = no end. */
export const setEnd = (policy: Policy, key: AudienceKey, day: string | undefined): Policy => {
  const { expiresAt: _before, ...part } = partOf(policy, key);
  return withPart(policy, key, day === undefined ? part : { ...part, expiresAt: `${day}T00:00:00Z` });
};
