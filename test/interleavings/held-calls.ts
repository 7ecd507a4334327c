import { AsyncLocalStorage } from 'node:async_hooks';
import type { KvsCall } from '../../local/kvs/faults';
import type { Kvs } from '../../local/kvs/open-kvs';
import type { Random } from '../proof/cases/random';

// One for all schedules: Node asks every storage that was ever used at every promise.
const actors = new AsyncLocalStorage<string>();

/** One call to storage that waits: to be acted on (`before`), or for its answer to arrive (`after`). */
interface Held {
  readonly call: KvsCall;
  readonly letGo: () => void;
}

/** Storage as slow as it may be: a call acts at some moment after it was sent, and its answer arrives at some moment after that. */
export interface HeldCalls {
  readonly count: () => number;
  /** Lets one call go on; gives what it was, for a trace. */
  readonly release: (random: Random) => string;
  /** Runs an actor; what it asks of storage is told as its own. */
  readonly as: <T>(actor: string, run: () => Promise<T>) => Promise<T>;
  readonly end: () => void;
}

/** Share of calls that are not held up: a schedule of holds alone would seldom come to a race. */
const QUICK = 35;

/** Holds the storage calls of the actors of one schedule. `acted` hears of each call at the moment at which storage has acted. */
export const holdCalls = ({ faults }: Pick<Kvs, 'faults'>, random: Random, acted: (actor: string, call: KvsCall) => void): HeldCalls => {
  const held: Held[] = [];
  faults.onCall = (call) => {
    const actor = actors.getStore();
    if (actor === undefined) return Promise.resolve();
    if (call.phase === 'after') acted(actor, call);
    if (random.chance(QUICK)) return Promise.resolve();
    return new Promise((resolve) => {
      held.push({ call, letGo: resolve });
    });
  };
  return {
    count: () => held.length,
    release: (draws) => {
      const [one] = held.splice(draws.below(held.length), 1);
      one?.letGo();
      return one ? `${one.call.phase} ${one.call.operation} ${one.call.items.map(({ key }) => key ?? '').join(',')}` : 'nothing';
    },
    as: (actor, run) => actors.run(actor, run),
    end: () => {
      faults.onCall = null;
      for (const { letGo } of held.splice(0)) letGo();
    },
  };
};
