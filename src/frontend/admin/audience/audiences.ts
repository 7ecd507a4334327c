import { AUDIENCES, AUDIENCE_KEYS } from '../../../exposure/catalogue/catalogue';
import type { Audience } from '../../../exposure/catalogue/catalogue';
import type { AudienceKey } from '../../../exposure/policy/policy';
import type { MessageKey } from '../../messages';

/** How one audience is shown to an admin. */
export interface AudienceFace {
  readonly key: AudienceKey;
  /** In the page's address. */
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
};

const SLUGS: Readonly<Record<AudienceKey, string>> = { 'read:focus-area:custom': 'focus-areas', 'app-users': 'app-users' };

const faceOf = (key: AudienceKey): AudienceFace => {
  const { label, description, speaksTo } = AUDIENCES[key];
  // The catalogue holds keys as plain strings; a test ties each of them to the texts.
  return { key, slug: SLUGS[key], name: label as MessageKey, purpose: description as MessageKey, width: WIDTHS[speaksTo] };
};

export const FACES: readonly AudienceFace[] = AUDIENCE_KEYS.map(faceOf);
