import type { ShapeRun } from './prove-shape';
import { proveShape } from './prove-shape';
// Only now: what a site installs has to be there before the app loads.
import { answer } from '../../../src/api-routes/index';
import { read, tick } from '../../../src/jobs/hierarchy';
import { handler as admin } from '../../../src/resolvers/admin';
import { handler as viewer } from '../../../src/resolvers/viewer';

export { SHAPES } from './prove-shape';

const HANDLERS: Readonly<Record<string, unknown>> = {
  'api-routes/index.answer': answer,
  'jobs/hierarchy.read': read,
  'jobs/hierarchy.tick': tick,
  'resolvers/admin.handler': admin,
  'resolvers/viewer.handler': viewer,
};

/** `proveShape` with the app in the same bundle. */
export const run = (shape: Parameters<typeof proveShape>[0], options: Omit<ShapeRun, 'load'>): ReturnType<typeof proveShape> =>
  proveShape(shape, { ...options, load: (name) => HANDLERS[name] });
