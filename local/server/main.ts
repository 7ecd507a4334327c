/** The program behind `npm start`. */
import { join } from 'node:path';
import { BadEnvironment } from '../site/read-yaml';
import { readOptions } from './read-options';
import { runServer } from './run-server';
import type { RunningServer } from './run-server';

// This file runs as local/.build/server.cjs.
const ROOT = join(__dirname, '../..');

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const fail = (error: unknown): never => {
  process.stderr.write(
    `${error instanceof BadEnvironment ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
};

const greet = (server: RunningServer): void => {
  const { focusKind, focus, switches, identity, siteToken } = server.site();
  const where =
    focusKind === 'real'
      ? `REAL Focus of cloud id ${identity.cloudId}: what the app reads and writes there is real, and its credential is kept in the data folder`
      : `stand-in with ${String(focus.tree().size)} focus areas, answers in the shape ${focus.switches.shape}`;
  say(`Focus: ${where}`);
  say(`App REST APIs: ${switches.restApis() ? 'on' : 'off, switch them on under Connected apps'}`);
  say(`ready: ${server.origin}/?token=${siteToken}`);
};

const start = async (): Promise<void> => {
  process.umask(0o077);
  process.chdir(ROOT);
  const options = readOptions(process.argv.slice(2), process.env, ROOT);
  process.chdir(options.appRoot);
  const server = await runServer(options, ROOT, say);
  greet(server);
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    server.close().then(() => process.exit(0), fail);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
};

start().catch(fail);
