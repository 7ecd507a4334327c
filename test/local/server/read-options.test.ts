import { readOptions } from '../../../local/server/read-options';

const read = (argv: readonly string[], env: Readonly<Record<string, string>> = {}) => readOptions(argv, env, '/project');

test('without arguments the site serves the project on port 4310 with its data beside it', () => {
  expect(read([])).toEqual({ appRoot: '/project', port: 4310, dataDir: '/project/local/.data', fresh: false });
});

test('arguments change that', () => {
  const cwd = process.cwd();
  expect(read(['--port', '5000', '--fresh', '--size', '12', '--focus-shape', 'bare', '--data', 'd', '--bundle', 'b'])).toEqual({
    appRoot: '/project',
    port: 5000,
    dataDir: `${cwd}/d`,
    fresh: true,
    focusSize: 12,
    focusShape: 'bare',
    bundleDir: `${cwd}/b`,
  });
});

test('the environment says what arguments don’t', () => {
  const env = { PORT: '5001', FOCUS_AREAS: '13', FOCUS_SHAPE: 'ari', FORGE_BUNDLE: '/b' };
  expect(read([], env)).toMatchObject({ port: 5001, focusSize: 13, focusShape: 'ari', bundleDir: '/b' });
  expect(read(['--port', '5000'], env)).toMatchObject({ port: 5000, focusSize: 13 });
});

test('a real Focus is taken from the environment, whole', () => {
  const env = { FOCUS_CLIENT_ID: 'id', FOCUS_CLIENT_SECRET: 'secret', FOCUS_CLOUD_ID: 'c-1', SITE_TOKEN: 'x'.repeat(20) };
  expect(read([], env)).toMatchObject({ real: { clientId: 'id', clientSecret: 'secret', cloudId: 'c-1' }, siteToken: 'x'.repeat(20) });
});

test.each([
  [['--port', '70000'], {}, /port/],
  [['--port', '-1'], {}, /port/],
  [['--size', 'many'], {}, /size/],
  [['--size', '0'], {}, /size/],
  [['--focus-shape', 'round'], {}, /focus-shape.*full, bare, ari, array, strange/s],
  [['--gone'], {}, /gone/],
  [['extra'], {}, /argument/],
  [[], { FOCUS_CLIENT_ID: 'id', FOCUS_CLOUD_ID: 'c-1' }, /FOCUS_CLIENT_SECRET/],
  [[], { FOCUS_CLIENT_ID: 'id', FOCUS_CLIENT_SECRET: 'very-secret', FOCUS_CLOUD_ID: '../x' }, /FOCUS_CLOUD_ID is no cloud id/],
  [[], { PORT: 'none' }, /port/],
  [[], { SITE_TOKEN: 'short' }, /SITE_TOKEN/],
])('%j with %j is one clear sentence', (argv, env, pattern) => {
  const reading = (): unknown => read(argv, env);
  expect(reading).toThrow(pattern);
  expect(reading).not.toThrow(/very-secret/);
});
