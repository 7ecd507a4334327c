// Forge's own validators over manifest.yml, and the documented rules of custom-scopes.yaml, without a login or a network.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { parse } from 'yaml';

const { ProcessorBuilder, ValidationTypes } = createRequire(import.meta.url)('@forge/manifest');

const SCOPE_NAME = /^[-.:_a-zA-Z0-9]{1,93}:custom$/;
const DISPLAY_NAME = /^[a-zA-Z0-9\s:_\-.]{1,100}$/;
const DESCRIPTION = /^\S[\s\S]{0,2046}\S$|^\S$/;

const manifestProblems = async (file) => {
  const result = await ProcessorBuilder.instance().withValidation(ValidationTypes.FULL).build().process(resolve(file));
  const problems = (result.errors ?? []).map((error) => `${file}:${error.line ?? 0}:${error.column ?? 0} ${error.level}: ${error.message}`);
  return { problems, manifest: result.manifestObject?.typedContent };
};

const only = (object, keys, place) =>
  Object.keys(object ?? {})
    .filter((key) => !keys.includes(key))
    .map((key) => `${place}: unknown key ${key}`);

const scopeProblems = (file) => {
  const content = parse(readFileSync(file, 'utf8'));
  const scopes = Object.entries(content?.scopes ?? {});
  const problems = only(content, ['version', 'scopes'], file);
  if (content?.version !== 1) problems.push(`${file}: version must be the number 1`);
  if (scopes.length < 1 || scopes.length > 20) problems.push(`${file}: between 1 and 20 scopes, found ${scopes.length}`);
  for (const [name, scope] of scopes) {
    if (!SCOPE_NAME.test(name)) problems.push(`${file}: ${name} is no scope name`);
    if (!DISPLAY_NAME.test(scope?.displayName ?? '')) problems.push(`${file}: ${name} needs a displayName without & , ( ' /`);
    if (!DESCRIPTION.test(scope?.description ?? '')) problems.push(`${file}: ${name} needs a description without outer white space`);
    problems.push(...only(scope, ['displayName', 'description'], `${file}: ${name}`));
  }
  return { problems, names: scopes.map(([name]) => name) };
};

const manifest = await manifestProblems('manifest.yml');
const scopes = scopeProblems('custom-scopes.yaml');
const used = new Set((manifest.manifest?.modules?.apiRoute ?? []).flatMap((route) => route.scopes));
const problems = [
  ...manifest.problems,
  ...scopes.problems,
  ...[...used]
    .filter((scope) => !scopes.names.includes(scope))
    .map((scope) => `manifest.yml uses ${scope}, which custom-scopes.yaml does not declare`),
  ...scopes.names.filter((scope) => !used.has(scope)).map((scope) => `custom-scopes.yaml declares ${scope}, which no route uses`),
];
problems.forEach((problem) => console.error(problem));
if (problems.length > 0) process.exit(1);
console.log(`manifest.yml and custom-scopes.yaml are valid: ${used.size} scope(s) on the routes`);
