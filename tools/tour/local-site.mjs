// A local site of one's own: fresh data, a free port, gone at the end.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Starts `npm start`'s own script on a free port and waits until it says that it is ready. `close` stops it and drops its data. */
export const startLocalSite = async (options = []) => {
  const data = mkdtempSync(join(tmpdir(), 'aperture-'));
  const token = randomBytes(24).toString('base64url');
  const child = spawn(process.execPath, ['local/start.mjs', '--port', '0', '--data', data, ...options], {
    env: { ...process.env, SITE_TOKEN: token },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const close = async () => {
    child.kill('SIGTERM');
    await exited;
    rmSync(data, { recursive: true, force: true });
  };
  const origin = await new Promise((resolve, reject) => {
    const listen = (chunk) => {
      said += chunk;
      const ready = /ready[^\n]*?(http:\/\/127\.0\.0\.1:\d+)/i.exec(said);
      if (ready) resolve(ready[1]);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => reject(new Error(`The local site ended with ${code} before it was ready:\n${said}`)));
    setTimeout(() => reject(new Error(`The local site was not ready after 180 s:\n${said}`)), 180_000).unref();
  }).catch(async (error) => {
    await close();
    throw error;
  });
  const control = async (method, path, body) => {
    const answer = await fetch(`${origin}/_site${path}`, {
      method,
      headers: { 'X-Site-Token': token, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} /_site${path} answered ${answer.status}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  return { origin, token, control, close };
};
