import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { build } from 'esbuild';
import { Hono } from 'hono';
import { buildPage } from '../../../../local/page/build';
import { GROUPS, PEOPLE } from '../../../../local/site/people';

export const GALLERY_PATH = '/jira/settings/apps/gallery/env';

const state = (origin: string) => ({
  people: PEOPLE,
  actingDefault: PEOPLE[0]?.accountId,
  app: { id: 'gallery', environmentId: 'env', name: 'Gallery' },
  modules: [
    { key: 'gallery', type: 'jira:adminPage', title: 'Gallery', resource: 'gallery', path: GALLERY_PATH },
    { key: 'refused', type: 'jira:globalPage', title: 'Refused', resource: 'refused', path: '/jira/apps/gallery/env' },
  ],
  routes: [{ key: 'areas', operation: 'GET', path: '/v1/focusAreas', scopes: ['read:focus-area:custom'] }],
  scopes: [{ name: 'read:focus-area:custom', displayName: 'Read focus areas', description: 'List and read focus areas.' }],
  restApis: { enabled: false, baseUrls: [{ form: 'api.atlassian.com', url: `${origin}/svc/jira/cloud/apps/gallery_env` }] },
  focus: { kind: 'stand-in', size: 148 },
  build: { ok: true },
  firstRun: { connected: true },
});

const context = (as: string) => ({
  accountId: as,
  cloudId: 'cloud',
  moduleKey: 'gallery',
  localId: 'local',
  environmentId: 'env',
  environmentType: 'DEVELOPMENT',
  siteUrl: 'https://local.atlassian.net',
  locale: 'en-US',
  timezone: 'UTC',
  extension: { type: 'jira:adminPage' },
  permissions: { scopes: [], external: {} },
});

const jiraUser = (accountId: string) => {
  const person = PEOPLE.find((candidate) => candidate.accountId === accountId);
  return person && { accountId, displayName: person.name, avatarUrls: {}, groups: GROUPS };
};

const product = (restPath: string) => {
  const url = new URL(restPath, 'http://jira.invalid');
  const body = url.pathname.endsWith('/users/search')
    ? PEOPLE.map((person) => jiraUser(person.accountId))
    : jiraUser(url.searchParams.get('accountId') ?? '');
  return { status: body ? 200 : 404, statusText: '', headers: {}, body: JSON.stringify(body ?? {}), isAttachment: false };
};

const frame = `<!doctype html><html><head><script>self.__bridge = parent.__aperture.bridgeFor(self);</script></head>
<body><script src="app.js"></script></body></html>`;

/** Bundles a page that renders one component, as an app's own entry does. */
const buildApp = (component: string, file: string, outfile: string) =>
  build({
    stdin: {
      contents: `import ForgeReconciler from '@forge/react';
        import { createElement } from 'react';
        import { ${component} } from '${file}';
        ForgeReconciler.render(createElement(${component}));`,
      resolveDir: __dirname,
    },
    outfile,
    bundle: true,
    format: 'iife',
    platform: 'browser',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });

/** Serves the shell with two pages, the gallery and one of uses that are refused, on a free port of this machine. */
export const openGallery = async (): Promise<{ readonly origin: string; readonly close: () => Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'gallery-'));
  const page = join(folder, 'page');
  await buildPage(page);
  await buildApp('Gallery', './gallery', join(folder, 'gallery.js'));
  await buildApp('Refused', './refused', join(folder, 'refused.js'));
  const app = new Hono();
  const file = async (path: string, type: string) =>
    new Response(new Uint8Array(await readFile(path)), { headers: { 'content-type': `${type}; charset=utf-8` } });
  app.get('/_shell/page.js', () => file(join(page, 'page.js'), 'text/javascript'));
  app.get('/_shell/page.css', () => file(join(page, 'page.css'), 'text/css'));
  app.get('/_app/:resource/', (c) => c.html(frame));
  app.get('/_app/:resource/app.js', (c) => file(join(folder, `${c.req.param('resource')}.js`), 'text/javascript'));
  app.get('/_site/state', (c) => c.json(state(new URL(c.req.url).origin)));
  app.get('/_site/integrations', (c) => c.json([]));
  app.get('/_site/events', () => new Response(new ReadableStream(), { headers: { 'content-type': 'text/event-stream' } }));
  app.get('/_page/context', (c) => c.json(context(c.req.query('as') ?? '')));
  app.post('/_page/invoke', async (c) => c.json({ ok: true, result: await c.req.json() }));
  app.post('/_page/fetch-product', async (c) => {
    const asked: unknown = await c.req.json();
    const path: unknown = typeof asked === 'object' && asked !== null ? Reflect.get(asked, 'restPath') : undefined;
    return c.json(product(String(path)));
  });
  app.get('*', () => file(join(page, 'index.html'), 'text/html'));
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  const port = await new Promise<number>((resolve) => {
    server.on('listening', () => resolve((server.address() as AddressInfo).port));
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
};
