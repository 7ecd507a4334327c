import { grantsByStoredPlace } from '../../../portfolio/stored-places';
import type { HierarchyOverview, Overview } from '../../../resolvers/contract';
import { connectionTrouble } from '../hierarchy/state-words';
import { isUnderWay } from '../hierarchy/use-hierarchy';
import { tabPath } from '../screens';
import type { Finding } from './attention';

const LOOK = { action: 'attention.hierarchy.action', path: tabPath('hierarchy') } as const;

/** Whether places are older by now than a live grant takes them; `now` in ms since the epoch. */
const isStale = (readAt: string, { livePolicy }: Overview, now: number): boolean => {
  const ages = (livePolicy ? grantsByStoredPlace(livePolicy, now) : []).map(({ placeAge }) => placeAge);
  return now - Date.parse(readAt) > Math.min(...ages) * 60_000;
};

/** What is wrong with what is stored, the gravest alone. */
const ofStored = (hierarchy: HierarchyOverview, overview: Overview, now: number): readonly Finding[] => {
  const { stored, reading } = hierarchy;
  if (stored.state === 'unreadable') {
    return [{ key: 'hierarchy', level: 'warning', title: 'hierarchy.unreadable.title', body: 'hierarchy.unreadable.body', ...LOOK }];
  }
  if (stored.state !== 'read') {
    if (isUnderWay(hierarchy)) return [];
    return [{ key: 'hierarchy', level: 'warning', title: 'hierarchy.absent.title', body: 'hierarchy.absent.body', ...LOOK }];
  }
  const values = { read: stored.readAt };
  if (isStale(stored.readAt, overview, now)) {
    return [{ key: 'hierarchy', level: 'warning', title: 'attention.stale.title', body: 'attention.stale.body', values, ...LOOK }];
  }
  // What lies in the connection is told as that.
  if (reading?.state === 'failed' && connectionTrouble(hierarchy) === undefined) {
    return [
      { key: 'hierarchy', level: 'warning', title: 'attention.readingFailed.title', body: 'attention.readingFailed.body', values, ...LOOK },
    ];
  }
  if (stored.complete) return [];
  return [{ key: 'hierarchy', level: 'information', title: 'attention.incomplete.title', body: 'attention.incomplete.body', ...LOOK }];
};

/** What of the hierarchy deserves a look; nothing while no live grant goes by it. */
export const ofHierarchy = (hierarchy: HierarchyOverview, overview: Overview, now: number): readonly Finding[] => {
  if (!hierarchy.needed) return [];
  const rare: readonly Finding[] =
    hierarchy.tooRare.length === 0
      ? []
      : [{ key: 'too-rare', level: 'warning', title: 'hierarchy.tooRare.title', body: 'hierarchy.tooRare.body', ...LOOK }];
  return [...ofStored(hierarchy, overview, now), ...rare];
};
