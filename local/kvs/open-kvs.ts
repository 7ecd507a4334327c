import { randomBytes } from 'node:crypto';
import Database from 'libsql';
import type { SiteDatabase } from '../site/open-database';
import { itemsNamed, openFaults, type Faults, type KvsCall, type KvsFault } from './faults';
import { bytesOf } from './items/check-item';
import { readEntities } from './items/entity-catalogue';
import { openItemTable } from './items/item-table';
import { KvsFailure } from './kvs-failure';
import { LIMITS } from './limits';
import { openMeter, type KvsCounters } from './meter';
import { OPERATIONS } from './operations/operation-table';
import type { OperationContext } from './operations/operation';

/** Milliseconds since epoch. */
type Now = () => number;

export interface KvsOptions {
  readonly database: SiteDatabase;
  /** The manifest's `app.storage.entities` as parsed; undefined = none. */
  readonly entities: unknown;
  readonly now?: Now;
  /** How long each call takes, in ms; 0 or left out = no delay. */
  readonly latency?: number;
}

/** The stand-in for Forge KVS: the wire of @forge/kvs, Forge's limits and codes, an embedded database. */
export interface Kvs {
  /**
   * One call of the app, `path` as the client sends it (`/api/v1/get`), `body` its JSON. Answers every refusal as a Response.
   * Whether the app holds `storage:app` is the caller's to check. Rejects only when the store is closed.
   */
  call(installationId: string, path: string, body: string): Promise<Response>;
  counters(): KvsCounters;
  resetCounters(): void;
  readonly faults: Pick<Faults, 'set' | 'current'> & {
    /** Awaited before and after each call acts: a test that holds it pauses the call there. */
    onCall: ((call: KvsCall) => Promise<void>) | null;
  };
  /** Queries see items as they were `staleBy` ms ago, for writes made while this is on; get stays up to date. */
  staleQueries: boolean;
  staleBy: number;
  /** How long, in ms, an expired item stays readable; at most 48 h, as in the cloud. 0 = gone at once. */
  ttlLag: number;
  /** False counts reads and writes without refusing any. */
  rateLimits: boolean;
  /** True: a page of an entity query is filled with items that pass the filters (UNKNOWNS.filtersBeforeLimit). */
  filtersBeforeLimit: boolean;
  /** True: no cursor after a page that happens to end with the last item (UNKNOWNS.cursorOnlyWhenMore). */
  cursorOnlyWhenMore: boolean;
  latency: number;
  /** Forgets everything of one installation. */
  clear(installationId: string): void;
  /** Ends calls that a fault left without an answer; later calls reject. The database stays open. */
  close(): void;
}

const PREFIX = '/api/v1/';
const PURGE_EVERY = 60_000;

const answerJson = (status: number, body: unknown): Response => {
  const headers = { 'x-b3-traceid': randomBytes(8).toString('hex') };
  if (body === undefined) return new Response(null, { status: 204, headers });
  return new Response(JSON.stringify(body), { status, headers: { ...headers, 'content-type': 'application/json' } });
};

const answerFailure = ({ status, code, message }: KvsFailure): Response => answerJson(status, { code, message });

const answerFault = (answer: Exclude<KvsFault['answer'], 'never'>): Response =>
  answerJson(answer.status, {
    code: answer.code ?? (answer.status === 429 ? 'RATE_LIMIT_EXCEEDED' : 'INTERNAL_SERVER_ERROR'),
    message: 'A fault that was asked for.',
  });

const parseBody = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

const closedError = (): Error => new Error('The local KVS is closed.');

/** Opens the stand-in on the site's database, in tables whose names begin with `kvs_`. Throws BadEnvironment for broken entities. */
export const openKvs = ({ database, entities: declared, now = Date.now, latency = 0 }: KvsOptions): Kvs => {
  const entities = readEntities(declared);
  const items = openItemTable(database, entities);
  const faults = openFaults();
  const opening = randomBytes(8).toString('hex');
  const unanswered = new Set<(reason: Error) => void>();
  let closed = false;
  let calls = 0;
  let purged = 0;

  const meter = openMeter(() => kvs.rateLimits);

  const purge = (at: number): void => {
    if (Math.abs(at - purged) < PURGE_EVERY) return;
    purged = at;
    items.purge(at - LIMITS.ttlLag.value, at - Math.max(kvs.staleBy, PURGE_EVERY));
  };

  const contextOf = (installation: string, bytes: number, at: number): OperationContext => ({
    installation,
    bytes,
    items,
    entities,
    now: at,
    expiredBy: at - Math.min(kvs.ttlLag, LIMITS.ttlLag.value),
    asOf: kvs.staleQueries ? at - kvs.staleBy : null,
    pastUntil: kvs.staleQueries ? at : null,
    filtersBeforeLimit: kvs.filtersBeforeLimit,
    cursorOnlyWhenMore: kvs.cursorOnlyWhenMore,
    opening,
    meter: meter.keysOf(installation, at),
  });

  /** Acts and answers. Not asynchronous: nothing comes between the reads and the writes of one operation. */
  const act = (installation: string, name: string, sent: unknown, bytes: number): Response => {
    const operation = OPERATIONS.get(name);
    try {
      if (!operation) throw new KvsFailure('NOT_FOUND');
      const at = now();
      meter.admit(installation, operation.kind, bytes, at);
      purge(at);
      const answered = items.atomically(() => operation.run(contextOf(installation, bytes, at), sent));
      const response = answerJson(200, answered);
      if (operation.kind === 'read') meter.answerRead(installation, bytesOf(JSON.stringify(answered)), at);
      return response;
    } catch (failure) {
      if (failure instanceof KvsFailure) return answerFailure(failure);
      if (failure instanceof Database.SqliteError) return answerFailure(new KvsFailure('INTERNAL_SERVER_ERROR', { cause: failure }));
      throw failure;
    }
  };

  const never = (): Promise<never> =>
    new Promise((_resolve, reject) => {
      unanswered.add(reject);
    });

  /** Pauses the call for the test's hook, then lets a fault strike it. */
  const pass = async (call: KvsCall): Promise<Response | undefined> => {
    await kvs.faults.onCall?.(call);
    const answer = faults.strike(call);
    if (answer === 'never') return never();
    return answer && answerFault(answer);
  };

  const kvs: Kvs = {
    async call(installationId, path, body) {
      if (closed) throw closedError();
      const name = path.startsWith(PREFIX) ? path.slice(PREFIX.length) : path;
      const sent = parseBody(body);
      calls += 1;
      meter.arrive(OPERATIONS.get(name)?.kind ?? 'read', name);
      const described = { installationId, operation: name, items: itemsNamed(sent), number: calls };
      const struck = await pass({ ...described, phase: 'before' });
      if (struck) return struck;
      if (kvs.latency > 0) await new Promise((resolve) => setTimeout(resolve, kvs.latency));
      if (closed) throw closedError();
      const response = act(installationId, path.startsWith(PREFIX) ? name : '', sent, bytesOf(body));
      return (await pass({ ...described, phase: 'after', status: response.status })) ?? response;
    },
    counters: () => meter.counters(),
    resetCounters: () => {
      meter.resetCounters();
    },
    faults: { set: faults.set, current: faults.current, onCall: null },
    staleQueries: false,
    staleBy: 2000,
    ttlLag: 0,
    rateLimits: true,
    filtersBeforeLimit: false,
    cursorOnlyWhenMore: false,
    latency,
    clear: (installationId) => {
      items.clear(installationId);
    },
    close() {
      closed = true;
      for (const reject of unanswered) reject(closedError());
      unanswered.clear();
    },
  };
  return kvs;
};
