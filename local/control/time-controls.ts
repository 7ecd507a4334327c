import { Hono } from 'hono';
import * as v from 'valibot';
import { parseSwitches } from '../events/switches';
import type { SiteParts } from '../site/site-parts';
import { ControlRefusal, readJson } from './acting';

const WEEK = 7 * 24 * 60 * 60_000;

const move = v.union([
  v.strictObject({
    advanceMs: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(52 * WEEK)),
    /** True: what becomes due on the way runs in its own time, one after the other. */
    walk: v.optional(v.boolean()),
  }),
  v.strictObject({ at: v.pipe(v.string(), v.isoTimestamp()) }),
]);

const clockState = ({ clock }: SiteParts) => ({ now: new Date(clock.now()).toISOString(), shiftMs: clock.shift() });

const queueState = ({ events }: SiteParts) => ({ ...events.queue(), switches: events.switches });

const setSwitches = ({ events }: SiteParts, sent: unknown): void => {
  try {
    Object.assign(events.switches, parseSwitches(sent));
  } catch (error) {
    throw new ControlRefusal(400, `events-queue: ${error instanceof Error ? error.message : 'no switches'}`);
  }
  events.wake();
};

/** Controls of time and of what runs by it, under `/_site`. */
export const timeControls = (parts: SiteParts): Hono =>
  new Hono()
    .get('/clock', (context) => context.json(clockState(parts)))
    .put('/clock', async (context) => {
      const wanted = await readJson(context.req.raw, move);
      if ('at' in wanted) parts.clock.set(Date.parse(wanted.at));
      else if (wanted.walk === true) await parts.events.pass(wanted.advanceMs);
      else parts.clock.advance(wanted.advanceMs);
      return context.json(clockState(parts));
    })
    .delete('/clock', (context) => {
      parts.clock.reset();
      return context.json(clockState(parts));
    })
    .get('/events-queue', (context) => context.json(queueState(parts)))
    .put('/events-queue', async (context) => {
      setSwitches(parts, await readJson(context.req.raw, v.unknown()));
      return context.json(queueState(parts));
    })
    .post('/events-queue/settle', async (context) => {
      await parts.events.settle();
      return context.json(queueState(parts));
    })
    .post('/schedules/:key/run', async (context) => {
      const run = await parts.events.runSchedule(context.req.param('key'));
      if (!run) throw new ControlRefusal(404, 'schedules: the manifest has no scheduledTrigger of this key.');
      return context.json(run);
    });
