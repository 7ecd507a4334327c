import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { ROOT } from './fixture-app';

const running = new Set<ChildProcess>();

/** Ends every site that a failed test left running. */
export const stopSites = (): void => {
  for (const child of running) child.kill('SIGKILL');
};

const TOKEN = 'a-token-of-this-test';

/** The local site as `npm start` runs it, with `--port 0`. */
export const startSite = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const child = spawn(process.execPath, ['local/start.mjs', '--port', '0', ...args], {
    cwd: ROOT,
    env: { ...process.env, SITE_TOKEN: TOKEN, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let said = '';
  const listeners = new Set<() => void>();
  const note = (chunk: Buffer): void => {
    said += chunk.toString();
    for (const hear of listeners) hear();
  };
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  const exited = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      running.delete(child);
      resolve(code);
      for (const hear of listeners) hear();
    });
  });

  /** Waits until what was said since `from` matches. */
  const hears = (pattern: RegExp, from = 0): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(said.slice(from));
        if (found) resolve(found);
        else if (child.exitCode !== null || child.signalCode !== null)
          reject(new Error(`It ended without saying ${pattern.source}:\n${said}`));
        else return;
        listeners.delete(look);
      };
      listeners.add(look);
      look();
    });

  return {
    said: () => said,
    hears,
    exited,
    ready: async () => (await hears(/ready: (http:\/\/127\.0\.0\.1:\d+)/))[1] ?? '',
    kill: async (signal: NodeJS.Signals) => {
      child.kill(signal);
      return exited;
    },
  };
};

/** Asks the site's controls; `body` is sent as JSON. */
export const control = async (origin: string, method: string, path: string, body?: unknown): Promise<unknown> => {
  const headers = { 'X-Site-Token': TOKEN };
  const answer = await fetch(`${origin}/_site/${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  if (!answer.ok) throw new Error(`${path}: ${String(answer.status)}`);
  return answer.json();
};

/** Calls the fixture app's resolver through the site's control. */
export const invoke = async (origin: string, functionKey: string, payload?: unknown): Promise<unknown> => {
  const answer = await fetch(`${origin}/_site/invoke`, {
    method: 'POST',
    headers: { 'X-Site-Token': TOKEN },
    body: JSON.stringify({ module: 'admin', functionKey, payload }),
  });
  const body = (await answer.json()) as { result?: unknown; error?: unknown };
  if (!answer.ok) throw new Error(JSON.stringify(body));
  return body.result;
};
