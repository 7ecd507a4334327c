import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../../local/site/open-database';
import { openSwitches } from '../../../local/site/switches';
import { appIdOf, egressOf, pagesOf, readManifest, scopesOf } from '../../../local/site/read-manifest';
import { readCustomScopes } from '../../../local/site/read-custom-scopes';
import { BadEnvironment } from '../../../local/site/read-yaml';
import { ROOT } from '../../site';

let dir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'local-site-'));
});

afterAll(() => {
  rmSync(dir, { recursive: true });
});

const file = (name: string, text: string): string => {
  writeFileSync(join(dir, name), text);
  return join(dir, name);
};

describe('the app’s own files', () => {
  test('give id, scopes, egress and pages', () => {
    const manifest = readManifest(join(ROOT, 'manifest.yml'));
    expect(appIdOf(manifest)).toMatch(/^[0-9a-f-]{36}$/);
    expect(scopesOf(manifest)).toContain('storage:app');
    expect(egressOf(manifest)).toEqual(['https://api.atlassian.com', 'https://auth.atlassian.com', 'https://*.atlassian.net']);
    expect(pagesOf(manifest).map((page) => page.type)).toContain('jira:adminPage');
    expect(Object.keys(readCustomScopes(join(ROOT, 'custom-scopes.yaml')).scopes)).toContain('read:focus-area:custom');
  });

  test.each([
    ['absent', undefined, /can't be read/],
    ['no YAML', 'app: [\n', /is not YAML.*line 2/],
    [
      'without functions',
      'app:\n  id: ari:cloud:ecosystem::app/00000000-1111-4222-8333-444444444444\nmodules: {}\n',
      /at modules\.function/,
    ],
    ['with another id', 'app:\n  id: seven\nmodules:\n  function: []\n', /at app\.id: app\.id must be an app ARI/],
    ['a list', '- app\n', /broken at app/],
  ])('a manifest that is %s is one sentence with the place', (name, text, pattern) => {
    const path = text === undefined ? join(dir, 'gone.yml') : file(`${name}.yml`, text);
    const reading = (): unknown => readManifest(path);
    expect(reading).toThrow(BadEnvironment);
    expect(reading).toThrow(pattern);
    expect(reading).toThrow(path);
  });
});

describe('the data', () => {
  test('stay between runs', () => {
    const path = join(dir, 'deeper/site.db');
    const first = openDatabase(path);
    openSwitches(first).setRestApis(true);
    first.close();
    const second = openDatabase(path);
    expect(openSwitches(second).restApis()).toBe(true);
    second.close();
  });

  test('begin with App REST APIs off', () => {
    const database = openDatabase(':memory:');
    expect(openSwitches(database).restApis()).toBe(false);
    database.close();
  });

  test.each([
    ['no database at all', 'no database '.repeat(500)],
    ['a header and then nothing sensible', `SQLite format 3\0${'x'.repeat(5000)}`],
  ])('that are %s are one sentence that says what to do', (_, text) => {
    const path = file('broken.db', text);
    const opening = (): unknown => openDatabase(path);
    expect(opening).toThrow(BadEnvironment);
    expect(opening).toThrow(path);
    expect(opening).toThrow('npm start -- --fresh');
  });
});
