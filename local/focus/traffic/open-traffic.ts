import { late } from './waits';

export interface Counters {
  readonly calls: number;
  /** By operationId; `issueToken` for the token endpoint, `tenantInfo` for the site's own, `none` for an address that is no operation. */
  readonly byOperation: Readonly<Record<string, number>>;
}

/** Every call to this Focus passes here: counted, held up by the latency that was asked for, and seen while it runs. */
export interface Traffic {
  /** Real milliseconds that each call takes at least, from now on; 0 at first. */
  latency: number;
  counters(): Counters;
  resetCounters(): void;
  /** Calls begun and not yet answered (by their headers): at this moment, and the most at once since the counters were reset. */
  inFlight(): { readonly now: number; readonly most: number };
  through(operation: string, signal: AbortSignal, answer: () => Promise<Response>): Promise<Response>;
}

/** Opens the traffic of one stand-in. */
export function openTraffic(): Traffic {
  let byOperation: Record<string, number> = {};
  let running = 0;
  let most = 0;
  const traffic: Traffic = {
    latency: 0,
    counters: () => ({ calls: Object.values(byOperation).reduce((sum, count) => sum + count, 0), byOperation: { ...byOperation } }),
    resetCounters: () => {
      byOperation = {};
      most = running;
    },
    inFlight: () => ({ now: running, most }),
    async through(operation, signal, answer) {
      byOperation[operation] = (byOperation[operation] ?? 0) + 1;
      running += 1;
      most = Math.max(most, running);
      try {
        if (traffic.latency > 0) await late(traffic.latency, signal);
        return await answer();
      } finally {
        running -= 1;
      }
    },
  };
  return traffic;
}
