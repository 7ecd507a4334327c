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
  consumer:
    - key: chores-consumer
      queue: chores
      function: chores
  scheduledTrigger:
    - key: hourly
      function: tick
      interval: hour
  function:
    - key: notes
      handler: notes.handler
    - key: chores
      handler: chores.work
    - key: tick
      handler: chores.tick
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
import { Queue } from '@forge/events';
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
resolver.define('push', ({ payload }) => new Queue({ key: 'chores' }).push({ body: payload }));
resolver.define('time', () => Date.now());
export const handler = resolver.getDefinitions();
`;

const CHORES = `import { kvs } from '@forge/kvs';

export const work = async ({ body, retryContext }) => {
  const tries = Number(await kvs.get(body.key) ?? 0) + 1;
  await kvs.set(body.key, tries);
  if (body.spinAtFirst && tries === 1) for (;;);
};
export const tick = async () => {
  await kvs.set('ticks', Number(await kvs.get('ticks') ?? 0) + 1);
  return { statusCode: 204 };
};
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
  write('src/chores.ts', CHORES);
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
