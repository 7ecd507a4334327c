import type { FocusArea, TargetDateType } from '../state/records';
import type { Landmark } from './landmarks';
import { LANDMARKS } from './landmarks';
import { idFor, randomFor } from './random';
import type { Random } from './random';
import { typeIdOf } from './types';
import { DESCRIPTIONS, FORMS, OWNERS, STATUSES, TOPICS } from './words';

/** 20 November 2026, 09:00 UTC: the day on which the invented portfolio stands still. */
export const SEEDED_AT = Date.UTC(2026, 10, 20, 9);
const DAY = 24 * 60 * 60 * 1000;
const LOWEST_LEVEL = 6;

interface Grown {
  readonly area: FocusArea;
  /** Level of its type; the tree below it uses lower levels only. */
  readonly level: number;
}

/**
 * Invents exactly `size` focus areas, parents before children. The same areas, ids included, for the same size;
 * landmarks have the same ids in every size.
 */
export function inventFocusAreas(size: number): readonly FocusArea[] {
  const used = LANDMARKS.slice(0, size);
  const known = new Map<string, Grown & { readonly theme: string }>();
  for (const landmark of used) {
    const above = landmark.under === null ? undefined : known.get(landmark.under);
    const level = (above?.level ?? 0) + 1;
    known.set(landmark.name, { area: landmarkArea(landmark, above?.area.id ?? null, level), level, theme: above?.theme ?? landmark.name });
  }
  const grown = shareOut(size - used.length, used).flatMap(({ landmark, count }) => {
    const root = known.get(landmark.name);
    return root ? growUnder(root, root.theme, landmark.name, count) : [];
  });
  return [...[...known.values()].map(({ area }) => area), ...grown];
}

/** Shares `count` areas out by the landmarks' fill, exactly: whole shares first, then one more each for the largest remainders. */
function shareOut(count: number, used: readonly Landmark[]): readonly { readonly landmark: Landmark; readonly count: number }[] {
  const total = used.reduce((sum, landmark) => sum + landmark.fill, 0);
  if (count === 0 || total === 0) return [];
  const shares = used.map((landmark) => ({ landmark, exact: (count * landmark.fill) / total }));
  const left = count - shares.reduce((sum, share) => sum + Math.floor(share.exact), 0);
  const bySize = [...shares].sort((one, other) => (other.exact % 1) - (one.exact % 1));
  const lucky = new Set(bySize.slice(0, left));
  return shares.map((share) => ({ landmark: share.landmark, count: Math.floor(share.exact) + (lucky.has(share) ? 1 : 0) }));
}

function growUnder(root: Grown, theme: string, name: string, count: number): readonly FocusArea[] {
  const random = randomFor(`focus areas under ${name}`);
  const parents: [Grown, ...Grown[]] = [root];
  const names = new Map<string, number>();
  return Array.from({ length: count }, (_, index) => {
    const parent = random.pick(parents);
    // Types may skip a level (fact sheet 5): one in ten does.
    const level = Math.min(parent.level + (random.chance(10) ? 2 : 1), LOWEST_LEVEL);
    const area = inventArea(random, `${name} ${index}`, unused(names, inventName(random, theme, level)), parent.area.id, level);
    if (level < LOWEST_LEVEL) parents.push({ area, level });
    return area;
  });
}

function inventName(random: Random, theme: string, level: number): string {
  const topic = random.pick(TOPICS[theme] ?? ['work']);
  const form = random.pick(FORMS[Math.max(level, 3) - 3] ?? ['*']);
  return form.startsWith('*') ? form.replace('*', topic.charAt(0).toUpperCase() + topic.slice(1)) : form.replace('*', topic);
}

function unused(names: Map<string, number>, name: string): string {
  const times = (names.get(name) ?? 0) + 1;
  names.set(name, times);
  return times === 1 ? name : `${name}, wave ${times}`;
}

function inventArea(random: Random, place: string, name: string, parentId: string, level: number): FocusArea {
  const [targetDate, targetDateType] = random.chance(82) ? inventTarget(random) : [null, null];
  return {
    id: idFor(`focus area ${place}`),
    name,
    externalId: random.chance(60) ? `PMO-${externalNumber(place)}` : null,
    focusAreaTypeId: typeIdOf('focusArea', level),
    owner: random.chance(94) ? random.pick(OWNERS) : null,
    parentId,
    status: random.pick(STATUSES),
    description: random.chance(55) ? random.pick(DESCRIPTIONS) : null,
    draft: random.chance(3),
    targetDate,
    targetDateType,
    lastUpdated: SEEDED_AT - random.below(400 * DAY),
  };
}

function landmarkArea(landmark: Landmark, parentId: string | null, level: number): FocusArea {
  const place = `landmark ${landmark.name}`;
  const random = randomFor(place);
  return {
    id: idFor(`focus area ${place}`),
    name: landmark.name,
    externalId: `PMO-${externalNumber(place)}`,
    focusAreaTypeId: typeIdOf('focusArea', level),
    owner: OWNERS[landmark.owner] ?? null,
    parentId,
    status: landmark.status,
    description: random.pick(DESCRIPTIONS),
    draft: false,
    targetDate: landmark.target[0],
    targetDateType: landmark.target[1],
    lastUpdated: SEEDED_AT - random.below(60 * DAY),
  };
}

/** Long enough that no two of a hundred thousand agree. */
const externalNumber = (place: string): string => idFor(`external id ${place}`).replace(/-/g, '').slice(0, 12).toUpperCase();

function inventTarget(random: Random): readonly [string, TargetDateType] {
  const type = random.pick<TargetDateType>(['DAY', 'MONTH', 'MONTH', 'QUARTER', 'QUARTER']);
  const months = random.below(30);
  const length = type === 'QUARTER' ? 3 - ((9 + months) % 3) : 1;
  // Day 0 of the month after is the last day of a month or quarter.
  const last = new Date(Date.UTC(2026, 9 + months + length, 0));
  const day = type === 'DAY' ? new Date(Date.UTC(2026, 9 + months, 1 + random.below(28))) : last;
  return [day.toISOString().slice(0, 10), type];
}
