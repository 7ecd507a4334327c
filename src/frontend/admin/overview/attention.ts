import type { AudienceKey, Policy } from '../../../exposure/policy/policy';
import type { HierarchyOverview, Overview } from '../../../resolvers/contract';
import type { FailureCode } from '../../answers';
import type { MessageKey } from '../../messages';
import { FACES } from '../audience/audiences';
import { connectionTrouble } from '../hierarchy/state-words';
import { audiencePath, tabPath } from '../screens';
import { ofHierarchy } from './hierarchy-attention';

/** Something that deserves an admin's look, with the way to it. */
export interface Finding {
  readonly key: string;
  readonly level: 'warning' | 'information';
  readonly title: MessageKey;
  readonly body: MessageKey;
  readonly action: MessageKey;
  readonly path: string;
  /** Whose name the sentences may use. */
  readonly audience?: AudienceKey;
  readonly expiresAt?: string;
  /** ISO 8601 instants that the sentences name. */
  readonly values?: Readonly<Record<string, string>>;
}

const SOON_MS = 14 * 24 * 60 * 60 * 1000;

const openIn = ({ audiences }: Overview, key: AudienceKey): boolean =>
  audiences.some((words) => words.audience === key && words.state === 'open');

const ofEnd = (policy: Policy, overview: Overview, now: number): readonly Finding[] =>
  FACES.flatMap((face): readonly Finding[] => {
    if (!openIn(overview, face.key)) return [];
    const expiresAt = policy.audiences[face.key]?.expiresAt;
    const path = audiencePath(face);
    if (expiresAt !== undefined && Date.parse(expiresAt) - now < SOON_MS) {
      const words = { title: 'attention.endsSoon.title', body: 'attention.endsSoon.body', action: 'attention.endsSoon.action' } as const;
      return [{ key: `ends:${face.key}`, level: 'warning', ...words, path, audience: face.key, expiresAt }];
    }
    if (expiresAt === undefined && face.width.leavesSite) {
      const words = { title: 'attention.noEnd.title', body: 'attention.noEnd.body', action: 'attention.noEnd.action' } as const;
      return [{ key: `no-end:${face.key}`, level: 'information', ...words, path, audience: face.key }];
    }
    return [];
  });

/** What Focus said lately that an admin can do something about. Too many calls pass by themselves. */
const FAILING = {
  focus_refused: { title: 'refusal.focus_refused.title', body: 'refusal.focus_refused.body' },
  focus_failed: { title: 'refusal.focus_failed.title', body: 'refusal.focus_failed.body' },
  focus_timeout: { title: 'refusal.focus_timeout.title', body: 'refusal.focus_timeout.body' },
} as const satisfies Readonly<Partial<Record<FailureCode, Pick<Finding, 'title' | 'body'>>>>;

const isFailing = (code: string | undefined): code is keyof typeof FAILING => code !== undefined && Object.hasOwn(FAILING, code);

const ofConnection = ({ connection }: Overview, said: string | undefined): readonly Finding[] => {
  const path = tabPath('connection');
  if (connection.kind !== 'none') {
    return isFailing(said) ? [{ key: 'connection', level: 'warning', ...FAILING[said], action: 'attention.connection.action', path }] : [];
  }
  const words = connection.unreadable
    ? ({ title: 'connection.unreadable.title', body: 'connection.unreadable.body', action: 'attention.noConnection.action' } as const)
    : ({ title: 'attention.noConnection.title', body: 'attention.noConnection.body', action: 'attention.noConnection.action' } as const);
  return [{ key: 'connection', level: 'warning', ...words, path }];
};

/** Groups that Jira was asked for and doesn't know; `isGone` takes a group's id. */
const ofGroups = (overview: Overview, isGone: (id: string) => boolean): readonly Finding[] =>
  FACES.filter((face) => openIn(overview, face.key) && overview.livePolicy?.audiences[face.key]?.groups?.some(isGone)).map((face) => ({
    key: `group-gone:${face.key}`,
    level: 'information',
    title: 'attention.groupGone.title',
    body: 'attention.groupGone.body',
    action: 'attention.groupGone.action',
    path: audiencePath(face),
    audience: face.key,
  }));

/** What the page knows beside the overview, where it knows it. */
interface Known {
  readonly hierarchy?: HierarchyOverview;
  /** How Focus last failed to tell names of focus areas. */
  readonly focusTrouble?: FailureCode;
  readonly isGone?: (group: string) => boolean;
}

/** What needs an admin, the gravest first. */
export const findingsOf = (
  overview: Overview,
  now: number,
  { hierarchy, focusTrouble, isGone = () => false }: Known = {},
): readonly Finding[] => {
  const unreadable = overview.unreadable.map(({ audience }): Finding => ({
    key: `unreadable:${audience}`,
    level: 'warning',
    title: 'attention.unreadable.title',
    body: 'attention.unreadable.body',
    action: 'attention.unreadable.action',
    path: audiencePath(FACES.find((face) => face.key === audience) ?? { slug: '' }),
    audience,
  }));
  return [
    ...unreadable,
    ...ofConnection(overview, (hierarchy && connectionTrouble(hierarchy)) ?? focusTrouble),
    ...(hierarchy ? ofHierarchy(hierarchy, overview, now) : []),
    ...ofGroups(overview, isGone),
    ...(overview.livePolicy ? ofEnd(overview.livePolicy, overview, now) : []),
  ];
};
