import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

const COOKIE = 'local-site';
const TOKEN_HEADER = 'X-Site-Token';

// Paths that act as a person or change the site. The gateway, /oauth/token and /_edge have credentials of their own or none to lose.
const GUARDED = /^\/(_site|_page|consent)(\/|$)/;

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

const refuse = (context: Context, status: 401 | 403, error: string): Response => context.json({ error }, status);

// A page of another origin can reach a loopback port in two ways: by its own origin, or by a name that it makes resolve to 127.0.0.1.
const foreign = (request: Request): string | undefined => {
  const url = new URL(request.url);
  if (!LOOPBACK.has(url.hostname)) return 'This host name isn’t one of the local site’s: use 127.0.0.1 or localhost.';
  const origin = request.headers.get('origin');
  if (origin !== null && origin !== url.origin) return 'Another origin may not call the local site.';
  return undefined;
};

const crossSite = (request: Request): boolean => !['same-origin', 'none', null].includes(request.headers.get('sec-fetch-site'));

/**
 * Guards every answer of the site. A foreign Host or Origin is 403 everywhere. Controls, pages' doors and consent also need the site token,
 * as header `X-Site-Token` or as the cookie that opening `/?token=…` sets; without it 401.
 */
export const guard = (token: string): MiddlewareHandler => {
  const expected = sha256(token);
  const isToken = (given: string | undefined): boolean => given !== undefined && timingSafeEqual(sha256(given), expected);
  return async (context, next) => {
    const reason = foreign(context.req.raw);
    if (reason !== undefined) return refuse(context, 403, reason);
    const given = context.req.path === '/' ? context.req.query('token') : undefined;
    if (given !== undefined) {
      if (!isToken(given)) return refuse(context, 401, 'This is not the token that the site printed at its start.');
      setCookie(context, COOKIE, token, { httpOnly: true, sameSite: 'Strict', path: '/' });
      return context.redirect('/', 303);
    }
    if (GUARDED.test(context.req.path)) {
      if (crossSite(context.req.raw)) return refuse(context, 403, 'Another site may not call the local site.');
      if (!isToken(context.req.header(TOKEN_HEADER)) && !isToken(getCookie(context, COOKIE))) {
        return refuse(context, 401, 'The site token is missing: open the address that the site printed at its start.');
      }
    }
    await next();
    return undefined;
  };
};
