import { inWords } from './callable';
import { isRecord } from './forge-node';

/** What `xcss` may hold, read at build time from the types of UI Kit's Box. */
export interface XcssTable {
  /** Property → `any`, or the words that it accepts: design tokens or a fixed list. */
  readonly properties: Readonly<Record<string, 'any' | readonly string[]>>;
}

const isNested = (name: string): boolean => name.startsWith(':') || name.startsWith('@media');

/** Every use of `xcss` that Forge does not allow, each as a sentence; an empty list when all is allowed. */
export const xcssProblems = (style: unknown, table: XcssTable, inside = ''): readonly string[] => {
  if (style === undefined || style === null || style === false) return [];
  if (Array.isArray(style)) return style.flatMap((part: unknown) => xcssProblems(part, table, inside));
  if (!isRecord(style)) return [`xcss${inside} is not a style object`];
  return Object.entries(style).flatMap(([name, value]) => {
    if (isNested(name) && inside === '') return xcssProblems(value, table, ` ${name}`);
    const allowed = Object.hasOwn(table.properties, name) ? table.properties[name] : undefined;
    if (allowed === undefined) return [`xcss${inside} has the property ${name}, which UI Kit doesn't allow`];
    if (allowed === 'any' || value === undefined) return [];
    if (allowed.includes(inWords(value))) return [];
    return [`xcss${inside} gives ${name} the value ${JSON.stringify(value)}; it takes ${describe(allowed)}`];
  });
};

const describe = (allowed: readonly string[]): string =>
  allowed.length > 6 ? `a design token such as ${allowed.slice(0, 2).join(' or ')}` : allowed.join(', ');
