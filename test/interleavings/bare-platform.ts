import { AsyncLocalStorage } from 'node:async_hooks';
import { join } from 'node:path';
import { openKvs } from '../../local/kvs/open-kvs';
import type { Kvs } from '../../local/kvs/open-kvs';
import { SITE, installContext } from '../../local/site/identity';
import { openDatabase } from '../../local/site/open-database';
import { readManifest } from '../../local/site/read-manifest';

/** One call of @forge/kvs or @forge/api as the platform gets it. */
type ForgeFetch = (meta: { readonly type: string }, path: string, init?: { readonly body?: string }) => Promise<Response>;

const platforms = new AsyncLocalStorage<BarePlatform>();

const forgeFetch: ForgeFetch = async ({ type }, path, init) => {
  const platform = platforms.getStore();
  if (!platform) throw new Error(`${path} was asked for outside of an invocation.`);
  if (type === 'kvs') return platform.kvs.call(SITE.installationId, path, init?.body ?? '');
  if (!path.startsWith('/rest/api/3/mypermissions?')) throw new Error(`${path} is nothing that these schedules ask for.`);
  return Response.json({ permissions: { ADMINISTER: { havePermission: true } } });
};

/** The least that the app's functions need: storage, Jira's yes and a clock. A thousandth of a site's work for each call, so that many fit. */
export interface BarePlatform {
  readonly kvs: Kvs;
  /** Moves the clock of app and storage on, ms. */
  readonly advance: (ms: number) => void;
  /** Calls a function of the app as the platform would; the result crosses as JSON. */
  readonly invoke: (handler: (event: never, context: never) => Promise<unknown>, event: unknown) => Promise<unknown>;
  readonly close: () => void;
}

const CONTEXT = { installContext: installContext(SITE.cloudId), principal: { accountId: '712020:an-admin' } };

/** Opens one; its clock is the whole process's `Date.now` until it is closed. Ready the process with `installForgeFetch` first. */
export const openBarePlatform = (appRoot: string): BarePlatform => {
  const real = Date.now;
  let ahead = 0;
  Date.now = () => real() + ahead;
  const database = openDatabase(':memory:');
  const { entities } = readManifest(join(appRoot, 'manifest.yml')).app.storage ?? {};
  const kvs = openKvs({ database, entities, now: () => Date.now() });
  kvs.rateLimits = false;
  const platform: BarePlatform = {
    kvs,
    advance: (ms) => {
      ahead += ms;
    },
    invoke: async (handler, event) => {
      const result = await platforms.run(platform, () =>
        (handler as (event: unknown, context: unknown) => Promise<unknown>)(event, CONTEXT),
      );
      return JSON.parse(JSON.stringify(result)) as unknown;
    },
    close: () => {
      Date.now = real;
      kvs.close();
      database.close();
    },
  };
  return platform;
};

Object.defineProperties(globalThis, {
  __forge_fetch__: { configurable: true, value: forgeFetch },
  __forge_runtime__: { configurable: true, value: { contextAri: installContext(SITE.cloudId), metrics: undefined } },
});
