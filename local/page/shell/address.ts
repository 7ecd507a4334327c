import { useSyncExternalStore } from 'react';
import type { AddressBar } from '../forge-doc/app-history';

type Origin = 'shell' | 'app' | 'browser';
const listeners = new Set<(origin: Origin) => void>();
const tell = (origin: Origin): void => {
  for (const listener of [...listeners]) listener(origin);
};
window.addEventListener('popstate', () => tell('browser'));

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The path that the browser shows, as the shell's pages are found by it. */
export const usePath = (): string => useSyncExternalStore(subscribe, () => window.location.pathname);

/** Goes to a path of the local site without loading it afresh. */
export const goTo = (url: string): void => {
  window.history.pushState(null, '', url);
  tell('shell');
};

/** The browser's own address bar, for the history of an app's page. */
export const browserAddress: AddressBar = {
  read: () => ({
    url: `${window.location.pathname}${window.location.search}${window.location.hash}`,
    state: window.history.state as unknown,
  }),
  push(url, state) {
    window.history.pushState(state, '', url);
    tell('app');
  },
  replace(url, state) {
    window.history.replaceState(state, '', url);
    tell('app');
  },
  go: (steps) => window.history.go(steps),
  onPop(changed) {
    const listener = (origin: Origin): void => {
      if (origin !== 'app') changed();
    };
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
