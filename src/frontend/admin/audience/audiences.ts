import { AUDIENCE_KEYS, audienceOf } from '../../../exposure/catalogue/audiences';
import type { Audience } from '../../../exposure/catalogue/audiences';
import type { AudienceKey } from '../../../exposure/policy/policy';
import type { MessageKey } from '../../messages';

/** How one audience is shown to an admin. */
export interface AudienceFace {
  readonly key: AudienceKey;
  /** In the page's address; empty for an audience that has no page. */
  readonly slug: string;
  readonly name: MessageKey;
  readonly purpose: MessageKey;
  readonly width: Width;
}

/** To whom a grant speaks; the widest has the warning colour, and always its words. */
interface Width {
  readonly speaksTo: MessageKey;
  /** The same with its consequence, beside the switch. */
  readonly exactly: MessageKey;
  readonly icon: 'globe' | 'people-group';
  readonly iconColor: 'color.icon.warning' | 'color.icon.subtle';
  /** True when programs outside this site's own pages are answered. */
  readonly leavesSite: boolean;
}

const WIDTHS: Readonly<Record<Audience['speaksTo'], Width>> = {
  every_member: {
    speaksTo: 'width.every_member.speaksTo',
    exactly: 'statement.speaks_to_every_member',
    icon: 'globe',
    iconColor: 'color.icon.warning',
    leavesSite: true,
  },
  every_jira_user: {
    speaksTo: 'width.every_jira_user.speaksTo',
    exactly: 'statement.speaks_to_every_jira_user',
    icon: 'people-group',
    iconColor: 'color.icon.subtle',
    leavesSite: false,
  },
  caller_keys: {
    speaksTo: 'width.caller_keys.speaksTo',
    exactly: 'width.caller_keys.exactly',
    icon: 'people-group',
    iconColor: 'color.icon.subtle',
    leavesSite: true,
  },
};

const SLUGS: Readonly<Record<(typeof AUDIENCE_KEYS)[number], string>> = {
  'read:focus-area:custom': 'focus-areas',
  'app-users': 'app-users',
};

const hasPage = (key: AudienceKey): key is keyof typeof SLUGS => Object.hasOwn(SLUGS, key);

/** How any audience is shown; those of `FACES` have a page of their own. */
export const faceOf = (key: AudienceKey): AudienceFace => {
  const audience = audienceOf(key);
  if (!audience) throw new Error(`There is no audience ${key}.`);
  const { label, description, speaksTo } = audience;
  // The catalogue holds keys as plain strings; a test ties each of them to the texts.
  const [name, purpose] = [label as MessageKey, description as MessageKey];
  return { key, slug: hasPage(key) ? SLUGS[key] : '', name, purpose, width: WIDTHS[speaksTo] };
};

/** Those that this release serves. */
export const FACES: readonly AudienceFace[] = AUDIENCE_KEYS.map(faceOf);

/** Served audiences in their order, then what else a policy or an answer names. */
export const inOrder = (keys: readonly AudienceKey[]): readonly AudienceKey[] => [
  ...AUDIENCE_KEYS.filter((key) => keys.includes(key)),
  ...[...new Set(keys)].filter((key) => !hasPage(key)).sort(),
];
