import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { AppNotBuilt, buildApp } from '../../../local/server/build/build-app';
import { readAppBundle } from '../../../local/runtime/processes/app-bundle';
import { readManifest } from '../../../local/site/read-manifest';
import { makeFixtureApp } from './fixture-app';

const app = makeFixtureApp();
const requireFrom = createRequire(__filename);

afterAll(() => {
  app.drop();
});

const TRANSLATED = `${app.manifest.replace('title: Notes', 'title: { i18n: app.name }')}translations:
  resources:
    - { key: en-US, path: locales/en-US.json }
    - { key: de-DE, path: locales/de-DE.json }
  fallback: { default: en-US }
`;

const build = (outDir: string) => buildApp(readManifest(join(app.dir, 'manifest.yml')), app.dir, join(app.dir, outDir));

test('a build holds each handler by its file and export, a page for each resource, and reads back as a bundle', async () => {
  const bundle = await build('out');
  expect(bundle).toEqual(readAppBundle(join(app.dir, 'out')));
  expect(bundle.handlers).toEqual({
    'notes.handler': { file: 'notes.cjs', export: 'handler' },
    'chores.work': { file: 'chores.cjs', export: 'work' },
    'chores.tick': { file: 'chores.cjs', export: 'tick' },
  });
  const built = requireFrom(join(bundle.dir, 'backend/notes.cjs')) as { handler: unknown };
  expect(typeof built.handler).toBe('function');
  expect(readFileSync(join(bundle.dir, 'resources/admin-page/index.html'), 'utf8')).toContain('<script src="app.js">');
});

test('texts lie beside the build as Forge puts them, with the manifest’s own keys translated', async () => {
  app.write('manifest.yml', TRANSLATED);
  app.write('locales/en-US.json', '{"app":{"name":"Nested"},"app.name":"Notes"}');
  app.write('locales/de-DE.json', '{"app":{"name":"Notizen"}}');
  const { dir } = await build('translated');
  expect(JSON.parse(readFileSync(join(dir, '__LOCALES__/i18n-info.json'), 'utf8'))).toEqual({
    translations: { 'app.name': { 'en-US': 'Notes', 'de-DE': 'Notizen' } },
    config: { locales: ['en-US', 'de-DE'], fallback: { default: 'en-US' } },
  });
  expect(readFileSync(join(dir, '__LOCALES__/de-DE.json'), 'utf8')).toBe('{"app":{"name":"Notizen"}}');
  app.write('locales/de-DE.json', '{');
  await expect(build('broken-texts')).rejects.toThrow(/de-DE\.json/);
  app.write('manifest.yml', app.manifest);
});

test.each([
  ['a syntax error', 'const = 1;', /src\/generation\.ts:1:6/],
  ['an absent import', "export * from './gone';", /gone/],
  ['an import with its extension', "export * from './page.tsx';", /without its extension/],
])('%s says where it is', async (_, text, pattern) => {
  app.write('src/generation.ts', text);
  const building = build('failed');
  await expect(building).rejects.toThrow(AppNotBuilt);
  await expect(building).rejects.toThrow(pattern);
  app.write('src/generation.ts', 'export const generation = 1;\n');
});

test('a handler whose file is absent is named', async () => {
  app.write('manifest.yml', app.manifest.replace('notes.handler', 'gone.handler'));
  await expect(build('absent')).rejects.toThrow('src/gone');
  app.write('manifest.yml', app.manifest);
});
