/** The part of the browser that a history needs; the shell gives the real one, tests a small one. */
export interface AddressBar {
  /** Path, search and hash of the page, and the state kept with it. */
  read(): { readonly url: string; readonly state: unknown };
  push(url: string, state: unknown): void;
  replace(url: string, state: unknown): void;
  go(steps: number): void;
  /** Calls back after back and forward. Gives the function that ends it. */
  onPop(changed: () => void): () => void;
}

interface AppLocation {
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
  readonly state: unknown;
  readonly key: string;
}

type Action = 'PUSH' | 'REPLACE' | 'POP';
type Listener = (location: AppLocation, action: Action) => void;
type To = string | { readonly pathname?: string; readonly search?: string; readonly hash?: string; readonly state?: unknown };

/** The object that `view.createHistory()` gives: that of the package `history` 4. The package itself writes `location`. */
export interface AppHistory {
  location: AppLocation;
  action: Action;
  length: number;
  push(to: To, state?: unknown): void;
  replace(to: To, state?: unknown): void;
  go(steps: number): void;
  goBack(): void;
  goForward(): void;
  createHref(to: To): string;
  block(): never;
  listen(listener: Listener): () => void;
}

const ANY_ORIGIN = 'http://app.invalid';

/** A history whose paths are relative to `base`, the page's own path. `close` ends its listening to the address bar. */
export const openAppHistory = (base: string, bar: AddressBar): { readonly history: AppHistory; readonly close: () => void } => {
  const listeners = new Set<Listener>();
  let made = 0;

  const locate = (): AppLocation => {
    const { url, state } = bar.read();
    const { pathname, search, hash } = new URL(url, ANY_ORIGIN);
    const inside = pathname === base || pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : '';
    made += 1;
    return { pathname: inside === '' ? '/' : inside, search, hash, state, key: `k${made}` };
  };
  const href = (to: To): string => {
    if (typeof to !== 'string') return href(`${to.pathname ?? history.location.pathname}${to.search ?? ''}${to.hash ?? ''}`);
    const target = new URL(to, `${ANY_ORIGIN}${history.location.pathname}`);
    return `${base}${target.pathname === '/' ? '' : target.pathname}${target.search}${target.hash}` || '/';
  };
  const stateOf = (to: To, state: unknown): unknown => (typeof to === 'string' ? state : (to.state ?? state));
  const tell = (action: Action): void => {
    const location = locate();
    history.location = location;
    history.action = action;
    for (const listener of [...listeners]) listener(location, action);
  };
  const history: AppHistory = {
    location: locate(),
    action: 'POP',
    length: 1,
    push(to, state) {
      bar.push(href(to), stateOf(to, state));
      history.length += 1;
      tell('PUSH');
    },
    replace(to, state) {
      bar.replace(href(to), stateOf(to, state));
      tell('REPLACE');
    },
    go: (steps) => bar.go(steps),
    goBack: () => bar.go(-1),
    goForward: () => bar.go(1),
    createHref: href,
    block() {
      throw new Error('history.block is not modelled by the local site.');
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return { history, close: bar.onPop(() => tell('POP')) };
};
