import * as v from 'valibot';
import { readYaml } from './read-yaml';

const customScopes = v.looseObject({
  version: v.number(),
  scopes: v.record(v.string(), v.looseObject({ displayName: v.string(), description: v.string() })),
});

/** Developer-defined scopes by name, as custom-scopes.yaml writes them. */
export type CustomScopes = v.InferOutput<typeof customScopes>;

/** Reads custom-scopes.yaml. Throws BadEnvironment. */
export const readCustomScopes = (file: string): CustomScopes => readYaml(file, customScopes);
