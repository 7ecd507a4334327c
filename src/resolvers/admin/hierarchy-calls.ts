import * as v from 'valibot';
import { startReading } from '../../jobs/reading/start-reading';
import { dueAt } from '../../jobs/due';
import { grantsByStoredPlace } from '../../portfolio/stored-places';
import type { StoredPlaceGrant } from '../../portfolio/stored-places';
import { readHierarchyHead } from '../../store/hierarchy/head';
import type { HierarchyState } from '../../store/hierarchy/head';
import { decidingPolicy, readLivePolicy } from '../../store/live-policy';
import { readReading } from '../../store/reading/reading';
import type { Reading } from '../../store/reading/reading';
import { INTERVALS, readHierarchySettings, saveHierarchySettings } from '../../store/reading/settings';
import type { HierarchySettings, Interval } from '../../store/reading/settings';
import type { Site } from '../../store/site';
import { readVault } from '../../store/connection/vault';
import { asAdmin } from '../acting-admin';
import type { HierarchyOverview, HierarchyReading } from '../contract';
import { noPayload, payloadOf } from '../payload';
import { given, refuse } from '../refusal';

const MINUTES_A_DAY = 24 * 60;

/** Minutes that a scheduled reading may come late: the clock looks every five. */
const LATE = 5;

const iso = (at: number): string => new Date(at).toISOString();

const tellReading = (reading: Reading, now: number): HierarchyReading => {
  const { state, trigger, by, startedAt, movedAt, endedAt, calls, listed, located, stage, trouble, areas, leftOut } = reading;
  const waits = state === 'reading' && trouble !== undefined && trouble.notBefore > now;
  const telling = waits || state === 'failed' ? trouble : undefined;
  return {
    state: waits ? 'waiting' : state,
    phase: stage.phase,
    trigger,
    ...(by === undefined ? {} : { by: { accountId: by } }),
    startedAt: iso(startedAt),
    movedAt: iso(movedAt),
    ...(endedAt === undefined ? {} : { endedAt: iso(endedAt) }),
    calls,
    listed,
    located,
    ...(waits ? { waitingUntil: iso(trouble.notBefore) } : {}),
    ...(telling ? { trouble: telling.code } : {}),
    ...(areas === undefined ? {} : { areas }),
    ...(leftOut === undefined ? {} : { leftOut }),
  };
};

const tellStored = (head: HierarchyState): HierarchyOverview['stored'] => {
  if (head.state !== 'read') return { state: head.state === 'absent' ? 'absent' : 'unreadable' };
  return { state: 'read', readAt: iso(head.head.readAt), areas: head.head.count, complete: head.head.complete };
};

const callsPerDay = (every: Interval, calls: number): number => (every === 'never' ? 0 : Math.ceil((calls * MINUTES_A_DAY) / every));

/** Grants that close before the next reading is there: it comes after the interval, a little late, and lasts a while itself. */
const tooRare = (grants: readonly StoredPlaceGrant[], every: Interval, lastMillis: number): readonly StoredPlaceGrant[] =>
  grants.filter(({ placeAge }) => every === 'never' || placeAge < every + LATE + Math.ceil(lastMillis / 60_000));

const tell = (
  now: number,
  {
    head,
    reading,
    settings,
    grants,
  }: {
    readonly head: HierarchyState;
    readonly reading: Reading | undefined;
    readonly settings: HierarchySettings;
    readonly grants: readonly StoredPlaceGrant[];
  },
): HierarchyOverview => {
  const { every, chosen } = settings;
  const needed = grants.length > 0;
  const next = needed ? dueAt(every, head, reading) : undefined;
  const good = reading?.lastGood;
  return {
    stored: tellStored(head),
    ...(reading ? { reading: tellReading(reading, now) } : {}),
    every,
    ...(chosen ? { chosenAt: chosen.at, chosenBy: { accountId: chosen.by } } : {}),
    needed,
    ...(next === undefined ? {} : { nextAt: iso(Math.max(next, now)) }),
    choices: INTERVALS.map((choice) => (good ? { every: choice, callsPerDay: callsPerDay(choice, good.calls) } : { every: choice })),
    tooRare: tooRare(grants, every, good?.millis ?? 0),
  };
};

const overview = async (site: Site, now: number) => {
  const [head, found, settings, live] = await Promise.all([
    readHierarchyHead(site),
    readReading(),
    readHierarchySettings(),
    readLivePolicy(site),
  ]);
  if (head.state === 'failed') return refuse('storage_failed');
  const reading = found.state === 'read' ? found.reading : undefined;
  return given(tell(now, { head, reading, settings, grants: grantsByStoredPlace(decidingPolicy(live), now) }));
};

export const hierarchyCalls = {
  hierarchy: asAdmin('hierarchy', noPayload, ({ site, now }) => overview(site, now())),

  refreshHierarchy: asAdmin('refreshHierarchy', noPayload, async ({ site, accountId, now }) => {
    const vault = await readVault();
    if (vault.state === 'failed') return refuse('storage_failed');
    if (vault.state !== 'read' || !vault.vault.connection) return refuse('focus_not_connected');
    await startReading({ trigger: 'demand', by: accountId, now: now() });
    return overview(site, now());
  }),

  saveHierarchySettings: asAdmin('saveHierarchySettings', payloadOf({ every: v.picklist(INTERVALS) }), async (acting, { every }) => {
    await saveHierarchySettings(every, acting.accountId, acting.now());
    return overview(acting.site, acting.now());
  }),
} as const;
