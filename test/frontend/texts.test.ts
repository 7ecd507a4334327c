import './fake-bridge';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { parse } from 'yaml';
import { AUDIENCES } from '../../src/exposure/catalogue/audiences';
import { CATALOGUE } from '../../src/exposure/catalogue/catalogue';
import { CHANGE_CODES, FINDING_CODES, PROBLEM_CODES, STATEMENT_CODES } from '../../src/exposure/words/word-codes';
import { STORED_PROBLEM_CODES } from '../../src/frontend/sentences';
import { ROOT, sourceFiles } from '../wiring/project-files';

const texts = JSON.parse(readFileSync(join(ROOT, 'locales/en-US.json'), 'utf8')) as Readonly<Record<string, string>>;
const pages = sourceFiles('src/frontend');

/** Keys that stand in the pages as plain literals; only those that are keys, as other dotted words are tokens of the design. */
const literals = [...pages.values()].flatMap((text) =>
  [...text.matchAll(/['"`]([a-zA-Z]+(?:\.[A-Za-z0-9_]+)+)['"`]/g)].map(([, key]) => key ?? ''),
);

/** Keys that the pages build from a table, with the table they are built from. */
const derived: readonly string[] = [
  ...Object.keys(STATEMENT_CODES).map((code) => `statement.${code}`),
  ...Object.keys(CHANGE_CODES).map((code) => `change.${code}`),
  ...Object.keys(FINDING_CODES).map((code) => `finding.${code}`),
  ...Object.keys(PROBLEM_CODES).map((code) => `problem.${code}`),
  ...Object.keys(STORED_PROBLEM_CODES).map((code) => `problem.${code}`),
  ...Object.values(CATALOGUE).flatMap(({ label, fields }) => [label, ...fields.flatMap((field) => [field.label, field.description])]),
  ...Object.values(AUDIENCES).flatMap(({ label, description }) => [label, description]),
  ...['unsaved', 'conflict'].map((trouble) => `save.flag.${trouble}`),
  ...['on', 'off'].flatMap((wanted) => ['title', 'body', 'confirm'].map((part) => `switch.${wanted}.${part}`)),
];

const titles = (): readonly string[] => {
  const found: string[] = [];
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      if (name === 'i18n' && typeof inner === 'string') found.push(inner);
      look(inner);
    }
  };
  look(parse(readFileSync(join(ROOT, 'manifest.yml'), 'utf8')));
  return found;
};

const argumentsIn = (text: string): ReadonlySet<string> => {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(look);
    if (typeof value !== 'object' || value === null) return;
    const node = value as Readonly<Record<string, unknown>>;
    // Types of @formatjs/icu-messageformat-parser: 0 literal, 7 pound, 8 tag; the others name an argument.
    if (typeof node['type'] === 'number' && ![0, 7, 8].includes(node['type']) && typeof node['value'] === 'string')
      found.add(node['value']);
    Object.values(node).forEach(look);
  };
  look(new IntlMessageFormat(text, 'en-US').getAst());
  return found;
};

const TABLES = {
  statement: STATEMENT_CODES,
  change: CHANGE_CODES,
  finding: FINDING_CODES,
  problem: { ...PROBLEM_CODES, ...STORED_PROBLEM_CODES },
} as const;

describe('the texts', () => {
  it('hold every key that the pages, the tables and the manifest name', () => {
    const prefixes = new Set(Object.keys(texts).map((key) => key.split('.')[0]));
    const inPages = literals.filter((literal) => prefixes.has(literal.split('.')[0]));
    expect(inPages.length).toBeGreaterThan(100);
    expect([...inPages, ...derived, ...titles()].filter((key) => !Object.hasOwn(texts, key))).toEqual([]);
  });

  it('hold no key that nothing names', () => {
    const named = new Set([...literals, ...derived, ...titles()]);
    expect(Object.keys(texts).filter((key) => !named.has(key))).toEqual([]);
  });

  it('are well-formed messages and not empty', () => {
    for (const [key, text] of Object.entries(texts)) {
      expect({ key, text: text.trim() }).not.toEqual({ key, text: '' });
      expect(() => new IntlMessageFormat(text, 'en-US')).not.toThrow();
    }
  });

  it('name the language that they are written in, since plurals follow it', () => {
    expect(Intl.getCanonicalLocales(texts['app.language'])).toEqual(['en-US']);
  });

  it.each(Object.entries(TABLES))('use in each %s only parameters that its code carries', (prefix, codes) => {
    for (const [code, params] of Object.entries(codes) as [string, readonly string[]][]) {
      const unknown = [...argumentsIn(texts[`${prefix}.${code}`] ?? '')].filter((name) => !params.includes(name));
      expect({ code, unknown }).toEqual({ code, unknown: [] });
    }
  });

  it('have a sentence for every problem that storage and the resolvers can find', () => {
    const found = ['src/store', 'src/resolvers', 'src/focus'].flatMap((room) =>
      [...sourceFiles(room).values()].flatMap((text) => [
        ...[...text.matchAll(/code: '([a-z_]+)', params/g)].map(([, code]) => code ?? ''),
        ...[...text.matchAll(/problem\('[^']*', '([a-z_]+)'\)/g)].map(([, code]) => code ?? ''),
      ]),
    );
    expect(found.length).toBeGreaterThan(5);
    expect(found.filter((code) => !Object.hasOwn(texts, `problem.${code}`))).toEqual([]);
  });

  it('are the only words of the pages: no component holds a sentence of its own', () => {
    const spoken = [...pages].flatMap(([path, text]) =>
      [...text.matchAll(/>\s*([A-Z][a-z]+(?: [a-z]+)+[^<{]*)</g)].map(([, words]) => `${path}: ${words ?? ''}`),
    );
    expect(spoken).toEqual([]);
  });
});
