// Before the app: what a site installs has to be there when it loads.
import '../../site';
import { answer } from '../../../src/api-routes/index';
import { read, tick } from '../../../src/jobs/hierarchy';
import { handler as admin } from '../../../src/resolvers/admin';
import { handler as viewer } from '../../../src/resolvers/viewer';

/** The app's functions by the manifest's names, for a site that is told where to find them. */
export const HANDLERS: Readonly<Record<string, unknown>> = {
  'api-routes/index.answer': answer,
  'jobs/hierarchy.read': read,
  'jobs/hierarchy.tick': tick,
  'resolvers/admin.handler': admin,
  'resolvers/viewer.handler': viewer,
};
