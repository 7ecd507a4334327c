import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { Hono } from 'hono';
import type { SiteParts } from '../site/open-site';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const NO_CACHE = { 'Cache-Control': 'no-cache' };

const notFound = (): Response => new Response('Not found', { status: 404, headers: { 'Content-Type': 'text/plain' } });

/** A file below `dir`, or undefined. A path that leads out of it is undefined too. */
const fileBelow = async (dir: string, path: string): Promise<string | undefined> => {
  const base = resolve(dir);
  const file = resolve(join(base, path));
  if (!file.startsWith(base + sep) || path.includes('\0')) return undefined;
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ? file : undefined;
};

const answerFile = async (dir: string | undefined, path: string): Promise<Response> => {
  const file = dir === undefined ? undefined : await fileBelow(dir, path);
  if (file === undefined) return notFound();
  const headers = { ...NO_CACHE, 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' };
  return new Response(Readable.toWeb(createReadStream(file)) as ReadableStream, { headers });
};

// Runs before any script of the app: @forge/bridge looks for its bridge while it loads.
const BRIDGE = '<script>self.__bridge = parent.__aperture.bridgeFor(self);</script>';

const withBridge = (html: string): string => {
  const head = /<head[^>]*>/i.exec(html);
  if (!head) return BRIDGE + html;
  const at = head.index + head[0].length;
  return html.slice(0, at) + BRIDGE + html.slice(at);
};

/** The frame of a UI resource, as built: its page with the bridge before everything else, its scripts, and the app's translations beside it. */
const frameFile = async (parts: SiteParts, resource: string, path: string): Promise<Response> => {
  const dir = parts.build.current().bundle?.dir;
  if (dir === undefined || !parts.manifest.resources?.some((each) => each.key === resource)) return notFound();
  if (path.startsWith('__LOCALES__/')) return answerFile(dir, path);
  const own = join(dir, 'resources', resource);
  if (path !== '' && path !== 'index.html') return answerFile(own, path);
  const file = await fileBelow(own, 'index.html');
  if (file === undefined) return notFound();
  return new Response(withBridge(await readFile(file, 'utf8')), { headers: { ...NO_CACHE, 'Content-Type': TYPES['.html'] ?? '' } });
};

const SHELL_PAGES = ['/', '/jira/settings/apps/*', '/jira/apps/*', '/admin/connected-apps', '/developer/console'] as const;

/** The shell's pages and files, and the app's frames. Nothing here acts or tells anything about the site. */
export const staticFiles = (parts: SiteParts): Hono => {
  const app = new Hono();
  for (const page of SHELL_PAGES) app.get(page, () => answerFile(parts.pageDir, 'index.html'));
  return app
    .get('/_shell/*', (context) => answerFile(parts.pageDir, context.req.path.slice('/_shell/'.length)))
    .get('/_app/:resource', (context) => context.redirect(`${context.req.path}/`, 301))
    .get('/_app/:resource/*', (context) => {
      const resource = context.req.param('resource');
      return frameFile(parts, resource, context.req.path.slice(`/_app/${resource}/`.length));
    });
};
