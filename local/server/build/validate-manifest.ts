import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadEnvironment } from '../../site/read-yaml';

const MEMORY = 'validated-manifests';

const listed = (dir: string): readonly string[] => (existsSync(dir) ? readdirSync(dir, { recursive: true }).map(String).sort() : []);

// All that the validation looks at: the manifest, the texts that it names, and whether files of the sources are there.
const digestOf = (appRoot: string): string => {
  const digest = createHash('sha256').update(readFileSync(join(appRoot, 'manifest.yml')));
  digest.update(JSON.stringify(listed(join(appRoot, 'src'))));
  for (const name of listed(join(appRoot, 'locales'))) digest.update(name).update(readFileSync(join(appRoot, 'locales', name)));
  return digest.digest('hex');
};

const check = async (file: string): Promise<void> => {
  // Loaded when needed: it takes longer to load than all else of the site.
  const { ProcessorBuilder, ValidationTypes } = await import('@forge/manifest');
  const { success, errors = [] } = await ProcessorBuilder.instance().withValidation(ValidationTypes.FULL).build().process(file);
  const grave = errors.filter(({ level }) => level === 'error');
  const [first] = grave;
  if (success && !first) return;
  const more = grave.length > 1 ? ` (and ${String(grave.length - 1)} more)` : '';
  const place = first ? `${file}:${String(first.line)}:${String(first.column)}` : file;
  throw new BadEnvironment(`The manifest is broken at ${place}: ${first?.message ?? 'Forge would not take it.'}${more}`);
};

/**
 * Forge's own validation of manifest.yml, without a login or the network. It takes seconds, so that what was found valid is remembered in
 * `memoryDir` by its digest. The working directory must be the app's folder, because translations are looked up from there.
 * Throws BadEnvironment with the first error's place.
 */
export const validateManifest = async (appRoot: string, memoryDir: string): Promise<void> => {
  const memory = join(memoryDir, MEMORY);
  const mark = join(memory, digestOf(appRoot));
  if (existsSync(mark)) return;
  await check(join(appRoot, 'manifest.yml'));
  mkdirSync(memory, { recursive: true });
  writeFileSync(mark, '');
};
