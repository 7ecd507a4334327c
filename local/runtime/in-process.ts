import { installGlobals, outsideScope } from './inside/globals';
import type { PlatformLink } from './inside/platform-link';
import { runInvocation } from './inside/run-invocation';
import type { Platform } from './platform/open-platform';
import type { InvocationResult, Runtime } from './runtime';

/**
 * Runs the app's functions in this process, for tests: same globals, rights and limits as in a process of the app's own, but a handler that
 * never yields can't be stopped. `load` gives the exported value of a handler such as `api-routes/index.answer`.
 */
export const openInProcessRuntime = (platform: Platform, load: (handler: string) => unknown): Runtime => {
  installGlobals('pass');
  const running = new Set<(result: InvocationResult) => void>();
  return {
    invoke: async (call) => {
      const begun = platform.begin(call);
      if ('refused' in begun) return begun.refused;
      const link: PlatformLink = {
        // What answers is not the app: it sees neither the app's time nor its rights.
        ask: (_, request, signal) => outsideScope(() => platform.answer(begun, request, signal)),
        log: (_, level, text) => {
          platform.log(begun, level, text);
        },
        clockShift: () => platform.clock.shift(),
      };
      let end: (result: InvocationResult) => void = () => undefined;
      const late = new Promise<InvocationResult>((resolve) => (end = resolve));
      running.add(end);
      const timer = setTimeout(() => {
        end({ ok: false, error: { kind: 'timeout', message: `The function ran longer than ${String(begun.limitMs / 1000)} s.` } });
      }, begun.limitMs);
      const run = runInvocation(begun.start, load, link).then((outcome): InvocationResult => {
        if (!outcome.ok) return { ok: false, error: { kind: outcome.kind, message: outcome.message } };
        return { ok: true, result: outcome.json === undefined ? undefined : (JSON.parse(outcome.json) as unknown) };
      });
      const result = await Promise.race([run, late]);
      clearTimeout(timer);
      running.delete(end);
      return platform.end(begun, result);
    },
    logs: () => platform.logs(),
    close: async () => {
      for (const end of running) end({ ok: false, error: { kind: 'exited', message: 'The site was closed.' } });
    },
  };
};
