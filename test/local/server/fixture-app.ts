import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../../..');

const MANIFEST = `app:
  id: ari:cloud:ecosystem::app/00000000-1111-4222-8333-444444444444
  runtime:
    name: nodejs24.x
modules:
  jira:adminPage:
    - key: admin
      title: Notes
      resource: admin-page
      render: native
      resolver:
        function: notes
  function:
    - key: notes
      handler: notes.handler
resources:
  - key: admin-page
    path: src/page.tsx
permissions:
  scopes:
    - storage:app
`;

const SCOPES = `version: 1
scopes:
  read:notes:custom: { displayName: Read notes, description: Reads notes. }
`;

const RESOLVER = `import Resolver from '@forge/resolver';
import { kvs } from '@forge/kvs';
import { generation } from './generation';

const resolver = new Resolver();
resolver.define('generation', () => generation);
resolver.define('write', async ({ payload }) => {
  await kvs.set(payload.key, payload.value);
  return 'written';
});
resolver.define('read', ({ payload }) => kvs.get(payload.key));
resolver.define('spin', async () => {
  await kvs.set('spinner', process.pid);
  for (;;);
});
export const handler = resolver.getDefinitions();
`;

/** A small app of its own in a folder of the project, so that its packages are found; `drop` removes it. */
export const makeFixtureApp = () => {
  const all = join(ROOT, 'local/.build');
  mkdirSync(all, { recursive: true });
  const dir = mkdtempSync(join(all, 'fixture-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  };
  write('manifest.yml', MANIFEST);
  write('custom-scopes.yaml', SCOPES);
  write('src/notes.ts', RESOLVER);
  write('src/generation.ts', 'export const generation = 1;\n');
  write('src/page.tsx', "document.title = 'Notes';\n");
  return {
    dir,
    dataDir: join(dir, 'data'),
    manifest: MANIFEST,
    write,
    drop: () => {
      rmSync(dir, { recursive: true, force: true });
    },
  };
};
