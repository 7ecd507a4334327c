import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { readAppBundle } from '../../../local/runtime/processes/app-bundle';
import { openTestSite } from '../../site';
import type { TestSite } from '../../site';

const HOUR = 60 * 60_000;
const dir = mkdtempSync(join(tmpdir(), 'local-site-'));
let site: TestSite;

beforeAll(async () => {
  mkdirSync(join(dir, 'resources/admin-page'), { recursive: true });
  writeFileSync(join(dir, 'resources/admin-page/index.html'), '<html><head></head><body><script src="app.js"></script></body></html>');
  writeFileSync(join(dir, 'handlers.json'), '{}');
  site = await openTestSite({ load: () => undefined, focusSize: 1 });
  site.build.built(readAppBundle(dir));
});

afterAll(async () => {
  await site.close();
  rmSync(dir, { recursive: true });
});

/** Loads the frame as a browser does, as far as its first script, and gives what an expression is there. */
const inFrame = async (expression: string): Promise<unknown> => {
  const answer = await site.fetch(new Request('http://127.0.0.1:4310/_app/admin-page/'));
  const html = await answer.text();
  const [, shift = '', script = ''] = /^<html><head><script data-shift="(-?\d+)">([\s\S]*?)<\/script>/.exec(html) ?? [];
  const hash = createHash('sha256').update(script).digest('base64');
  expect(answer.headers.get('content-security-policy')).toContain(`'sha256-${hash}'`);
  const frame = createContext({
    document: { currentScript: { dataset: { shift } } },
    parent: { __aperture: { bridgeFor: () => 'bridge' } },
  });
  runInContext('self = globalThis;', frame);
  runInContext(script, frame);
  return runInContext(expression, frame);
};

const hoursAhead = (at: unknown): number => Math.round((Number(at) - Date.now()) / HOUR) + 0;

test('a page has its bridge, and the computer’s time while the clock isn’t moved', async () => {
  expect(await inFrame('__bridge')).toBe('bridge');
  expect(hoursAhead(await inFrame('Date.now()'))).toBe(0);
  expect(await inFrame('Date.toString()')).toContain('[native code]');
});

test('a page goes by the clock that was moved, and its Date stays one', async () => {
  site.clock.advance(30 * HOUR);
  for (const form of ['Date.now()', 'new Date().getTime()', 'Date.parse(Date())']) expect(hoursAhead(await inFrame(form))).toBe(30);
  expect(await inFrame('new Date(0).toISOString()')).toBe('1970-01-01T00:00:00.000Z');
  expect(await inFrame('new Date(2020, 1, 29) instanceof Date')).toBe(true);
  expect(await inFrame('Date.UTC(1970, 0, 2)')).toBe(24 * HOUR);
});
