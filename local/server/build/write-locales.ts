import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pagesOf } from '../../site/read-manifest';
import type { Manifest } from '../../site/read-manifest';
import { BadEnvironment } from '../../site/read-yaml';

type Texts = Readonly<Record<string, unknown>>;

const readTexts = (file: string): { readonly text: string; readonly texts: Texts } => {
  try {
    const text = readFileSync(file, 'utf8');
    return { text, texts: JSON.parse(text) as Texts };
  } catch (cause) {
    throw new BadEnvironment(`${file} is no JSON file of texts.`, { cause });
  }
};

// As @forge/i18n looks a key up: the flat key wins over the nested one.
const lookUp = (texts: Texts, key: string): string | undefined => {
  const flat = texts[key];
  const found =
    flat ??
    key
      .split('.')
      .reduce<unknown>((at, name) => (typeof at === 'object' && at !== null ? (Reflect.get(at, name) as unknown) : undefined), texts);
  return typeof found === 'string' ? found : undefined;
};

/**
 * Writes `__LOCALES__` as Forge's CLI puts it beside a bundle: each locale's file and `i18n-info.json`. Without translations there is none.
 * Throws BadEnvironment when a file of the manifest can't be read.
 */
export const writeLocales = (manifest: Manifest, appRoot: string, outDir: string): void => {
  const { translations } = manifest;
  if (!translations) return;
  const dir = join(outDir, '__LOCALES__');
  mkdirSync(dir, { recursive: true });
  const files = translations.resources.map(({ key, path }) => ({ key, ...readTexts(join(appRoot, path)) }));
  for (const { key, text } of files) writeFileSync(join(dir, `${key}.json`), text);
  const titles = pagesOf(manifest).flatMap(({ title }) => (typeof title === 'object' ? [title.i18n] : []));
  const textsOf = (key: string) =>
    Object.fromEntries(
      files.flatMap((file) => [lookUp(file.texts, key)].flatMap((text) => (text === undefined ? [] : [[file.key, text]]))),
    );
  const info = {
    translations: Object.fromEntries(titles.map((key) => [key, textsOf(key)])),
    config: { locales: files.map(({ key }) => key), fallback: translations.fallback },
  };
  writeFileSync(join(dir, 'i18n-info.json'), JSON.stringify(info));
};
