import { kvs } from '@forge/kvs';
import { openKvs, type Kvs, type KvsOptions } from '../../../local/kvs/open-kvs';
import { openDatabase } from '../../../local/site/open-database';

const INSTALLATION = 'installation-a';

/** Entities as a manifest declares them, with every attribute type and every form of index. */
export const ENTITIES = [
  {
    name: 'note',
    attributes: {
      title: { type: 'string' },
      count: { type: 'integer' },
      weight: { type: 'float' },
      open: { type: 'boolean' },
      body: { type: 'any' },
    },
    indexes: ['count', { name: 'by-open', partition: ['open'], range: ['title'] }, { name: 'by-weight', range: ['weight'] }],
  },
  { name: 'policy', attributes: { version: { type: 'integer' }, body: { type: 'any' } } },
] as const;

/** A clock that tests move. */
export interface Clock {
  readonly now: () => number;
  readonly pass: (ms: number) => void;
}

export const startClock = (at = Date.UTC(2026, 10, 2, 8, 0, 0)): Clock => {
  let time = at;
  return {
    now: () => time,
    pass: (ms) => {
      time += ms;
    },
  };
};

export const openTestKvs = (overrides: Partial<KvsOptions> = {}): Kvs =>
  openKvs({ database: openDatabase(':memory:'), entities: ENTITIES, ...overrides });

interface SentRequest {
  readonly method: string;
  readonly body: string;
}

/** The real client of the app; `over` says which store and installation its calls reach from now on. */
export const clientOver = (store: Pick<Kvs, 'call'>, installationId = INSTALLATION): typeof kvs => {
  const forgeFetch = async (meta: { readonly type: string }, path: string, sent: SentRequest): Promise<Response> => {
    if (meta.type !== 'kvs' || sent.method !== 'POST') throw new Error('The client asked for something that is not KVS.');
    return store.call(installationId, path, sent.body);
  };
  Object.assign(globalThis, { __forge_fetch__: forgeFetch });
  return kvs;
};

/** One call on the raw wire, past the client. */
export const callRaw = async (
  store: Kvs,
  operation: string,
  body: unknown,
  installationId = INSTALLATION,
): Promise<{ readonly status: number; readonly code?: unknown; readonly json: unknown }> => {
  const response = await store.call(installationId, `/api/v1/${operation}`, typeof body === 'string' ? body : JSON.stringify(body));
  const text = await response.text();
  const json: unknown = text === '' ? undefined : JSON.parse(text);
  const code = typeof json === 'object' && json !== null && 'code' in json ? json.code : undefined;
  return { status: response.status, code, json };
};
