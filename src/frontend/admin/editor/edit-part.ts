import { audienceOf } from '../../../exposure/catalogue/audiences';
import type { ActionName, AudienceKey, AudiencePart, Grant, Policy, ResourceName } from '../../../exposure/policy/policy';

/** Resources that this release edits. */
const EDITED: readonly ResourceName[] = ['focusArea'];

/** One grant of a policy: what this audience reaches in this resource. */
export interface GrantKey {
  readonly audience: AudienceKey;
  readonly resource: ResourceName;
}

/** What the editor of an audience shows, in the catalogue's order. */
export const editedResources = (key: AudienceKey): readonly ResourceName[] =>
  EDITED.filter((resource) => audienceOf(key)?.grantable[resource] !== undefined);

export const grantableIn = ({ audience, resource }: GrantKey): readonly ActionName[] => audienceOf(audience)?.grantable[resource] ?? [];

/** What is switched on and off here; what else a grant allows stays as it is. */
export const actionsOf = (key: GrantKey): readonly ActionName[] =>
  grantableIn(key).filter((action) => action === 'list' || action === 'get');

/** What an audience starts from: closed, may list and get, but no field and no record. */
export const partOf = (policy: Policy, key: AudienceKey): AudiencePart => policy.audiences[key] ?? { enabled: false, grants: {} };

export const grantOf = (policy: Policy, key: GrantKey): Grant =>
  partOf(policy, key.audience).grants[key.resource] ?? { actions: actionsOf(key), fields: {}, records: { under: [] } };

const withPart = (policy: Policy, key: AudienceKey, part: AudiencePart): Policy => ({
  ...policy,
  audiences: { ...policy.audiences, [key]: part },
});

export const withGrant = (policy: Policy, { audience, resource }: GrantKey, grant: Grant): Policy => {
  const part = partOf(policy, audience);
  return withPart(policy, audience, { ...part, grants: { ...part.grants, [resource]: grant } });
};

/** Opens or shuts an audience; opening one for the first time writes the grants that its switches show. */
export const setEnabled = (policy: Policy, key: AudienceKey, enabled: boolean): Policy => {
  const shown = Object.fromEntries(editedResources(key).map((resource) => [resource, grantOf(policy, { audience: key, resource })]));
  const part = partOf(policy, key);
  return withPart(policy, key, { ...part, enabled, grants: { ...part.grants, ...shown } });
};

/** `day` as `YYYY-MM-DD`; nothing is answered from its first moment in UTC. `undefined` = no end. */
export const setEnd = (policy: Policy, key: AudienceKey, day: string | undefined): Policy => {
  const { expiresAt: _before, ...part } = partOf(policy, key);
  return withPart(policy, key, day === undefined ? part : { ...part, expiresAt: `${day}T00:00:00Z` });
};
