import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as ts from 'typescript';
import type { XcssTable } from '../forge-doc/xcss';

// They come with @forge/react, so they are looked for from there.
const typesFolder = (): string => {
  const from = { paths: [dirname(require.resolve('@forge/react'))] };
  return join(dirname(require.resolve('@atlaskit/forge-react-types/package.json', from)), 'dist/types/components/__generated__');
};

const parse = (file: string): ts.SourceFile => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);

const nameOf = (member: ts.TypeElement): string => {
  const { name } = member;
  if (name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name))) return name.text;
  throw new Error('A member without a plain name in the types of UI Kit: the reading of its XCSS list needs an update.');
};

const members = (type: ts.TypeNode | undefined): ReadonlyMap<string, ts.TypeNode | undefined> => {
  if (type === undefined || !ts.isTypeLiteralNode(type))
    throw new Error("The types of UI Kit's XCSS are not as they were: expected a literal type.");
  return new Map(type.members.map((member) => [nameOf(member), ts.isPropertySignature(member) ? member.type : undefined]));
};

const find = <T extends ts.Node>(file: ts.SourceFile, test: (node: ts.Node) => node is T, what: string): T => {
  const search = (node: ts.Node): T | undefined => (test(node) ? node : ts.forEachChild(node, search));
  const found = search(file);
  if (found === undefined) throw new Error(`The types of UI Kit's XCSS are not as they were: ${what} is missing.`);
  return found;
};

/** The words that each property with design tokens accepts. */
const readTokens = (folder: string): ReadonlyMap<string, readonly string[]> => {
  const declared = find(
    parse(join(folder, 'tokens.codegen.d.ts')),
    (node): node is ts.VariableDeclaration => ts.isVariableDeclaration(node) && node.name.getText() === 'tokensMap',
    'tokensMap',
  );
  return new Map([...members(declared.type)].map(([name, tokens]) => [name, [...members(tokens).keys()]]));
};

const literalsIn = (type: ts.TypeNode): readonly string[] =>
  ts.isTupleTypeNode(type)
    ? type.elements.map((element) =>
        ts.isLiteralTypeNode(element) && ts.isStringLiteral(element.literal) ? element.literal.text : element.getText(),
      )
    : [];

/**
 * What `xcss` may hold, read from the published types of UI Kit's Box: the properties of `XCSSValidatorArg`, where
 * `true` means "design tokens only", `allowCSS` any value, `supportedValues` a list. Throws when those types changed shape.
 */
export const readXcssTable = (): XcssTable => {
  const folder = typesFolder();
  const tokens = readTokens(folder);
  const allowed = find(
    parse(join(folder, 'BoxProps.codegen.d.ts')),
    (node): node is ts.TypeAliasDeclaration => ts.isTypeAliasDeclaration(node) && node.name.text === 'XCSSValidatorArg',
    'XCSSValidatorArg',
  );
  const properties: Record<string, 'any' | readonly string[]> = {};
  for (const [name, rule] of members(allowed.type)) {
    if (rule === undefined) continue;
    const rules = ts.isTypeLiteralNode(rule) ? members(rule) : new Map<string, ts.TypeNode | undefined>();
    const values = rules.get('supportedValues');
    const listed = values === undefined ? [] : literalsIn(values);
    properties[name] = rules.has('allowCSS') ? 'any' : listed.length > 0 ? listed : (tokens.get(name) ?? 'any');
  }
  return { properties };
};
