import type { SummaryArea } from '../../resolvers/contract';

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a leaf path such as `owner.id`; undefined where it wasn't granted or Focus didn't send it. */
export const leafOf = (area: SummaryArea, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (isGroup(value) && Object.hasOwn(value, name) ? value[name] : undefined), area);

/** A text leaf; anything else is the empty text. */
export const textOf = (area: SummaryArea, path: string): string => {
  const value = leafOf(area, path);
  return typeof value === 'string' ? value : '';
};

const CODE = /^[A-Z][A-Z0-9_]*$/;

/** A status as people write it: `IN_PROGRESS` becomes `In progress`; a status that an admin named stays as it is. */
export const statusWords = (status: string): string => {
  if (!CODE.test(status)) return status;
  const words = status.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

type StatusAppearance = 'success' | 'inprogress' | 'moved' | 'removed' | 'default';

/** Colours of the statuses that Focus documents; sites make their own ones, which are grey. */
const APPEARANCES: Readonly<Record<string, StatusAppearance>> = {
  'on track': 'success',
  completed: 'success',
  'in progress': 'inprogress',
  'at risk': 'moved',
  paused: 'moved',
  'off track': 'removed',
};

export const statusAppearance = (status: string): StatusAppearance => {
  const words = statusWords(status).toLowerCase();
  return Object.hasOwn(APPEARANCES, words) ? (APPEARANCES[words] ?? 'default') : 'default';
};

interface StatusCount {
  readonly status: string;
  readonly count: number;
}

/** How many focus areas have each status, the most frequent first; `''` = no status in the answer. */
export const countByStatus = (areas: readonly SummaryArea[]): readonly StatusCount[] => {
  const counts = new Map<string, number>();
  for (const area of areas) {
    const status = textOf(area, 'status');
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return [...counts].map(([status, count]) => ({ status, count })).sort((a, b) => b.count - a.count || a.status.localeCompare(b.status));
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** How many target dates lie in the next `days`, and how many are past, at `now` (ms since the epoch). */
export const countDue = (areas: readonly SummaryArea[], now: number, days: number): { soon: number; past: number } => {
  let [soon, past] = [0, 0];
  for (const area of areas) {
    const date = textOf(area, 'targetDate');
    // Of a masked date only the year is left: it is due at no day.
    const at = date.length > 4 ? Date.parse(date) : Number.NaN;
    if (Number.isNaN(at)) continue;
    if (at < now) past += 1;
    else if (at < now + days * DAY_MS) soon += 1;
  }
  return { soon, past };
};
