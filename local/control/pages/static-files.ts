import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { Hono } from 'hono';
import type { SiteParts } from '../../site/site-parts';

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

const NO_CACHE = { 'Cache-Control': 'no-cache', 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'same-origin' };

const notFound = (): Response => new Response('Not found', { status: 404, headers: { 'Content-Type': 'text/plain' } });

/** A file below `dir`, or undefined. A path that leads out of it is undefined too. */
const fileBelow = async (dir: string, path: string): Promise<string | undefined> => {
  const base = resolve(dir);
  const file = resolve(join(base, path));
  if (!file.startsWith(base + sep) || path.includes('\0')) return undefined;
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ? file : undefined;
};

const answerFile = async (dir: string | undefined, path: string, policy?: string): Promise<Response> => {
  const file = dir === undefined ? undefined : await fileBelow(dir, path);
  if (file === undefined) return notFound();
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  const headers = { ...NO_CACHE, 'Content-Type': type, ...(policy === undefined ? {} : { 'Content-Security-Policy': policy }) };
  return new Response(Readable.toWeb(createReadStream(file)) as ReadableStream, { headers });
};

// Runs before any script of the app: @forge/bridge looks for its bridge while it loads.
// A page that tells how old something is must go by the site's clock; where it is moved, the page sees it when it is loaded anew.
const SCRIPT = `self.__bridge = parent.__aperture.bridgeFor(self);
((shift, Own) => {
  if (!shift) return;
  const now = () => Own.now() + shift;
  self.Date = new Proxy(Own, {
    construct: (of, given, as) => Reflect.construct(of, given.length === 0 ? [now()] : given, as),
    apply: () => String(new Own(now())),
    get: (of, name) => (name === 'now' ? now : Reflect.get(of, name)),
  });
})(Number(document.currentScript.dataset.shift), Date);`;
const SCRIPT_HASH = createHash('sha256').update(SCRIPT).digest('base64');

// Atlaskit writes style elements and draws avatars from data URLs.
const SHELL_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

// On Forge a UI Kit page reaches nothing but its bridge and its own files.
const framePolicy = (origin: string): string =>
  `default-src 'none'; script-src 'self' 'sha256-${SCRIPT_HASH}'; style-src 'unsafe-inline'; connect-src ${origin}/_app/; frame-ancestors 'self'; base-uri 'none'`;

const withBridge = (html: string, shift: number): string => {
  const bridge = `<script data-shift="${String(shift)}">${SCRIPT}</script>`;
  const head = /<head[^>]*>/i.exec(html);
  if (!head) return bridge + html;
  const at = head.index + head[0].length;
  return html.slice(0, at) + bridge + html.slice(at);
};

/** The frame of a UI resource, as built: its page with the bridge before everything else, its scripts, and the app's translations beside it. */
const frameFile = async (parts: SiteParts, resource: string, path: string, origin: string): Promise<Response> => {
  const dir = parts.build.current().bundle?.dir;
  if (dir === undefined || !parts.manifest.resources?.some((each) => each.key === resource)) return notFound();
  if (path.startsWith('__LOCALES__/')) return answerFile(dir, path);
  const own = join(dir, 'resources', resource);
  if (path !== '' && path !== 'index.html') return answerFile(own, path);
  const file = await fileBelow(own, 'index.html');
  if (file === undefined) return notFound();
  const headers = { ...NO_CACHE, 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': framePolicy(origin) };
  return new Response(withBridge(await readFile(file, 'utf8'), parts.clock.shift()), { headers });
};

const SHELL_PAGES = ['/', '/jira/settings/apps/*', '/jira/apps/*', '/admin/connected-apps', '/developer/console'] as const;

/** The shell's pages and files, and the app's frames. Nothing here acts or tells anything about the site. */
export const staticFiles = (parts: SiteParts): Hono => {
  const app = new Hono();
  for (const page of SHELL_PAGES) app.get(page, () => answerFile(parts.pageDir, 'index.html', SHELL_POLICY));
  return app
    .get('/_shell/*', (context) => answerFile(parts.pageDir, context.req.path.slice('/_shell/'.length)))
    .get('/_app/:resource', (context) => context.redirect(`${context.req.path}/`, 301))
    .get('/_app/:resource/*', (context) => {
      const resource = context.req.param('resource');
      return frameFile(parts, resource, context.req.path.slice(`/_app/${resource}/`.length), new URL(context.req.url).origin);
    });
};
