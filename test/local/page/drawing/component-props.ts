import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '../../../..');

/** Component of UI Kit → the names of all props that its published types have. Takes some seconds: the types reach into Atlaskit. */
export const componentProps = (): ReadonlyMap<string, readonly string[]> => {
  const entry = join(ROOT, 'node_modules/@forge/react/out/index.d.ts');
  const program = ts.createProgram([entry], {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    jsx: ts.JsxEmit.ReactJSX,
    skipLibCheck: true,
    strict: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  if (source === undefined || module === undefined) throw new Error('The types of @forge/react could not be read.');
  const found = new Map<string, readonly string[]>();
  for (const exported of checker.getExportsOfModule(module)) {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    if (!/^[A-Z]/.test(exported.name) || !(symbol.flags & (ts.SymbolFlags.Variable | ts.SymbolFlags.Function))) continue;
    const [props] = checker.getTypeOfSymbolAtLocation(symbol, source).getCallSignatures()[0]?.parameters ?? [];
    const type = props && checker.getTypeOfSymbolAtLocation(props, source);
    const parts = type === undefined ? [] : type.isUnion() ? type.types : [type];
    found.set(exported.name, [...new Set(parts.flatMap((part) => checker.getPropertiesOfType(part).map((member) => member.name)))]);
  }
  return found;
};
