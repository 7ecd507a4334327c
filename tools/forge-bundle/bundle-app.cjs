const { cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { dirname, join, resolve } = require('node:path');
const { getEntryPoints, getNodeBundler, NativeUIBundler } = require('@forge/bundler');
const { ConfigFile, FileSystemReader, I18nResourceBundlingService } = require('@forge/cli-shared');

const quiet = () => undefined;
const logger = { trace: quiet, debug: quiet, info: quiet, warn: (text) => console.warn(text), error: (text) => console.error(text) };

/** Forge's loader and wrapper come from Atlassian's CDN and are no part of the app; the local site has its own. */
const nothing = async () => ({ script: '', source: 'none', version: 'none' });
const noWrapper = { getNodeRuntimeWrapper: nothing, getNodeRuntimeLoader: nothing };

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

const mustExist = (file, what) => {
  if (!existsSync(file) || statSync(file).size === 0) throw new Error(`The bundler made no ${what}.`);
};

/** Moves a folder that the bundler made in the system's temporary folder. */
const take = (from, to) => {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true });
  rmSync(from, { recursive: true });
};

const bundleBackend = async (config, into) => {
  const handlers = await config.getAppHandlers();
  const { outputDir } = await getNodeBundler(logger, noWrapper, config).bundle({
    appDirectory: process.cwd(),
    entryPoints: getEntryPoints(handlers),
  });
  take(outputDir, join(into, 'backend'));
  const index = {};
  for (const { module, func } of handlers) {
    mustExist(join(into, 'backend', `${module}.cjs`), `file for the handler ${module}.${func}`);
    index[`${module}.${func}`] = { file: `${module}.cjs`, export: func };
  }
  writeFileSync(join(into, 'handlers.json'), `${JSON.stringify(index, null, 2)}\n`);
};

const bundleResources = async (config, translations, into) => {
  const resources = await config.getResources(['nativeUI']);
  const { nativeUiBundlesDetails } = await new NativeUIBundler(logger).bundleResources(resources, translations);
  for (const { key, path } of nativeUiBundlesDetails) {
    take(path, join(into, 'resources', key));
    mustExist(join(into, 'resources', key, 'index.html'), `page for the resource ${key}`);
  }
};

const bundleLocales = async (modules, translations, into) => {
  const { exists, path } = await new I18nResourceBundlingService().bundle(modules, translations);
  if (exists) take(path, join(into, '__LOCALES__'));
};

const timed = async (what, work) => {
  const started = Date.now();
  await work;
  console.log(`${what}: ${seconds(started)}`);
};

const main = async (outDir) => {
  const next = `${outDir}.next`;
  rmSync(next, { recursive: true, force: true });
  mkdirSync(next, { recursive: true });
  const config = new ConfigFile(new FileSystemReader(), undefined);
  const { modules, translations } = await config.readConfig();
  await timed('Back end', bundleBackend(config, next));
  await timed('Pages', bundleResources(config, translations, next));
  await timed('Texts', bundleLocales(modules, translations, next));
  // Only a whole bundle takes the place of the one before.
  rmSync(outDir, { recursive: true, force: true });
  renameSync(next, outDir);
  console.log(`Forge's bundle of the app is in ${outDir}`);
};

main(resolve(process.argv[2])).catch((error) => {
  console.error(`Forge's bundler does not take the app:\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
