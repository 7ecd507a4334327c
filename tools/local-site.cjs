// A local site of one's own, for scripts and tests: fresh data, a free port, gone at the end.
const { spawn } = require('node:child_process');
const { randomBytes } = require('node:crypto');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');

const ROOT = resolve(__dirname, '..');
const READY = /ready[^\n]*?(http:\/\/127\.0\.0\.1:\d+)/i;
const LONGEST_START = 180_000;

const untilReady = (child) =>
  new Promise((resolveReady, reject) => {
    let said = '';
    const listen = (chunk) => {
      said += String(chunk);
      const ready = READY.exec(said);
      if (ready) resolveReady(ready[1]);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => reject(new Error(`The local site ended with ${code} before it was ready:\n${said}`)));
    setTimeout(() => reject(new Error(`The local site was not ready in time:\n${said}`)), LONGEST_START).unref();
  });

const startLocalSite = async ({ options = [], data: kept } = {}) => {
  const data = kept ?? mkdtempSync(join(tmpdir(), 'aperture-'));
  const token = randomBytes(24).toString('base64url');
  const child = spawn(process.execPath, ['local/start.mjs', '--port', '0', '--data', data, ...options], {
    cwd: ROOT,
    env: { ...process.env, SITE_TOKEN: token },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise((ended) => child.once('exit', ended));
  const close = async (signal = 'SIGTERM') => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
    if (kept === undefined) rmSync(data, { recursive: true, force: true });
  };
  const origin = await untilReady(child).catch(async (error) => {
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

module.exports = { startLocalSite };
