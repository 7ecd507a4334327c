import { audienceOf, isAudienceKey } from '../exposure/catalogue/audiences';
import { CATALOGUE, PLACE_AGE, RESOURCE_NAMES } from '../exposure/catalogue/catalogue';
import type { AudienceKey, Policy, ResourceName } from '../exposure/policy/policy';

/** A grant that a stored place may decide. */
export interface StoredPlaceGrant {
  readonly audience: AudienceKey;
  readonly resource: ResourceName;
  /** Minutes that the place may be old. */
  readonly placeAge: number;
}

/**
 * The grants of a policy for which a stored hierarchy is of use at `now` (ms since the epoch): open ones that are restricted to subtrees
 * and take places that are not live. Writes never do.
 */
export const grantsByStoredPlace = ({ serving, audiences }: Policy, now: number): readonly StoredPlaceGrant[] =>
  !serving
    ? []
    : Object.keys(audiences)
        .filter(isAudienceKey)
        .flatMap((audience) => {
          const part = audiences[audience];
          const kind = audienceOf(audience)?.kind;
          const ended = part?.expiresAt !== undefined && Date.parse(part.expiresAt) <= now;
          if (!part?.enabled || ended || kind === 'write' || kind === 'delete') return [];
          return RESOURCE_NAMES.flatMap((resource): readonly StoredPlaceGrant[] => {
            const grant = Object.hasOwn(part.grants, resource) ? part.grants[resource] : undefined;
            const { records = 'all', placeAge = PLACE_AGE.usual } = grant ?? {};
            const under = records === 'all' || !CATALOGUE[resource].placed ? [] : (records.under ?? []);
            return under.length === 0 || placeAge === 'live' ? [] : [{ audience, resource, placeAge }];
          });
        });
