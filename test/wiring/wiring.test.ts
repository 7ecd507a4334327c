import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROUTES } from '../../src/api-routes/routes';
import { AUDIENCES } from '../../src/exposure/catalogue/audiences';
import { projectFile, ROOT } from './project-files';
import { wiringFaults, type Wiring } from './manifest-wiring';

/** Loads a handler such as `api-routes/index.answer` as the bundler would: a file under `src/`, one export of it. */
const isExported = (handler: string): boolean => {
  const [file = '', name = ''] = handler.split('.');
  const path = ['.ts', '.tsx'].map((ending) => join(ROOT, 'src', `${file}${ending}`)).find(existsSync);
  if (path === undefined) return false;
  const loaded = jest.requireActual<Record<string, unknown>>(path);
  return typeof loaded[name] === 'function';
};

const real: Wiring = {
  manifest: projectFile('manifest.yml'),
  scopes: projectFile('custom-scopes.yaml'),
  routes: ROUTES,
  isExported,
  documents: { 'README.md': projectFile('README.md') },
};

/** The project with one text replaced: the text must be there, or the test would break nothing. */
const broken = (part: 'manifest' | 'scopes', from: string, to: string): Wiring => {
  expect(real[part]).toContain(from);
  return { ...real, [part]: real[part].replace(from, to) };
};

describe('the wiring', () => {
  test('manifest, scopes, route table, exports and README agree', () => {
    expect(wiringFaults(real)).toEqual([]);
  });

  test('every scope of a route is an audience of the catalogue', () => {
    expect(ROUTES.filter((route) => !Object.hasOwn(AUDIENCES, route.scope))).toEqual([]);
  });

  test.each<[string, () => Wiring, string]>([
    ['a renamed route', () => broken('manifest', 'key: focus-areas-list', 'key: areas'), 'route areas is not in the route table'],
    ['another verb', () => broken('manifest', 'operation: GET', 'operation: POST'), 'POST /v1/focusAreas in the manifest'],
    ['another path', () => broken('manifest', 'path: /v1/focusAreas/*', 'path: /v1/areas/*'), 'GET /v1/areas/* in the manifest'],
    ['a route outside v1', () => broken('manifest', 'path: /v1/focusAreas/*', 'path: /focusAreas/*'), 'does not begin with /v1'],
    [
      'a handler that nothing exports',
      () => broken('manifest', 'api-routes/index.answer', 'api-routes/index.reply'),
      'is no exported function',
    ],
    ['a function that is not declared', () => broken('manifest', 'function: api\n', 'function: apis\n'), 'function apis is not declared'],
    ['an undeclared scope', () => broken('scopes', 'read:focus-area:custom', 'read:focus:custom'), 'is not declared'],
    [
      'a second scope on a route',
      () => broken('manifest', "['read:focus-area:custom']", "['read:focus-area:custom', 'read:x:custom']"),
      'must have the one scope',
    ],
    ['a route that overlaps another', () => broken('manifest', 'path: /v1/focusAreas\n', 'path: /v1/*/*\n'), 'overlap'],
    [
      'a route without its row in the README',
      () => ({ ...real, documents: { 'README.md': '' } }),
      'README.md has no row for GET /v1/focusAreas',
    ],
  ])('%s is caught', (_what, wiring, fault) => {
    expect(wiringFaults(wiring()).join('\n')).toContain(fault);
  });
});
