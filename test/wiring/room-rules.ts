import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

interface Room {
  /** Other rooms of `src/` that this one may import. */
  readonly rooms: readonly string[];
  /** Files outside the room of which it may import types, and nothing else. */
  readonly types?: readonly string[];
  readonly packages: readonly string[];
}

/** The import rules of DEVELOPMENT.md as data. */
export const ROOMS: Readonly<Record<string, Room>> = {
  exposure: { rooms: [], packages: ['valibot'] },
  portfolio: { rooms: ['exposure'], packages: [] },
  focus: { rooms: ['exposure'], packages: ['@forge/api', 'valibot', 'node:crypto'] },
  store: { rooms: ['exposure', 'portfolio'], packages: ['@forge/kvs', 'valibot', 'node:crypto'] },
  'api-routes': { rooms: ['exposure', 'portfolio', 'focus', 'store'], packages: ['valibot', 'node:crypto'] },
  resolvers: {
    rooms: ['exposure', 'portfolio', 'focus', 'store', 'jobs'],
    packages: ['@forge/resolver', '@forge/api', 'valibot', 'node:crypto'],
  },
  jobs: { rooms: ['exposure', 'portfolio', 'focus', 'store'], packages: ['@forge/events', 'valibot', 'node:crypto'] },
  frontend: {
    rooms: ['exposure', 'portfolio'],
    types: ['src/resolvers/contract', 'locales/en-US.json'],
    packages: ['@forge/bridge', '@forge/react', 'react', 'intl-messageformat'],
  },
};

interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

const isTypeOnly = (node: ts.ImportDeclaration | ts.ExportDeclaration): boolean =>
  ts.isImportDeclaration(node) ? (node.importClause?.isTypeOnly ?? false) : node.isTypeOnly;

/** Every import of a file: declarations, re-exports, `import()` and `require()`. */
const importsOf = (path: string, text: string): readonly Import[] => {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      found.push({ specifier: node.moduleSpecifier.text, typeOnly: isTypeOnly(node) });
    }
    if (ts.isCallExpression(node)) {
      const [first] = node.arguments;
      const loads = node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText(source) === 'require';
      if (loads) found.push({ specifier: first && ts.isStringLiteral(first) ? first.text : '(computed)', typeOnly: false });
    }
    ts.forEachChild(node, visit);
  };
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  visit(source);
  return found;
};

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const breaksRoom = (room: Room, own: string, path: string, found: Import): boolean => {
  if (!found.specifier.startsWith('.')) return !room.packages.includes(packageOf(found.specifier));
  const target = normalize(join(dirname(path), found.specifier));
  if (found.typeOnly && (room.types ?? []).includes(target)) return false;
  const [top, name] = target.split('/');
  return top !== 'src' || name === undefined || !(name === own || room.rooms.includes(name));
};

const breaksLocal = (path: string, found: Import): boolean => {
  if (!found.specifier.startsWith('.')) return false;
  return !normalize(join(dirname(path), found.specifier)).startsWith('local/');
};

/**
 * Takes files by their path from the project's root; gives one line for each import that breaks the rules,
 * such as `src/store/head.ts imports @forge/api`. A room that the table doesn't name breaks them too.
 */
export const brokenImports = (files: ReadonlyMap<string, string>): readonly string[] =>
  [...files].flatMap(([path, text]) => {
    const [top, name = ''] = path.split('/');
    if (top === 'local') {
      return importsOf(path, text)
        .filter((found) => breaksLocal(path, found))
        .map((found) => `${path} imports ${found.specifier}`);
    }
    const room = ROOMS[name];
    if (!room) return [`${path} lies in no room`];
    return importsOf(path, text)
      .filter((found) => breaksRoom(room, name, path, found))
      .map((found) => `${path} imports ${found.specifier}`);
  });
