import type { AppBundle } from './app-bundle';
import { startAppProcess } from './child-process';
import type { AppProcess } from './child-process';
import type { Platform } from '../platform/open-platform';
import type { InvocationResult, Runtime } from '../runtime';

const MOST_PROCESSES = 4;

/** Runs the app's functions in processes of their own: warm ones are reused, at most four at a time, further calls wait. */
export interface ChildPool extends Runtime {
  /** From now on fresh processes with this build; a busy one finishes its invocation with the old. */
  useBundle(bundle: AppBundle): void;
}

/** Takes the built file of `inside/child.ts`. Until a bundle is given every call is `not-found`. */
export const openChildPool = (platform: Platform, childFile: string): ChildPool => {
  let bundle: AppBundle | undefined;
  let closed = false;
  const idle: AppProcess[] = [];
  const busy = new Set<AppProcess>();
  const stale = new WeakSet<AppProcess>();
  const queue: (() => void)[] = [];

  const take = async (of: AppBundle): Promise<AppProcess> => {
    while (busy.size >= MOST_PROCESSES) await new Promise<void>((resolve) => queue.push(resolve));
    const warm = idle.pop();
    const chosen = warm && !warm.isGone() ? warm : startAppProcess(childFile, bundle ?? of, platform);
    busy.add(chosen);
    return chosen;
  };

  const giveBack = (used: AppProcess): void => {
    busy.delete(used);
    if (closed || stale.has(used)) used.kill();
    else if (!used.isGone()) idle.push(used);
    queue.shift()?.();
  };

  return {
    invoke: async (call): Promise<InvocationResult> => {
      if (!bundle || closed) return { ok: false, error: { kind: 'not-found', message: 'There is no build of the app yet.' } };
      const chosen = await take(bundle);
      const begun = platform.begin(call);
      if ('refused' in begun) {
        giveBack(chosen);
        return begun.refused;
      }
      const result = await chosen.run(begun);
      giveBack(chosen);
      return platform.end(begun, result);
    },
    useBundle: (next) => {
      bundle = next;
      for (const process of busy) stale.add(process);
      for (const process of idle.splice(0)) process.kill();
    },
    logs: () => platform.logs(),
    close: () => {
      closed = true;
      for (const process of [...idle.splice(0), ...busy]) process.kill();
      return Promise.resolve();
    },
  };
};
