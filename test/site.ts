import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { installGlobals } from '../local/runtime/inside/globals';
import type { InvocationResult } from '../local/runtime/runtime';
import { firstRun } from '../local/control/first-run';
import { invokeResolver } from '../local/control/pages/page-module';
import { openSite } from '../local/site/open-site';
import type { Site, SiteOptions } from '../local/site/open-site';
import { appIdOf } from '../local/site/read-manifest';

// @forge/api keeps the `fetch` that it finds when it loads: import this file before any file of src that loads it.
installGlobals('pass');

export const ROOT = resolve(__dirname, '..');

const requireFrom = createRequire(__filename);

const ORIGIN = 'http://127.0.0.1';

/** What a call through the gateway takes; `body` that is no text is sent as JSON. */
export interface ApiCall {
  readonly method?: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A site in memory with the app of src installed, for tests; everything of `Site` besides. */
export interface TestSite extends Site {
  /** Where an apiRoute's path begins, in the cloud form. */
  readonly apiBase: string;
  /** Acts as a person on a page: through the real resolver, with everything that the platform adds and refuses. */
  asUser(accountId: string): { invoke(moduleKey: string, functionKey: string, payload?: unknown): Promise<InvocationResult> };
  /** Calls a route through the gateway, `path` as in the manifest: `/v1/focusAreas?limit=2`. */
  api(path: string, call?: ApiCall): Promise<Response>;
  /** A bearer for these scopes (all of the app's, with Atlassian's own, unless given), of the first admin unless told. */
  token(scopes?: readonly string[], accountId?: string): Promise<string>;
  /** Calls a module's function directly with an event as the platform would send it, past gateway and queue. */
  call(moduleKey: string, event: unknown, accountId?: string): Promise<InvocationResult>;
  /** Gives the app its connection to Focus as local/first-run.yaml says; throws when the app refuses. */
  connect(): Promise<void>;
}

type TestSiteOptions = Partial<Omit<SiteOptions, 'dataFile' | 'runtime'>> & {
  readonly dataFile?: string;
  /** Instead of the app's own handlers. */
  readonly load?: (handler: string) => unknown;
};

// A manifest's handler is `<file below src>.<export>`.
const loadFromSrc = (handler: string): unknown => {
  const dot = handler.lastIndexOf('.');
  const module = requireFrom(join(ROOT, 'src', handler.slice(0, dot))) as Readonly<Record<string, unknown>>;
  return module[handler.slice(dot + 1)];
};

const functionOf = (site: Site, moduleKey: string): string => {
  const { consumer = [], scheduledTrigger = [] } = site.manifest.modules;
  const background = [...consumer, ...scheduledTrigger].find((each) => each.key === moduleKey);
  const route = site.manifest.modules.apiRoute?.find((each) => each.key === moduleKey);
  const pages = [...(site.manifest.modules['jira:adminPage'] ?? []), ...(site.manifest.modules['jira:globalPage'] ?? [])];
  const found = route?.function ?? background?.function ?? pages.find((page) => page.key === moduleKey)?.resolver?.function;
  if (found === undefined) throw new Error(`The manifest has no apiRoute, page, consumer or schedule '${moduleKey}'.`);
  return found;
};

/** Opens a fresh site in memory with App REST APIs switched on; close it when the test ends. */
export const openTestSite = async ({ load = loadFromSrc, ...options }: TestSiteOptions = {}): Promise<TestSite> => {
  const site = await openSite({ dataFile: ':memory:', appRoot: ROOT, focusSize: 20, ...options, runtime: { load } });
  site.switches.setRestApis(true);
  const apiBase = `/svc/jira/${site.identity.cloudId}/apps/${appIdOf(site.manifest)}_${site.identity.environmentId}`;
  const admin = site.people.find((person) => person.role === 'admin')?.accountId ?? '';
  return {
    ...site,
    apiBase,
    asUser: (accountId) => ({
      invoke: (module, functionKey, payload) => invokeResolver(site, { module, functionKey, payload, accountId }),
    }),
    api: async (path, { method = 'GET', token, headers = {}, body } = {}) => {
      const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
      const request = new Request(`${ORIGIN}${apiBase}${path}`, {
        method,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(text === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(text === undefined ? {} : { body: text }),
      });
      return site.fetch(request);
    },
    token: async (scopes, accountId = admin) => {
      const { access_token: token } = await site.accounts.issueToken({ ...(scopes === undefined ? {} : { scopes }), accountId });
      return token;
    },
    call: (moduleKey, event, accountId) =>
      site.runtime.invoke({
        functionKey: functionOf(site, moduleKey),
        moduleKey,
        payload: event,
        ...(accountId === undefined ? {} : { accountId }),
      }),
    connect: async () => {
      const run = await firstRun(site);
      if (!run.connected) throw new Error(run.problem);
    },
  };
};
