import type { Overview } from '../../../resolvers/contract';
import type { MessageKey } from '../../messages';
import { FACES } from '../audience/audiences';

interface Headline {
  readonly title: MessageKey;
  readonly body: MessageKey;
  readonly icon: {
    readonly glyph: 'status-success' | 'status-warning' | 'lock-locked';
    readonly color: 'color.icon.success' | 'color.icon.warning' | 'color.icon.subtle';
  };
}

const SHUT = { glyph: 'lock-locked', color: 'color.icon.subtle' } as const;
const SERVING = { glyph: 'status-success', color: 'color.icon.success' } as const;

/** What leaves now and to whom, in one line: the first thing that an admin wants to know. */
export const headlineOf = ({ serving, live, audiences }: Pick<Overview, 'serving' | 'live' | 'audiences'>): Headline => {
  if (live.number === 0) return { title: 'headline.nothing', body: 'headline.neverPublished', icon: SHUT };
  if (!serving) return { title: 'headline.off', body: 'headline.off.body', icon: { glyph: 'status-warning', color: 'color.icon.warning' } };
  const open = FACES.filter((face) => audiences.some((words) => words.audience === face.key && words.state === 'open'));
  const leaves = open.some((face) => face.width.leavesSite);
  const stays = open.some((face) => !face.width.leavesSite);
  if (leaves && stays) return { title: 'headline.both', body: 'headline.both.body', icon: SERVING };
  if (leaves) return { title: 'headline.leaves', body: 'headline.leaves.body', icon: SERVING };
  if (stays) return { title: 'headline.stays', body: 'headline.stays.body', icon: SERVING };
  return { title: 'headline.nothing', body: 'headline.nothing.body', icon: SHUT };
};
