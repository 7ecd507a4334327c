import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A node of the tree that @forge/react hands to its host. */
export interface ForgeNode {
  readonly type: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly children: readonly ForgeNode[];
}

export interface Flag {
  readonly id: string;
  readonly title?: string;
  readonly type?: string;
}

/** What a test puts behind the bridge; anything that isn't modelled here is an error. */
interface Host {
  readonly context: Readonly<Record<string, unknown>>;
  readonly invoke: (functionKey: string, payload: unknown) => Promise<unknown>;
  readonly onTree: (root: ForgeNode) => void;
  readonly onFlag: (flag: Flag) => void;
  readonly createHistory: () => unknown;
}

let host: Host | null = null;

/** From now on the bridge talks to this host. */
export const connectHost = (to: Host): void => {
  host = to;
};

const connected = (): Host => {
  if (!host) throw new Error('The page calls the bridge before a test opened it.');
  return host;
};

type Op = (data: never) => unknown;

const OPS: Readonly<Record<string, Op>> = {
  reconcile: ({ forgeDoc }: { forgeDoc: ForgeNode }) => connected().onTree(forgeDoc),
  onError: ({ error }: { error: unknown }) => {
    throw error;
  },
  getContext: () => connected().context,
  // Only JSON crosses the real bridge, both ways.
  invoke: async ({ functionKey, payload }: { functionKey: string; payload?: unknown }) => {
    const sent: unknown = payload === undefined ? undefined : JSON.parse(JSON.stringify(payload));
    const answer = await connected().invoke(functionKey, sent);
    return answer === undefined ? undefined : (JSON.parse(JSON.stringify(answer)) as unknown);
  },
  showFlag: (flag: Flag) => connected().onFlag(flag),
  closeFlag: () => undefined,
  createHistory: () => connected().createHistory(),
};

const callBridge = async (op: string, data: unknown): Promise<unknown> => {
  const act = Object.hasOwn(OPS, op) ? OPS[op] : undefined;
  if (!act) throw new Error(`The fake bridge doesn't model '${op}'.`);
  return act(data as never);
};

const ROOT = join(__dirname, '../..');

const LOCALE_FILES: Readonly<Record<string, () => string>> = {
  'i18n-info.json': () => JSON.stringify({ translations: {}, config: { locales: ['en-US'], fallback: { default: 'en-US' } } }),
  'en-US.json': () => readFileSync(join(ROOT, 'locales/en-US.json'), 'utf8'),
};

/** Serves `./__LOCALES__/`, as the frame's own folder does, and leaves every other address to the `fetch` before. */
const withLocales =
  (before: typeof fetch): typeof fetch =>
  async (input, init) => {
    const [, name] = typeof input === 'string' ? (/^\.\/__LOCALES__\/(.+)$/.exec(input) ?? []) : [];
    if (name === undefined) return before(input, init);
    const file = Object.hasOwn(LOCALE_FILES, name) ? LOCALE_FILES[name] : undefined;
    return file ? new Response(file(), { headers: { 'content-type': 'application/json' } }) : new Response('', { status: 404 });
  };

// @forge/bridge and @forge/react look for these while they load: import this file before them.
Object.assign(globalThis, {
  self: globalThis,
  IS_REACT_ACT_ENVIRONMENT: true,
  __bridge: { callBridge },
  fetch: withLocales(globalThis.fetch),
});
