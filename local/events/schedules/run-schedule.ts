import * as v from 'valibot';
import type { InvocationCall, InvocationResult } from '../../runtime/runtime';
import type { Schedule } from '../background-modules';

/** How a run of a schedule ended; `status` is what Forge would record. */
export interface ScheduleRun {
  readonly key: string;
  readonly ok: boolean;
  readonly status: number;
  /** Why it failed, where the function said nothing itself. */
  readonly failure?: string;
}

const answered = v.object({ statusCode: v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(599)) });

// The page on the event wants `{statusCode}`: 204 is success, 5xx an error, any other shape is recorded as 424.
const judge = (key: string, outcome: InvocationResult): ScheduleRun => {
  if (!outcome.ok) return { key, ok: false, status: 500, failure: outcome.error.kind };
  const said = v.safeParse(answered, outcome.result);
  if (!said.success) return { key, ok: false, status: 424, failure: 'the result has no statusCode' };
  const status = said.output.statusCode;
  return { key, ok: status >= 200 && status < 300, status };
};

/** What a run takes. */
export interface ScheduleCaller {
  readonly invoke: (call: InvocationCall) => Promise<InvocationResult>;
  readonly cloudId: string;
  readonly emptyEvent: boolean;
}

/** Runs a schedule's function once, as nobody; it isn't tried again whatever comes of it. `emptyEvent` is the other documented form. */
export const runSchedule = async (
  { invoke, cloudId, emptyEvent }: ScheduleCaller,
  { key, functionKey }: Schedule,
): Promise<ScheduleRun> => {
  // The token opens nothing here; on Forge it is opaque to the app.
  const event = { context: { cloudId, moduleKey: key }, contextToken: 'no-token-on-the-local-site' };
  const outcome = await invoke({
    functionKey,
    moduleKey: key,
    background: { type: 'scheduledTrigger' },
    payload: emptyEvent ? undefined : event,
  });
  return judge(key, outcome);
};
