/** The way in from time for the hierarchy: its events, and the clock that looks whether one is due. */
import { InvocationError, InvocationErrorCode } from '@forge/events';
import * as v from 'valibot';
import { grantsByStoredPlace } from '../portfolio/stored-places';
import { readHierarchyHead } from '../store/hierarchy/head';
import { decidingPolicy, readLivePolicy } from '../store/live-policy';
import { readReading } from '../store/reading/reading';
import type { Reading } from '../store/reading/reading';
import { readHierarchySettings } from '../store/reading/settings';
import { siteOf } from '../store/site';
import type { Site } from '../store/site';
import { StoreError } from '../store/store-call';
import { readVault } from '../store/connection/vault';
import { dueAt, isDue } from './due';
import { noteFailure } from './note-failure';
import { pushStep } from './queue';
import { CLAIM, doStep } from './reading/do-step';
import { startReading } from './reading/start-reading';
import { sweep } from './reading/sweep';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const stepEvent = v.object({
  body: v.object({ run: v.string(), step: count }),
  retryContext: v.optional(v.object({ retryCount: v.optional(count) })),
});

/** Longest wait that an event may ask for, seconds (Forge's limit); one that has to wait longer asks again. */
const LONGEST_WAIT = 900;

/** Deliveries of one event while storage doesn't answer. Afterwards it rests: the clock pushes the step again. */
const MOST_DELIVERIES = 10;

const again = (seconds: number, retryReason = InvocationErrorCode.FUNCTION_RETRY_REQUEST) =>
  new InvocationError({ retryAfter: Math.min(LONGEST_WAIT, Math.max(1, seconds)), retryReason });

/**
 * The function behind the queue: one event, one step of a reading. It never throws, since Forge delivers an event that does for 24 hours;
 * it returns an InvocationError to be delivered again.
 */
export const read = async (event: unknown, context?: unknown): Promise<unknown> => {
  const site = siteOf(context);
  const parsed = v.safeParse(stepEvent, event);
  if (!site || !parsed.success) return undefined;
  try {
    const outcome = await doStep(site, parsed.output.body, Date.now);
    if (!outcome.again) return undefined;
    return again(outcome.seconds, outcome.why === 'focus' ? InvocationErrorCode.FUNCTION_UPSTREAM_RATE_LIMITED : undefined);
  } catch (error) {
    noteFailure('read', error);
    const deliveries = parsed.output.retryContext?.retryCount ?? 0;
    return error instanceof StoreError && deliveries < MOST_DELIVERIES ? again(30 * 2 ** deliveries) : undefined;
  }
};

/** A reading whose event must have been lost: nobody works on it, and nothing is waited for. */
const isStalled = ({ movedAt, claim, trouble }: Reading, now: number): boolean =>
  now > Math.max(movedAt + CLAIM, (claim?.until ?? 0) + 60_000, (trouble?.notBefore ?? 0) + CLAIM);

const isConnected = async (): Promise<boolean> => {
  const vault = await readVault();
  return vault.state === 'read' && vault.vault.connection !== undefined;
};

const look = async (site: Site, now: number): Promise<void> => {
  const [found, settings, head] = await Promise.all([readReading(), readHierarchySettings(), readHierarchyHead(site)]);
  const reading = found.state === 'read' ? found.reading : undefined;
  if (reading?.state === 'reading') {
    if (isStalled(reading, now)) await pushStep(reading);
    return;
  }
  if (reading) await sweep(reading);
  if (head.state === 'failed' || !isDue(dueAt(settings.every, head, reading), now)) return;
  const needed = grantsByStoredPlace(decidingPolicy(await readLivePolicy(site)), now).length > 0;
  if (needed && (await isConnected())) await startReading({ trigger: 'schedule', now });
};

const claimedCloudId = v.object({ context: v.object({ cloudId: v.string() }) });

/** The function behind the schedule. Whether it is due is looked up each time, so coming twice or late does no harm. */
export const tick = async (event: unknown, context?: unknown): Promise<{ readonly statusCode: number }> => {
  const claimed = v.safeParse(claimedCloudId, event);
  const site = siteOf(context, claimed.success ? claimed.output.context.cloudId : undefined);
  if (!site) return { statusCode: 204 };
  try {
    await look(site, Date.now());
    return { statusCode: 204 };
  } catch (error) {
    noteFailure('tick', error);
    return { statusCode: 500 };
  }
};
