import { audienceOf } from '../catalogue/audiences';
import type { Audience } from '../catalogue/audiences';
import type { ActionName, AudienceKey, AudiencePart, Problem, ResourceName } from '../policy/policy';
import { findCaller, isPast } from './caller-keys';
import type { CallerKey } from './caller-keys';
import { compileReach, isEmpty } from './compile';
import type { Reach } from './compile';

/** What decides for one audience, as it was published. */
export interface LivePart {
  readonly revision: number;
  /** The master switch at that revision. */
  readonly serving: boolean;
  /** Of the part's text; another digest means that something about this audience changed. */
  readonly digest: string;
  readonly part: AudiencePart;
  /** The keys that the part's `callers` name; left out = none. */
  readonly keys?: readonly CallerKey[];
}

/** What reading the live part gave. `unreadable` = there is one and it isn't understood; `failed` = storage didn't answer. */
export type PartState =
  | { readonly state: 'absent' }
  | { readonly state: 'read'; readonly part: LivePart }
  | { readonly state: 'unreadable'; readonly problems: readonly Problem[] }
  | { readonly state: 'failed' };

interface Allowed {
  readonly allow: true;
  readonly reach: Reach;
  readonly resource: ResourceName;
  readonly revision: number;
  readonly digest: string;
  readonly pageSize: number;
  /** Id of the caller key that was shown, where it is a live one of this part. */
  readonly caller?: string;
}

interface Denied {
  readonly allow: false;
  readonly code: 'exposure_off' | 'not_exposed' | 'policy_unreadable' | 'not_found';
  readonly revision?: number;
}

export type Decision = Allowed | Denied;

export interface Question {
  readonly audience: AudienceKey;
  readonly resource: ResourceName;
  readonly action: ActionName;
  /** SHA-256 of the caller key that the caller showed, 64 hex digits. */
  readonly callerHash?: string;
  /** The Jira groups of the acting user; `app-users` only. */
  readonly groups?: readonly string[];
}

/** Whether the part has ended; `now` in ms since the epoch. At the very millisecond of its end it has. */
export const hasExpired = (part: Pick<AudiencePart, 'expiresAt'>, now: number): boolean => isPast(part.expiresAt, now);

/** Whether callers without a key of the part may come in: as the part says, and as its silence means (docs/decisions/0007). */
const KEYLESS: Readonly<Record<Audience['kind'], { readonly unsaid: boolean; readonly any: boolean }>> = {
  read: { unsaid: true, any: true },
  description: { unsaid: true, any: true },
  write: { unsaid: false, any: true },
  delete: { unsaid: false, any: true },
  view: { unsaid: false, any: false },
  'app-users': { unsaid: true, any: false },
};

const admits = ({ callers, groups }: AudiencePart, kind: Audience['kind'], caller: string | undefined, question: Question): boolean => {
  if (groups && !question.groups?.some((group) => groups.includes(group))) return false;
  if (callers === undefined) return KEYLESS[kind].unsaid;
  if (callers === 'any') return KEYLESS[kind].any;
  return kind !== 'app-users' && callers.some((id) => id === caller);
};

/**
 * Allow with a reach, or deny with a reason; `now` in ms since the epoch. Whatever is missing, empty or unreadable denies.
 * Nobody without its key learns of a view, not even that exposure is switched off: it answers like one that doesn't exist.
 */
export const decide = (state: PartState, question: Question, now: number): Decision => {
  const { audience, resource, action } = question;
  const kind = audienceOf(audience)?.kind;
  if (state.state === 'failed') return { allow: false, code: 'policy_unreadable' };
  if (kind === undefined) return { allow: false, code: 'not_exposed' };
  const view = kind === 'view';
  if (state.state === 'absent') return { allow: false, code: view ? 'not_found' : 'not_exposed' };
  if (state.state === 'unreadable') return { allow: false, code: view ? 'not_found' : 'policy_unreadable' };

  const { revision, serving, digest, part, keys = [] } = state.part;
  const caller = findCaller(keys, question.callerHash, now);
  const admitted = admits(part, kind, caller, question);
  const open = part.enabled && !hasExpired(part, now);
  if (view && !(admitted && open)) return { allow: false, code: 'not_found' };
  if (!serving) return { allow: false, code: 'exposure_off', revision };
  const grant = admitted && open && Object.hasOwn(part.grants, resource) ? part.grants[resource] : undefined;
  if (!grant?.actions.includes(action)) return { allow: false, code: 'not_exposed', revision };
  const reach = compileReach(audience, part);
  const reached = reach.grants.get(resource);
  if (!reached || isEmpty(reached)) return { allow: false, code: 'not_exposed', revision };
  const { pageSize } = reached;
  return { allow: true, reach, resource, revision, digest, pageSize, ...(caller === undefined ? {} : { caller }) };
};
