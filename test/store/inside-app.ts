import { openTestSite } from '../site';
import type { TestSite } from '../site';

/** Runs `act` as functions of the app, each call of it an invocation of its own, on one fresh site. */
export interface InsideApp {
  readonly site: TestSite;
  /** Gives what `act` gave inside one invocation; throws what it threw. */
  readonly run: <T>(act: () => Promise<T>) => Promise<T>;
}

/** Opens a site whose functions do what the test says; close `site` when the test ends. */
export const openInsideApp = async (): Promise<InsideApp> => {
  const waiting: (() => Promise<void>)[] = [];
  const site = await openTestSite({ focusSize: 1, load: () => async () => waiting.shift()?.() });
  return {
    site,
    run: async <T>(act: () => Promise<T>) => {
      const given: { value?: T; error?: unknown } = {};
      waiting.push(async () => {
        try {
          given.value = await act();
        } catch (error) {
          given.error = error;
        }
      });
      const outcome = await site.call('admin', {});
      if (!outcome.ok) throw new Error(outcome.error.message);
      if (!('value' in given)) throw given.error;
      return given.value;
    },
  };
};
