import type { HierarchyOverview, HierarchyReading } from '../../../resolvers/contract';
import type { MessageKey } from '../../messages';

type Trouble = NonNullable<HierarchyReading['trouble']>;

/** Why a reading waits or gave up, as a sentence. */
export const TROUBLES: Readonly<Record<Trouble, MessageKey>> = {
  focus_not_connected: 'hierarchy.trouble.focus_not_connected',
  focus_refused: 'hierarchy.trouble.focus_refused',
  focus_failed: 'hierarchy.trouble.focus_failed',
  focus_timeout: 'hierarchy.trouble.focus_timeout',
  too_many_requests: 'hierarchy.trouble.too_many_requests',
  storage_failed: 'hierarchy.trouble.storage_failed',
  too_many_areas: 'hierarchy.trouble.too_many_areas',
  interrupted: 'hierarchy.trouble.interrupted',
};

/** Those that the connection is to be looked at for. */
const OF_CONNECTION: ReadonlySet<Trouble> = new Set(['focus_not_connected', 'focus_refused', 'focus_failed', 'focus_timeout']);

/** What keeps a reading from going on that lies in the connection. */
export const connectionTrouble = ({ reading }: HierarchyOverview): Trouble | undefined =>
  reading?.trouble !== undefined && OF_CONNECTION.has(reading.trouble) ? reading.trouble : undefined;

/** Why focus areas have no place, in the order in which an admin can do something about it. */
export const LEFT_OUT = {
  orphans: 'hierarchy.leftOut.orphans',
  untold: 'hierarchy.leftOut.untold',
  loops: 'hierarchy.leftOut.loops',
  contradicting: 'hierarchy.leftOut.contradicting',
  tooDeep: 'hierarchy.leftOut.tooDeep',
} as const satisfies Readonly<Record<keyof NonNullable<HierarchyReading['leftOut']>, MessageKey>>;

interface StateWords {
  readonly title: MessageKey;
  readonly body: MessageKey;
  readonly glyph: 'status-success' | 'status-warning' | 'status-error' | 'status-information' | 'refresh';
  readonly color: 'color.icon.success' | 'color.icon.warning' | 'color.icon.danger' | 'color.icon.information' | 'color.icon.subtle';
}

const GOOD = { glyph: 'status-success', color: 'color.icon.success' } as const;
const WARNS = { glyph: 'status-warning', color: 'color.icon.warning' } as const;
const BAD = { glyph: 'status-error', color: 'color.icon.danger' } as const;
const QUIET = { glyph: 'status-information', color: 'color.icon.subtle' } as const;

/** What counts now, in one line. */
export const storedWords = ({ stored, needed }: HierarchyOverview): StateWords => {
  if (stored.state === 'unreadable') return { title: 'hierarchy.unreadable.title', body: 'hierarchy.unreadable.body', ...BAD };
  if (stored.state !== 'read') {
    return needed
      ? { title: 'hierarchy.absent.title', body: 'hierarchy.absent.body', ...WARNS }
      : { title: 'hierarchy.unneeded.title', body: 'hierarchy.unneeded.body', ...QUIET };
  }
  return stored.complete
    ? { title: 'hierarchy.read.title', body: 'hierarchy.read.body', ...GOOD }
    : { title: 'hierarchy.read.title', body: 'hierarchy.incomplete.body', ...WARNS };
};
