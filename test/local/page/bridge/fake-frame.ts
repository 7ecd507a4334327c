import type { AppHistory } from '../../../../local/page/forge-doc/app-history';
import { openEmitter } from '../../../../local/page/bridge/emitter';
import type { BridgeHost, FlagShown } from '../../../../local/page/bridge/bridge-host';
import { openBridge } from '../../../../local/page/bridge/open-bridge';
import type { Frame } from '../../../../local/page/bridge/open-bridge';

/** Everything that a page did to its host, in order. */
interface Heard {
  readonly failures: string[];
  readonly trees: unknown[];
  readonly invoked: unknown[];
  readonly fetched: unknown[];
  readonly flags: FlagShown[];
  readonly closed: (string | number)[];
  readonly went: string[];
  readonly titles: string[];
  reloads: number;
}

class FrameError extends Error {}

/** A bridge over a window that is only an event target with globals of its own, and a host that keeps what it is told. */
export const openFakeFrame = (answers: Partial<BridgeHost['door']> = {}) => {
  const heard: Heard = { failures: [], trees: [], invoked: [], fetched: [], flags: [], closed: [], went: [], titles: [], reloads: 0 };
  const events = openEmitter();
  const history = { location: { pathname: '/' } } as unknown as AppHistory;
  const host: BridgeHost = {
    door: {
      context: () => Promise.resolve({ accountId: 'a', extension: { type: 'jira:adminPage' } }),
      invoke: (functionKey, payload) => {
        heard.invoked.push({ functionKey, payload });
        return Promise.resolve({ ok: true });
      },
      fetchProduct: (product, restPath, init) => {
        heard.fetched.push({ product, restPath, init });
        return Promise.resolve({ status: 200, body: '{}' });
      },
      ...answers,
    },
    events,
    history,
    reconcile: (forgeDoc) => heard.trees.push(forgeDoc),
    fail: (sentence) => heard.failures.push(sentence),
    theme: () => ({ colorMode: 'dark' }),
    showFlag: (flag) => heard.flags.push(flag),
    closeFlag: (id) => heard.closed.push(id),
    navigate: (url, where) => {
      heard.went.push(`${where} ${url}`);
      return Promise.resolve();
    },
    modulePath: (key) => (key === 'summary' ? '/jira/apps/a/e' : undefined),
    reload: () => {
      heard.reloads += 1;
    },
    changeTitle: (title) => heard.titles.push(title),
  };
  const frame = Object.assign(new EventTarget(), { JSON, Promise, Error: FrameError }) as unknown as Frame;
  return { bridge: openBridge(frame, host), frame, heard, events, history, FrameError };
};
