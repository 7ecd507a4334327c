import { AUDIENCES, CATALOGUE } from '../../../exposure/catalogue/catalogue';
import type { ActionName, AudienceKey, AudiencePart, Grant, Policy, Records, Treatment } from '../../../exposure/policy/policy';

/** The one resource that this release edits. */
export const RESOURCE = 'focusArea';

const actionsOf = (key: AudienceKey): readonly ActionName[] => AUDIENCES[key].grantable[RESOURCE] ?? [];

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

/** Shows or hides leaves; what is hidden is left out of the policy. */
export const setFields = (policy: Policy, key: AudienceKey, names: readonly string[], shown: boolean): Policy => {
  const grant = grantOf(policy, key);
  const fields: Record<string, Treatment> = {};
  for (const { name } of CATALOGUE[RESOURCE].fields) {
    const treatment = grant.fields[name];
    if (names.includes(name) ? shown : treatment !== undefined) fields[name] = treatment ?? 'show';
  }
  return withGrant(policy, key, { ...grant, fields });
};

export const setRecords = (policy: Policy, key: AudienceKey, records: Records): Policy =>
  withGrant(policy, key, { ...grantOf(policy, key), records });

export const setActions = (policy: Policy, key: AudienceKey, actions: readonly ActionName[]): Policy =>
  withGrant(policy, key, { ...grantOf(policy, key), actions: actionsOf(key).filter((action) => actions.includes(action)) });

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
