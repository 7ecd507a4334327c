import { Hono } from 'hono';
import type { SiteParts } from '../site/site-parts';
import { ControlRefusal } from './acting';
import { guard } from './guard';
import { pageDoors } from './pages/page-doors';
import { siteControls } from './site-controls';
import { staticFiles } from './pages/static-files';
import { timeControls } from './time-controls';

/** The whole HTTP surface of the site, behind its guard. */
export const openSurface = (parts: SiteParts): Hono => {
  const app = new Hono();
  app.use(guard(parts.siteToken));
  app.onError((error, context) => {
    if (error instanceof ControlRefusal) return context.json({ error: error.message }, error.status);
    parts.onFault(error);
    return context.json({ error: 'The local site itself failed; its terminal says how.' }, 500);
  });
  app.notFound((context) => context.json({ error: 'The local site has nothing here.' }, 404));

  app.route('/_site', siteControls(parts));
  app.route('/_site', timeControls(parts));
  app.route('/_page', pageDoors(parts));
  for (const path of ['/svc/*', '/gateway/*', '/_edge/*']) app.all(path, (context) => parts.gateway.fetch(context.req.raw));
  for (const path of ['/authorize', '/consent', '/oauth/token']) app.all(path, (context) => parts.accounts.fetch(context.req.raw));
  app.route('/', staticFiles(parts));
  return app;
};
