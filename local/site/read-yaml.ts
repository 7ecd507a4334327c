import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import * as v from 'valibot';

/** The environment of the local site is bad; `message` is one sentence that says what and where, for the terminal. */
export class BadEnvironment extends Error {
  override readonly name = 'BadEnvironment';
}

const pathOf = (issue: { readonly path?: readonly { readonly key: unknown }[] | undefined }): string =>
  (issue.path ?? []).map((item) => String(item.key)).join('.') || 'the file';

/** Reads a YAML file in the shape of `schema`. Throws BadEnvironment with file and place when it can't be read, isn't YAML or has another shape. */
export const readYaml = <S extends v.GenericSchema>(file: string, schema: S): v.InferOutput<S> => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new BadEnvironment(`${file} can't be read.`, { cause });
  }
  const document = parseDocument(text);
  const [broken] = document.errors;
  if (broken) throw new BadEnvironment(`${file} is not YAML: ${broken.message.split('\n')[0] ?? ''}`, { cause: broken });
  const parsed = v.safeParse(schema, document.toJS());
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new BadEnvironment(`${file} is broken at ${pathOf(issue)}: ${issue.message}.`);
};
