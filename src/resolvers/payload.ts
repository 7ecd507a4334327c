import * as v from 'valibot';
import type { Parsed, Problem } from '../exposure/policy/policy';

type Entries = v.ObjectEntries;
type Issue = v.BaseIssue<unknown>;

const ECHO = 64;
const MOST_UNKNOWN = 20;

const echo = (text: string): string => (text.length <= ECHO ? text : `${text.slice(0, ECHO - 1)}…`);
const pointer = (keys: readonly unknown[]): string =>
  keys.map((key) => `/${echo(String(key)).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  boolean: 'boolean',
  array: 'list',
  object: 'object',
};

const limitOf = (issue: Issue): number => (typeof issue.requirement === 'number' ? issue.requirement : 0);

/** Codes and parameters by the kind of valibot's issue; what is not listed is a wrong type. */
const FINDINGS: Readonly<Record<string, (issue: Issue) => Pick<Problem, 'code' | 'params'>>> = {
  min_length: () => ({ code: 'empty', params: {} }),
  max_length: (issue) => ({ code: Array.isArray(issue.input) ? 'too_many' : 'too_long', params: { max: limitOf(issue) } }),
  regex: () => ({ code: 'unusable_characters', params: {} }),
  integer: () => ({ code: 'wrong_type', params: { expected: 'integer' } }),
  min_value: (issue) => ({ code: 'out_of_range', params: { min: limitOf(issue), max: Number.MAX_SAFE_INTEGER } }),
  max_value: (issue) => ({ code: 'out_of_range', params: { min: 0, max: limitOf(issue) } }),
};

const problemOf = (issue: Issue): Problem => {
  const keys = (issue.path ?? []).map((item) => item.key);
  const last = issue.path?.at(-1);
  if (issue.kind === 'schema' && last && 'origin' in last && last.origin === 'key') {
    return { path: pointer(keys.slice(0, -1)), code: 'missing', params: { key: echo(String(last.key)) } };
  }
  const finding = Object.hasOwn(FINDINGS, issue.type) ? FINDINGS[issue.type] : undefined;
  if (finding) return { path: pointer(keys), ...finding(issue) };
  return { path: pointer(keys), code: 'wrong_type', params: { expected: EXPECTED[issue.type] ?? echo(issue.expected ?? issue.type) } };
};

const unknownKeys = (payload: object, entries: Entries): readonly Problem[] =>
  Object.keys(payload)
    .filter((key) => !Object.hasOwn(entries, key))
    .slice(0, MOST_UNKNOWN)
    .map((key) => ({ path: pointer([key]), code: 'unknown_key', params: { key: echo(key) } }));

/** A reader for a payload with exactly these members: the value, or every problem with its place. Nothing of the input is echoed at length. */
export const payloadOf =
  <const E extends Entries>(entries: E) =>
  (payload: unknown): Parsed<v.InferOutput<v.ObjectSchema<E, undefined>>> => {
    if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
      return { ok: false, problems: [{ path: '', code: 'wrong_type', params: { expected: 'object' } }] };
    }
    const parsed = v.safeParse(v.object(entries), payload);
    const problems = [...unknownKeys(payload, entries), ...(parsed.issues ?? []).map(problemOf)];
    return parsed.success && problems.length === 0 ? { ok: true, value: parsed.output } : { ok: false, problems };
  };

/** For calls that take nothing: Forge's resolver makes `{}` of what is missing. */
export const noPayload = payloadOf({});

/** A count that a page saw: a draft's version, a revision. */
export const seenCount = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2_147_483_647));
