import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openAccounts } from '../accounts/open-accounts';
import { openClock } from '../clock/open-clock';
import { openBuildBoard } from '../control/build-state';
import { openSurface } from '../control/open-surface';
import { openEvents } from '../events/open-events';
import { openFocus } from '../focus/open-focus';
import type { ShapeName } from '../focus/shapes/shapes';
import { openGateway } from '../gateway/open-gateway';
import { openJira } from '../jira/open-jira';
import { openKvs } from '../kvs/open-kvs';
import { openInProcessRuntime } from '../runtime/in-process';
import { openPlatform } from '../runtime/platform/open-platform';
import type { Platform } from '../runtime/platform/open-platform';
import { openChildPool } from '../runtime/processes/child-pool';
import type { AppBundle } from '../runtime/processes/app-bundle';
import type { LogLine, Runtime } from '../runtime/runtime';
import { UNKNOWNS } from '../runtime/unknowns';
import { SITE } from './identity';
import { openNotes } from './notes';
import { openDatabase } from './open-database';
import { GROUPS, PEOPLE } from './people';
import { readCustomScopes } from './read-custom-scopes';
import { readManifest, scopesOf } from './read-manifest';
import type { SiteParts } from './site-parts';
import { openSwitches } from './switches';

/** A service account of a real Focus, and the site it belongs to. */
export interface RealFocus {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly cloudId: string;
  /** Sends to the real hosts; must not follow redirects. */
  readonly send: (request: Request) => Promise<Response>;
}

export interface SiteOptions {
  /** The one database file, or ':memory:'. */
  readonly dataFile: string;
  /** Folder of manifest.yml and custom-scopes.yaml. */
  readonly appRoot: string;
  /** Number of focus areas; left out, what the data has, or the stand-in's own choice. */
  readonly focusSize?: number;
  /** How Focus's answers look at first; `full` unless given. */
  readonly focusShape?: ShapeName;
  /** What the site's clock runs on; the computer's own unless given. */
  readonly now?: () => number;
  /** In this process with handlers from `load`, or in processes of their own that begin with `childFile`. */
  readonly runtime: { readonly load: (handler: string) => unknown } | { readonly childFile: string };
  /** What acts for a person over HTTP must show it; random unless given. */
  readonly token?: string;
  readonly real?: RealFocus;
  /** Events and schedules run when they are due, by timers; left out, only `events.settle()` runs them. */
  readonly eventsByThemselves?: boolean;
  /** Folder of the built shell. */
  readonly pageDir?: string;
  /** Whether functions are told their installation; see UNKNOWNS. */
  readonly tellsInstallation?: boolean;
  readonly onLog?: (line: LogLine) => void;
  /** Hears of a failure of the site itself. */
  readonly onFault?: (error: unknown) => void;
}

export interface Site extends SiteParts {
  /** The whole HTTP surface. */
  fetch(request: Request): Promise<Response>;
  close(): Promise<void>;
}

const openRuntime = (how: SiteOptions['runtime'], platform: Platform): { runtime: Runtime; use: (bundle: AppBundle) => void } => {
  if ('load' in how) return { runtime: openInProcessRuntime(platform, how.load), use: () => undefined };
  const pool = openChildPool(platform, how.childFile);
  return { runtime: pool, use: (bundle) => pool.useBundle(bundle) };
};

/** Opens a site with the app installed on it. Throws BadEnvironment. */
export const openSite = async (options: SiteOptions): Promise<Site> => {
  const { appRoot, real, token = randomBytes(24).toString('base64url') } = options;
  const manifest = readManifest(join(appRoot, 'manifest.yml'));
  const customScopes = readCustomScopes(join(appRoot, 'custom-scopes.yaml'));
  const database = openDatabase(options.dataFile);
  const notes = openNotes(database);
  const clock = openClock(options.now, notes);
  const { now } = clock;
  const identity = { ...SITE, cloudId: real?.cloudId ?? SITE.cloudId };

  const kvs = openKvs({ database, entities: manifest.app.storage?.entities, now });
  const focus = await openFocus({ database, now, size: options.focusSize, shape: options.focusShape, cloudId: identity.cloudId });
  const jira = openJira({ people: PEOPLE, groups: GROUPS, now, grantedScopes: scopesOf(manifest) });
  const switches = openSwitches(database);
  const build = openBuildBoard();

  const onFault = options.onFault ?? (() => undefined);
  // Events invoke the app, and the app's invocations push events.
  const invoke: Runtime['invoke'] = (call) => runtime.invoke(call);
  const byItself = options.eventsByThemselves ?? false;
  const isReady = (): boolean => 'load' in options.runtime || build.current().bundle !== undefined;
  const events = openEvents({ database, manifest, identity, clock, invoke, byItself, isReady, onFault });

  const platform = openPlatform({
    manifest: () => manifest,
    identity,
    kvs,
    jira,
    events,
    egress: real ? real.send : (request) => focus.fetch(request),
    appCodeDir: () => build.current().bundle?.dir ?? '',
    tellsInstallation: options.tellsInstallation ?? UNKNOWNS.installationInSecondArgument.here,
    now,
    clock,
    ...(options.onLog === undefined ? {} : { onLog: options.onLog }),
  });
  const { runtime, use } = openRuntime(options.runtime, platform);
  build.listen(({ ok, bundle }) => {
    if (!ok || !bundle) return;
    use(bundle);
    events.wake();
  });

  const accounts = openAccounts({ database, now, people: PEOPLE, manifest, customScopes, site: identity });
  const gateway = openGateway({ manifest, scopes: customScopes, runtime, accounts, switches, now, site: identity });
  const closing = new AbortController();
  const parts: SiteParts = {
    appRoot,
    manifest,
    customScopes,
    people: PEOPLE,
    identity,
    clock,
    events,
    kvs,
    focus,
    focusKind: real ? 'real' : 'stand-in',
    focusCredential: real ? { clientId: real.clientId, clientSecret: real.clientSecret } : focus.serviceAccount,
    jira,
    accounts,
    gateway,
    runtime,
    switches,
    notes,
    build,
    siteToken: token,
    ...(options.pageDir === undefined ? {} : { pageDir: options.pageDir }),
    closing: closing.signal,
    onFault,
  };
  const surface = openSurface(parts);
  return {
    ...parts,
    fetch: async (request) => surface.fetch(request),
    close: async () => {
      closing.abort();
      events.close();
      await runtime.close();
      kvs.close();
      database.close();
    },
  };
};
