import * as v from 'valibot';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

const fault = v.strictObject({
  operation: v.picklist(['publish', 'stats', 'cancel']),
  /** `failing`: these events of the push, counted from 0, are not taken, and the answer is 202. */
  answer: v.union([
    v.strictObject({ status: v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599)), body: v.optional(v.unknown()) }),
    v.strictObject({ failing: v.array(whole) }),
    v.strictObject({ proxyError: v.string() }),
  ]),
  /** `after`: it was done all the same, and the app isn't told. */
  when: v.optional(v.picklist(['before', 'after'])),
  /** Strikes so many calls and then no more; every one without it. */
  times: v.optional(v.pipe(whole, v.minValue(1))),
});

/** Makes calls of the app's queues fail. */
export type EventFault = Readonly<v.InferOutput<typeof fault>>;

/** Which of the events that are due is delivered first. */
const order = v.picklist(['as-due', 'reversed', 'shuffled']);

const switches = v.partial(
  v.strictObject({
    hold: v.boolean(),
    atOnce: v.pipe(whole, v.minValue(1)),
    twice: v.boolean(),
    duplicateAfterMs: whole,
    lateByMs: whole,
    order,
    seed: whole,
    emptyScheduleEvent: v.boolean(),
    delayedCountAsInProgress: v.boolean(),
    faults: v.array(fault),
  }),
);

/** What Forge may do with events and schedules, on demand. All can be set while the site runs; none outlives it. */
export interface EventSwitches {
  /** Nothing is delivered: for a test that kills in between. */
  hold: boolean;
  /** How many invocations run side by side. */
  atOnce: number;
  /** Every event and every schedule comes twice. */
  twice: boolean;
  /** How long after the first the second one is due, in ms. */
  duplicateAfterMs: number;
  /** Every event becomes due so much later than it should, in ms. */
  lateByMs: number;
  order: v.InferOutput<typeof order>;
  /** Another number is another shuffle. */
  seed: number;
  /** Schedules are called without an event, as one of Forge's pages has it. */
  emptyScheduleEvent: boolean;
  /** Whether events whose delay isn't over count as in progress: see UNKNOWNS.delayedStats. */
  delayedCountAsInProgress: boolean;
  faults: EventFault[];
}

export const SWITCHED_OFF = {
  hold: false,
  atOnce: 1,
  twice: false,
  duplicateAfterMs: 0,
  lateByMs: 0,
  order: 'as-due',
  seed: 0,
  emptyScheduleEvent: false,
  delayedCountAsInProgress: true,
} as const;

/** Reads switches sent as JSON: those that are to change. Throws ValiError. */
export const parseSwitches = (sent: unknown): Partial<EventSwitches> => v.parse(switches, sent) as Partial<EventSwitches>;
