import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { firstRun } from '../control/first-run';
import { buildPage } from '../page/build';
import { readAppBundle } from '../runtime/processes/app-bundle';
import { buildChild, childFileIn } from '../runtime/processes/build-child';
import { openSite } from '../site/open-site';
import type { Site } from '../site/open-site';
import { BadEnvironment } from '../site/read-yaml';
import { openAppBuilds } from './build/app-builds';
import { AppNotBuilt } from './build/build-app';
import { listen } from './listen';
import { lockData } from './lock-data';
import type { StartOptions } from './read-options';
import { validateManifest } from './build/validate-manifest';
import { watchApp } from './build/watch-app';

/** A local site that answers on a port. */
export interface RunningServer {
  readonly origin: string;
  /** The site that answers now; another one after the manifest changed. */
  site(): Site;
  close(): Promise<void>;
}

// A real credential and what comes of it never share a file with invented data.
const dataFileOf = ({ dataDir, real }: StartOptions): string => join(dataDir, real ? 'real-focus.db' : 'site.db');

const forget = (file: string): void => {
  for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true });
};

const siteOptions = (options: StartOptions, say: (line: string) => void) => ({
  dataFile: dataFileOf(options),
  appRoot: options.appRoot,
  eventsByThemselves: true,
  token: options.siteToken ?? randomBytes(24).toString('base64url'),
  ...(options.focusSize === undefined ? {} : { focusSize: options.focusSize }),
  ...(options.focusShape === undefined ? {} : { focusShape: options.focusShape }),
  ...(options.real === undefined ? {} : { real: { ...options.real, send: (request: Request) => fetch(request) } }),
  onLog: ({ functionKey, level, text }: { readonly functionKey: string; readonly level: string; readonly text: string }) => {
    say(`[${functionKey}] ${level}: ${text}`);
  },
  onFault: (error: unknown) => {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  },
});

/**
 * Starts the whole local site. `root` is the project's folder, `say` takes lines for the terminal. Rebuilds the app when its files change; a
 * build that fails leaves the one before in place. Throws BadEnvironment with one sentence.
 */
export const runServer = async (options: StartOptions, root: string, say: (line: string) => void): Promise<RunningServer> => {
  const pageDir = join(root, 'local/.build/page');
  if (options.bundleDir !== undefined) readAppBundle(options.bundleDir);
  // Port and data are claimed before anything is dropped, so that a second start can't take them from a site that runs.
  let answer: (request: Request) => Promise<Response> = async () => new Response('The local site is starting.', { status: 503 });
  const listening = await listen(options.port, (request) => answer(request));
  const unlock = lockData(options.dataDir);
  if (options.fresh) forget(dataFileOf(options));
  const builds = openAppBuilds(root, options.appRoot, options.bundleDir);
  // What fails at once is opened before what takes seconds.
  const fixed = { ...siteOptions(options, say), runtime: { childFile: childFileIn(builds.dir) }, pageDir };
  let site = await openSite(fixed);
  const validate = (): Promise<void> => validateManifest(options.appRoot, join(root, 'local/.build'));
  await Promise.all([buildChild(root, builds.dir), validate(), buildPage(pageDir, root)]);
  answer = (request) => site.fetch(request);

  const orSay = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof AppNotBuilt || error instanceof BadEnvironment)) throw error;
      site.build.failed(error.message);
      say(`The app is not built; the site goes on with what it had.\n${error.message}`);
    }
  };
  const connect = async (): Promise<void> => {
    const run = await firstRun(site);
    for (const line of run.says) say(line);
    if (run.problem !== undefined) say(run.problem);
  };
  const rebuild = async (): Promise<void> => {
    const started = performance.now();
    site.build.built(await builds.next());
    const took = (performance.now() - started).toFixed(0);
    say(options.bundleDir === undefined ? `The app is built (${took} ms).` : `The app is the bundle in ${options.bundleDir}.`);
  };
  // The new site opens beside the old one, so that a manifest that no site can open changes nothing.
  const reinstall = async (): Promise<void> => {
    await validate();
    const bundle = await builds.next();
    const before = site;
    site = await openSite(fixed);
    site.build.built(bundle);
    await before.close();
    say('The manifest or the scopes changed: the app is installed anew, its data stay.');
  };

  await orSay(rebuild);
  if (site.build.current().bundle) await connect();
  const unwatch =
    options.bundleDir === undefined
      ? watchApp(options.appRoot, (changed) => orSay(changed === 'manifest' ? reinstall : rebuild))
      : () => undefined;
  return {
    origin: `http://127.0.0.1:${String(listening.port)}`,
    site: () => site,
    close: async () => {
      unwatch();
      await site.close();
      await listening.close();
      builds.drop();
      unlock();
    },
  };
};
