import { LARGEST_PAGE } from '../catalogue/catalogue';
import { compileReach, isEmpty } from './reach';
import type { Reach } from './reach';
import type { ActionName, AudiencePart, AudienceKey, Problem, ResourceName } from '../policy/policy';

/** What decides for one audience, as it was published. */
interface LivePart {
  readonly revision: number;
  /** The master switch at that revision. */
  readonly serving: boolean;
  /** Of the part's text; another digest means that something about this audience changed. */
  readonly digest: string;
  readonly part: AudiencePart;
}

/** What reading the live part gave. `unreadable` = there is one and it isn't understood; `failed` = storage didn't answer. */
export type PartState =
  | { readonly state: 'absent' }
  | { readonly state: 'read'; readonly part: LivePart }
  | { readonly state: 'unreadable'; readonly problems: readonly Problem[] }
  | { readonly state: 'failed' };

export type Decision =
  | { readonly allow: true; readonly reach: Reach; readonly revision: number; readonly digest: string; readonly pageSize: number }
  | { readonly allow: false; readonly code: 'exposure_off' | 'not_exposed' | 'policy_unreadable'; readonly revision?: number };

interface Question {
  readonly audience: AudienceKey;
  readonly resource: ResourceName;
  readonly action: ActionName;
}

/** Whether the part speaks at this moment; `now` in ms since the epoch. At the very millisecond of its expiry it no longer does. */
export const hasExpired = (part: AudiencePart, now: number): boolean => {
  if (part.expiresAt === undefined) return false;
  const end = Date.parse(part.expiresAt);
  // NaN compares false both ways: an end that can't be read is in the past.
  return !(now < end);
};

/** Allow with a reach, or deny with a reason. Whatever is missing, empty or unreadable denies. */
export const decide = (state: PartState, { audience, resource, action }: Question, now: number): Decision => {
  if (state.state === 'absent') return { allow: false, code: 'not_exposed' };
  if (state.state !== 'read') return { allow: false, code: 'policy_unreadable' };
  const { revision, serving, digest, part } = state.part;
  if (!serving) return { allow: false, code: 'exposure_off', revision };
  const grant = part.enabled && !hasExpired(part, now) && Object.hasOwn(part.grants, resource) ? part.grants[resource] : undefined;
  if (!grant?.actions.includes(action)) return { allow: false, code: 'not_exposed', revision };
  const reach = compileReach(audience, resource, grant);
  if (isEmpty(reach)) return { allow: false, code: 'not_exposed', revision };
  return { allow: true, reach, revision, digest, pageSize: grant.pageSize ?? LARGEST_PAGE };
};
