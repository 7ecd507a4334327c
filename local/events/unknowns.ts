import type { EventSwitches } from './switches';

/** A question about events or schedules that the documents leave open, and what the local site does. */
interface Unknown {
  readonly question: string;
  readonly here: string;
  readonly source: string;
  /** The member of EventSwitches that turns the other answer on. */
  readonly switch?: keyof EventSwitches;
}

const PLATFORM = 'developer.atlassian.com/platform/forge/';

/** Everything about async events and schedules that isn't known of the cloud and had to be chosen. */
export const UNKNOWNS = {
  principal: {
    question: 'Does a consumer have a principal?',
    here: 'No, and plain `asUser()` needs authentication.',
    source: `Event handlers run as the app (${PLATFORM}in-app-notifications-from-events/); not said of queues.`,
  },
  undeclaredQueue: {
    question: 'What does a push to a queue that no consumer names get?',
    here: '404, which @forge/events makes an InternalServerError; nothing is stored.',
    source: 'Not documented, and the validator doesn’t read code. An app that pushes there is wrong.',
  },
  twoConsumers: {
    question: 'How do two consumers of one queue share its events?',
    here: 'The site doesn’t open.',
    source: 'The validator accepts them; not documented.',
  },
  badPush: {
    question: 'What does a push get whose body the client would never send, or whose `concurrency` is malformed?',
    here: '400 with the first place that is wrong.',
    source: 'The client doesn’t check `concurrency`; not documented.',
  },
  longEvent: {
    question: 'What does a push get with an event over 100 KB for a function of more than 55 s?',
    here: '413 for the whole push.',
    source: `${PLATFORM}limits-async-events/ names the limit, not the answer.`,
  },
  eventsPerMinute: {
    question: 'How are 500 events a minute measured?',
    here: 'In a sliding minute, over all queues of the installation; one push too many is refused whole.',
    source: `${PLATFORM}limits-async-events/: limits are per installation; the window isn’t told.`,
  },
  cyclicLimit: {
    question: 'What counts towards the cyclic limit of 1,000?',
    here: 'Push requests of the first invocation and of all that descend from it; events of one push count once.',
    source: `${PLATFORM}limits-async-events/: “async event push requests … originating from a single initial function invocation”.`,
  },
  delayedStats: {
    question: 'Do events whose delay isn’t over count as `inProgress`?',
    here: 'Yes.',
    source: 'Not documented.',
    switch: 'delayedCountAsInProgress',
  },
  cancelledStats: {
    question: 'As what do cancelled events count?',
    here: 'As nothing: the job is still known, its numbers fall.',
    source: 'Not documented.',
  },
  cancelEnded: {
    question: 'What does cancelling a job get that has ended?',
    here: '204; only an unknown job is 404.',
    source: 'Not documented.',
  },
  oldJobs: {
    question: 'How long is a job known that has ended?',
    here: 'For two days from its push, then it is 404.',
    source: 'Not documented.',
  },
  backoff: {
    question: 'How long until the retry of an event whose function threw?',
    here: '10 s, then twice as long each time, at most 900 s; without jitter.',
    source: `Documented as exponential, up to about 15 minutes.`,
  },
  retryReason: {
    question: 'Which `retryReason` does an event get whose function threw, or whose process died?',
    here: 'FUNCTION_PLATFORM_UNKNOWN_ERROR after a throw, FUNCTION_OUT_OF_MEMORY after an exit, FUNCTION_TIME_OUT after a timeout.',
    source: 'The names are documented, what they go with isn’t.',
  },
  retryData: {
    question: 'What happens to `retryData` over 4 KB?',
    here: 'The event comes again without it.',
    source: `${PLATFORM}limits-async-events/ names the limit; ECO-759 reports events lost at 200 KB.`,
  },
  windowOfPlatformFaults: {
    question: 'Does a fault of the platform lengthen the 24 hours?',
    here: 'No: an event is dropped after 24 hours in any case.',
    source: 'Documented as “may”, by 72 hours.',
  },
  killedInBetween: {
    question: 'What becomes of an event whose invocation was under way when the platform failed?',
    here: 'It is delivered again, with the same `retryCount`.',
    source: 'Documented for faults of the platform; here it is the local site that was killed.',
  },
  scheduleEvent: {
    question: 'Does a schedule’s function get an event?',
    here: 'Yes, `{context: {cloudId, moduleKey}, contextToken}`.',
    source: 'Two pages show it, the tutorial says there is none.',
    switch: 'emptyScheduleEvent',
  },
  scheduleResult: {
    question: 'What does the result of a schedule’s function do?',
    here: 'Its `statusCode` is noted, 424 where it has none, 500 where it threw; nothing follows from it.',
    source: `${PLATFORM}events-reference/scheduled-trigger/; the module’s own page ignores the result.`,
  },
  scheduleStart: {
    question: 'When does a schedule run first?',
    here: 'Five minutes after the app was installed or any schedule changed; one that was missed, five minutes after the site opened again.',
    source: 'Documented as “about 5 minutes after deploy”; runs of an installation are spread over the interval, here they aren’t.',
  },
  missedRuns: {
    question: 'What of a schedule that was due several times while the clock was moved on at once?',
    here: 'It runs once, then in its old rhythm. `events.pass` runs each.',
    source: 'A clock doesn’t leap on the cloud.',
  },
  egressPerMinute: {
    question: 'What is a minute of the 100 requests of one invocation?',
    here: 'A minute of the site’s clock, as `runtime/` counts it for all functions.',
    source: 'Documented as “per runtime minute”.',
  },
} as const satisfies Readonly<Record<string, Unknown>>;
