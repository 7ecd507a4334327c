import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { SHAPE_NAMES } from '../focus/shapes/shapes';
import type { ShapeName } from '../focus/shapes/shapes';
import type { RealFocus } from '../site/open-site';
import { BadEnvironment } from '../site/read-yaml';

/** What the site was asked to do at its start. */
export interface StartOptions {
  readonly appRoot: string;
  readonly port: number;
  readonly dataDir: string;
  readonly fresh: boolean;
  readonly focusSize?: number;
  readonly focusShape?: ShapeName;
  readonly bundleDir?: string;
  readonly siteToken?: string;
  readonly real?: Omit<RealFocus, 'send'>;
}

type Environment = Readonly<Record<string, string | undefined>>;

const whole =
  (least: number, most: number) =>
  (text: string): number => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < least || number > most) {
      throw new InvalidArgumentError(`It must be a whole number from ${String(least)} to ${String(most)}.`);
    }
    return number;
  };

const REAL = ['FOCUS_CLIENT_ID', 'FOCUS_CLIENT_SECRET', 'FOCUS_CLOUD_ID'] as const;

// The cloud id becomes part of ARIs and paths.
const CLOUD_ID = /^[A-Za-z0-9-]{1,64}$/;

const readReal = (env: Environment): StartOptions['real'] => {
  const [clientId, clientSecret, cloudId] = REAL.map((name) => env[name] ?? '');
  if (!clientId && !clientSecret && !cloudId) return undefined;
  if (!clientId || !clientSecret || !cloudId) throw new BadEnvironment(`A real Focus needs all of ${REAL.join(', ')} in the environment.`);
  if (!CLOUD_ID.test(cloudId)) throw new BadEnvironment('FOCUS_CLOUD_ID is no cloud id.');
  return { clientId, clientSecret, cloudId };
};

const OPTION_OF = { PORT: '--port', FOCUS_AREAS: '--size', FOCUS_SHAPE: '--focus-shape', FORGE_BUNDLE: '--bundle' } as const;

// Put before the arguments, which win because they come later.
const fromEnvironment = (env: Environment): readonly string[] =>
  Object.entries(OPTION_OF).flatMap(([name, option]) => (env[name] ? [option, env[name]] : []));

const readToken = (env: Environment): string | undefined => {
  const token = env['SITE_TOKEN'];
  if (token === undefined || token === '') return undefined;
  if (!/^[\w-]{16,200}$/.test(token)) throw new BadEnvironment('SITE_TOKEN must be 16 to 200 letters, digits, - or _.');
  return token;
};

interface Given {
  readonly port: number;
  readonly data?: string;
  readonly fresh: boolean;
  readonly size?: number;
  readonly focusShape?: ShapeName;
  readonly bundle?: string;
  readonly app: string;
}

/** Reads arguments and environment. Ends the process after `--help`. Throws BadEnvironment for what isn't understood. */
export const readOptions = (argv: readonly string[], env: Environment, root: string): StartOptions => {
  const command = new Command('npm start --')
    .description('Serves the app on a local Atlassian site: 127.0.0.1 only.')
    .configureOutput({ writeErr: () => undefined })
    .exitOverride((error) => {
      if (error.exitCode === 0) process.exit(0);
      throw new BadEnvironment(error.message, { cause: error });
    })
    .addOption(new Option('--port <port>', '0 takes a free one').argParser(whole(0, 65_535)).default(4310))
    .addOption(new Option('--data <folder>', 'where the site keeps its data (default: local/.data)'))
    .addOption(new Option('--fresh', 'begin with empty data').default(false))
    .addOption(new Option('--size <number>', 'number of focus areas').argParser(whole(1, 100_000)))
    .addOption(new Option('--focus-shape <shape>', "how Focus's answers look (default: full)").choices(SHAPE_NAMES))
    .addOption(new Option('--bundle <folder>', "serve what Forge's own bundler made instead of building"))
    .addOption(new Option('--app <folder>', "the app's folder").default(root).hideHelp())
    .parse([...fromEnvironment(env), ...argv], { from: 'user' });
  const { port, data, fresh, size, focusShape, bundle, app } = command.opts<Given>();
  const real = readReal(env);
  const siteToken = readToken(env);
  return {
    appRoot: resolve(app),
    port,
    dataDir: data === undefined ? join(root, 'local/.data') : resolve(data),
    fresh,
    ...(size === undefined ? {} : { focusSize: size }),
    ...(focusShape === undefined ? {} : { focusShape }),
    ...(bundle === undefined ? {} : { bundleDir: resolve(bundle) }),
    ...(siteToken === undefined ? {} : { siteToken }),
    ...(real === undefined ? {} : { real }),
  };
};
