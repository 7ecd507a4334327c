import { openAccounts } from '../../../local/accounts/open-accounts';
import type { Accounts } from '../../../local/accounts/open-accounts';
import type { AccountChoices } from '../../../local/accounts/assumptions';
import { openGateway } from '../../../local/gateway/open-gateway';
import type { Gateway } from '../../../local/gateway/open-gateway';
import type { RouteEvent } from '../../../local/gateway/route-event';
import type { GatewayChoices } from '../../../local/gateway/unknowns';
import type { InvocationCall, InvocationResult, Runtime } from '../../../local/runtime/runtime';
import { SITE } from '../../../local/site/identity';
import { openDatabase } from '../../../local/site/open-database';
import type { SiteDatabase } from '../../../local/site/open-database';
import { PEOPLE } from '../../../local/site/people';
import type { CustomScopes } from '../../../local/site/read-custom-scopes';
import type { ApiRoute, Manifest } from '../../../local/site/read-manifest';

const APP_ID = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
export const SNS = `${APP_ID}.${SITE.environmentId}`;
export const INSTALLED = `${APP_ID}_${SITE.environmentId}`;
export const CLOUD_BASE = `/svc/jira/${SITE.cloudId}/apps/${INSTALLED}`;
export const SITE_BASE = `/gateway/api/svc/jira/apps/${INSTALLED}`;
export const ORIGIN = 'http://127.0.0.1:9999';
export const READ = 'read:thing:custom';
export const WRITE = 'write:thing:custom';
export const PRODUCT = 'read:forge-app:jira';

/** The person of a role, by where they stand among the local site's people. */
export const personOf = (role: 'admin' | 'member' | 'outsider', index = 0): string => {
  const person = PEOPLE.filter((each) => each.role === role)[index];
  if (person === undefined) throw new Error(`The local site has no ${role} number ${index}.`);
  return person.accountId;
};

export const route = (over: Partial<ApiRoute> = {}): ApiRoute => ({
  key: 'things-list',
  path: '/v1/things',
  operation: 'GET',
  function: 'api',
  accept: ['application/json'],
  scopes: [READ],
  ...over,
});

const ROUTES: readonly ApiRoute[] = [
  route(),
  route({ key: 'things-get', path: '/v1/things/*' }),
  route({ key: 'things-special', path: '/v1/things/special' }),
  route({ key: 'things-create', operation: 'POST', scopes: [WRITE] }),
  route({ key: 'things-copy', path: '/v1/copies', operation: 'POST', scopes: [READ, WRITE] }),
  route({ key: 'files-rest', path: '/v1/files/**' }),
];

export const CUSTOM_SCOPES: CustomScopes = {
  version: 1,
  scopes: {
    [READ]: { displayName: 'Read things', description: 'List & read <things>.' },
    [WRITE]: { displayName: 'Write things', description: 'Change things.' },
  },
};

export const manifestWith = (routes: readonly ApiRoute[] = ROUTES): Manifest => ({
  app: { id: `ari:cloud:ecosystem::app/${APP_ID}` },
  modules: { apiRoute: [...routes], function: [{ key: 'api', handler: 'api.answer' }] },
});

type Answers = (call: InvocationCall) => InvocationResult | Promise<InvocationResult>;

/** A runtime that remembers what it was asked and answers as a test says. */
export class RecordingRuntime implements Runtime {
  readonly calls: InvocationCall[] = [];
  constructor(
    public answers: Answers = () => ({
      ok: true,
      result: { statusCode: 200, headers: { 'Content-Type': ['application/json'] }, body: '{}' },
    }),
  ) {}
  invoke = async (call: InvocationCall): Promise<InvocationResult> => {
    this.calls.push(call);
    return this.answers(call);
  };
  logs = () => [];
  close = async (): Promise<void> => {};
  /** The event of the last call. Throws when none arrived. */
  get event(): RouteEvent {
    const last = this.calls.at(-1);
    if (last === undefined) throw new Error('No call reached the runtime.');
    return last.payload as RouteEvent;
  }
}

export interface Bench {
  readonly database: SiteDatabase;
  readonly accounts: Accounts;
  readonly gateway: Gateway;
  readonly runtime: RecordingRuntime;
  readonly clock: { at: number };
  readonly site: { restApis: boolean };
  /** A token of the first admin. */
  readonly token: (scopes?: readonly string[]) => Promise<string>;
  /** Calls a path below the app, in the cloud form unless `base` says otherwise. */
  readonly call: (path: string, init?: RequestInit & { token?: string; base?: string }) => Promise<Response>;
}

interface BenchOptions {
  readonly routes?: readonly ApiRoute[];
  readonly choices?: Partial<GatewayChoices>;
  readonly accountChoices?: Partial<AccountChoices>;
  readonly database?: SiteDatabase;
}

/** Accounts and a gateway over a recording runtime, on a database in memory, with a clock that a test moves. */
export const openBench = ({ routes, choices, accountChoices, database = openDatabase(':memory:') }: BenchOptions = {}): Bench => {
  const clock = { at: Date.UTC(2026, 10, 1) };
  const site = { restApis: true };
  const now = () => clock.at;
  const manifest = manifestWith(routes);
  const accounts = openAccounts({
    database,
    now,
    people: PEOPLE,
    manifest,
    customScopes: CUSTOM_SCOPES,
    site: SITE,
    ...(accountChoices && { choices: accountChoices }),
  });
  const runtime = new RecordingRuntime();
  const gateway = openGateway({
    manifest,
    scopes: CUSTOM_SCOPES,
    runtime,
    accounts,
    switches: { restApis: () => site.restApis },
    now,
    ...(choices && { choices }),
  });
  const token = async (scopes: readonly string[] = [READ, WRITE, PRODUCT]): Promise<string> =>
    (await accounts.issueToken({ scopes, accountId: personOf('admin') })).access_token;
  return {
    database,
    accounts,
    gateway,
    runtime,
    clock,
    site,
    token,
    call: async (path, { token: given, base = CLOUD_BASE, ...init } = {}) => {
      const headers = new Headers(init.headers);
      if (!headers.has('authorization')) headers.set('authorization', `Bearer ${given ?? (await token())}`);
      return gateway.fetch(new Request(`${ORIGIN}${base}${path}`, { ...init, headers }));
    },
  };
};
