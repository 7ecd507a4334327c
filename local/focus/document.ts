import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import type { ValidateFunction } from 'ajv/dist/2020';
import { parse } from 'yaml';

export interface Operation {
  readonly operationId: string;
  readonly method: string;
  /** As in the document: `/v1/focus-areas/{id}`. */
  readonly path: string;
  readonly tag: string;
  readonly scope: string;
  readonly query: readonly { readonly name: string; readonly required: boolean }[];
  readonly takesBody: boolean;
}

export interface FocusDocument {
  readonly operations: readonly Operation[];
  /** The operation for a path below the base, with its path parameters; or the methods that the path knows. */
  find(
    method: string,
    path: string,
  ): { readonly operation: Operation; readonly parameters: Readonly<Record<string, string>> } | { readonly allow: string[] };
  /** What is wrong with a request body, as the document sees it. Empty: nothing. */
  checkBody(operationId: string, body: unknown): readonly string[];
  /** What is wrong with an answer. A status that the document does not print is judged by `default`. */
  checkAnswer(operationId: string, status: number, body: unknown): readonly string[];
}

const METHODS = ['get', 'post', 'patch', 'put', 'delete'] as const;
const DOCUMENT = join('local', 'focus', 'focus-openapi.yaml');

let loaded: FocusDocument | undefined;

/** Reads focus-openapi.yaml, once a process. Found upwards from here, because a bundle of the local site lies in another folder. */
export function loadDocument(): FocusDocument {
  loaded ??= readDocument(parse(readFileSync(findDocument(__dirname), 'utf8')));
  return loaded;
}

function findDocument(folder: string): string {
  const candidate = join(folder, DOCUMENT);
  if (existsSync(candidate)) return candidate;
  if (dirname(folder) === folder) throw new Error(`The Focus stand-in does not find ${DOCUMENT}.`);
  return findDocument(dirname(folder));
}

function readDocument(document: unknown): FocusDocument {
  // The document is OpenAPI 3.1, whose schemas are JSON Schema 2020-12; keywords like x-inferred are none of ajv's business.
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false, logger: false });
  ajv.addSchema(document as object, 'focus');

  const nodes = new Map<
    string,
    { readonly operation: Operation; readonly pointer: string; readonly pattern: RegExp; readonly node: unknown }
  >();
  for (const [path, item] of Object.entries(members(at(document, 'paths')))) {
    for (const method of METHODS.filter((name) => at(item, name) !== undefined)) {
      const node = at(item, method);
      const parameters = [...list(at(item, 'parameters')), ...list(at(node, 'parameters'))].map((one) => resolve(document, one));
      const operation = {
        operationId: text(at(node, 'operationId')),
        method: method.toUpperCase(),
        path,
        tag: text(list(at(node, 'tags'))[0]),
        scope: text(at(node, 'x-scope')),
        query: parameters
          .filter((one) => at(one, 'in') === 'query')
          .map((one) => ({ name: text(at(one, 'name')), required: at(one, 'required') === true })),
        takesBody: at(node, 'requestBody') !== undefined,
      };
      const pattern = new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
      nodes.set(operation.operationId, { operation, pointer: `focus#/paths/${escape(path)}/${method}`, pattern, node });
    }
  }

  const validators = new Map<string, ValidateFunction>();
  const problems = (pointer: string, value: unknown): readonly string[] => {
    const validate = validators.get(pointer) ?? ajv.compile({ $ref: pointer });
    validators.set(pointer, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map((error) => `${error.instancePath || 'body'} ${error.message ?? 'is wrong'}`);
  };
  const known = (operationId: string) => {
    const found = nodes.get(operationId);
    if (!found) throw new Error(`focus-openapi.yaml has no operation ${operationId}.`);
    return found;
  };

  return {
    operations: [...nodes.values()].map((found) => found.operation),
    find(method, path) {
      const here = [...nodes.values()].filter((found) => found.pattern.test(path));
      // `bulk` fits `{id}` too: the path without a parameter wins, as OpenAPI says.
      const best = here
        .filter((found) => found.operation.method === method)
        .sort((one, other) => Number(one.operation.path.includes('{')) - Number(other.operation.path.includes('{')))[0];
      if (!best) return { allow: here.map((found) => found.operation.method) };
      return { operation: best.operation, parameters: { ...best.pattern.exec(path)?.groups } };
    },
    checkBody: (operationId, body) => problems(`${known(operationId).pointer}/requestBody/content/application~1json/schema`, body),
    checkAnswer(operationId, status, body) {
      const { node, pointer } = known(operationId);
      const printed = at(at(node, 'responses'), String(status));
      if (printed === undefined) return problems('focus#/components/responses/Error/content/application~1json/schema', body);
      if (at(printed, 'content') === undefined) return body === undefined ? [] : ['body is sent where none is printed'];
      return problems(`${pointer}/responses/${status}/content/application~1json/schema`, body);
    },
  };
}

const escape = (path: string): string => path.replace(/~/g, '~0').replace(/\//g, '~1').replace(/\{/g, '%7B').replace(/\}/g, '%7D');
const members = (node: unknown): Readonly<Record<string, unknown>> =>
  typeof node === 'object' && node !== null && !Array.isArray(node) ? (node as Readonly<Record<string, unknown>>) : {};
const at = (node: unknown, name: string): unknown => members(node)[name];
const list = (node: unknown): readonly unknown[] => (Array.isArray(node) ? node : []);

function text(node: unknown): string {
  if (typeof node !== 'string') throw new Error('focus-openapi.yaml lacks a text where the stand-in needs one.');
  return node;
}

function resolve(document: unknown, node: unknown): unknown {
  const reference = at(node, '$ref');
  if (typeof reference !== 'string') return node;
  return reference
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((found, name) => at(found, name), document);
}
