import type { AudienceKey, Policy } from '../../../exposure/policy/policy';
import type { Overview } from '../../../resolvers/contract';
import type { MessageKey } from '../../messages';
import { FACES } from '../audience/audiences';
import { audiencePath, tabPath } from '../screens';

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

const ofConnection = ({ connection }: Overview): readonly Finding[] => {
  if (connection.kind !== 'none') return [];
  const words = connection.unreadable
    ? ({ title: 'connection.unreadable.title', body: 'connection.unreadable.body', action: 'attention.noConnection.action' } as const)
    : ({ title: 'attention.noConnection.title', body: 'attention.noConnection.body', action: 'attention.noConnection.action' } as const);
  return [{ key: 'connection', level: 'warning', ...words, path: tabPath('connection') }];
};

/** What needs an admin, the gravest first. */
export const findingsOf = (overview: Overview, now: number): readonly Finding[] => {
  const unreadable = overview.unreadable.map(({ audience }): Finding => ({
    key: `unreadable:${audience}`,
    level: 'warning',
    title: 'attention.unreadable.title',
    body: 'attention.unreadable.body',
    action: 'attention.unreadable.action',
    path: audiencePath(FACES.find((face) => face.key === audience) ?? { slug: '' }),
    audience,
  }));
  return [...unreadable, ...ofConnection(overview), ...(overview.livePolicy ? ofEnd(overview.livePolicy, overview, now) : [])];
};
