import { ID_PATTERN } from '../exposure/catalogue/catalogue';
import type { Parsed, Problem } from '../exposure/policy/policy';
import type { Asked } from '../focus/walk/walk';
import type { Route } from './routes';

/** Records in one answer when the caller doesn't say. */
const USUAL_PAGE = 25;

const MOST = { fields: 100, names: 100, echo: 64, text: 255 } as const;

const FIELD = /^[A-Za-z][A-Za-z0-9_.]{0,127}$/;

export interface Query {
  readonly limit: number;
  /** Absent = every granted field. */
  readonly fields?: ReadonlySet<string>;
  /** What the records are looked for by, and their order; absent = all of them, as they come. */
  readonly search?: Asked;
  /** Fields, search and order in one spelling. A cursor is bound to it. */
  readonly asked: string;
  readonly cursor?: string;
}

type Values = readonly string[] | 'malformed';
type Name = 'limit' | 'fields' | 'cursor' | keyof Asked;

/** The query parameters of each action; anything else is refused, so that a misspelt one is noticed. */
const NAMES: Readonly<Record<Route['action'], readonly Name[]>> = {
  list: ['limit', 'fields', 'cursor', 'sort', 'nameContains', 'externalId', 'parentId'],
  get: ['fields'],
};

/** The field that a parameter asks about. It exists for those to whom that field is shown: for others it is as unknown as any other word. */
export const SEARCHED: Readonly<Record<keyof Asked, string>> = {
  sort: 'name',
  nameContains: 'name',
  externalId: 'externalId',
  parentId: 'parentId',
};

const isSearch = (name: Name): name is keyof Asked => Object.hasOwn(SEARCHED, name);

const SORTS = ['name', '-name'] as const;

const echo = (text: string): string => (text.length <= MOST.echo ? text : `${text.slice(0, MOST.echo - 1)}…`);

const problem = (name: string, code: string, params: Problem['params'] = {}): Problem => ({
  path: `/query/${echo(name).replaceAll('~', '~0').replaceAll('/', '~1')}`,
  code,
  params,
});

const single = (name: Name, values: Values): string | Problem => {
  if (values === 'malformed' || values.length === 0) return problem(name, 'wrong_type', { expected: 'text' });
  return values.length > 1 ? problem(name, 'repeated') : (values[0] ?? '');
};

// A page size out of range is coerced, not refused: asking for more is no mistake.
const readLimit = (values: Values, pageSize: number): number | Problem => {
  const text = single('limit', values);
  if (typeof text !== 'string') return text;
  if (!/^-?\d{1,20}$/.test(text)) return problem('limit', 'not_a_number', { min: 1, max: pageSize });
  return Math.min(pageSize, Math.max(1, Number(text)));
};

/** Commas may arrive as they were sent, or split into several values. An unknown field and a hidden one are the same: not given. */
const readFields = (values: Values): ReadonlySet<string> | Problem => {
  if (values === 'malformed') return problem('fields', 'wrong_type', { expected: 'text' });
  if (values.some((value) => value.length > MOST.fields * 130)) return problem('fields', 'too_long', { max: MOST.fields });
  const names = values.flatMap((value) => value.split(',')).map((name) => name.trim());
  if (names.length > MOST.fields) return problem('fields', 'too_many', { max: MOST.fields });
  return names.length > 0 && names.every((name) => FIELD.test(name)) ? new Set(names) : problem('fields', 'not_a_field_name');
};

const readText =
  (name: Name) =>
  (values: Values): string | Problem => {
    const text = single(name, values);
    if (typeof text !== 'string') return text;
    if (text.length > MOST.text) return problem(name, 'too_long', { max: MOST.text });
    return text.trim() === '' ? problem(name, 'empty') : text;
  };

const readSort = (values: Values): Asked['sort'] | Problem => {
  const text = single('sort', values);
  if (typeof text !== 'string') return text;
  return SORTS.find((sort) => sort === text) ?? problem('sort', 'not_a_sort', { known: SORTS });
};

const readParent = (values: Values): string | Problem => {
  const text = single('parentId', values);
  if (typeof text !== 'string') return text;
  return ID_PATTERN.test(text) ? text : problem('parentId', 'not_an_id');
};

const isProblem = (value: unknown): value is Problem => typeof value === 'object' && value !== null && 'code' in value;

/** The query of a call that was allowed: what it asks for, or every problem with its place. `shown`: fields that this audience has with `show`. */
export const parseQuery = (
  query: ReadonlyMap<string, Values>,
  action: Route['action'],
  { pageSize, shown }: { readonly pageSize: number; readonly shown: ReadonlySet<string> },
): Parsed<Query> => {
  const known: readonly string[] = NAMES[action].filter((name) => !isSearch(name) || shown.has(SEARCHED[name]));
  const problems = [...query.keys()]
    .filter((name) => !known.includes(name))
    .slice(0, MOST.names)
    .map((name) => problem(name, 'unknown_parameter', { known }));
  const read = <T>(name: Name, reader: (values: Values) => T | Problem): T | undefined => {
    const values = known.includes(name) ? query.get(name) : undefined;
    if (values === undefined) return undefined;
    const result = reader(values);
    if (!isProblem(result)) return result;
    problems.push(result);
    return undefined;
  };
  const limit = read('limit', (values) => readLimit(values, pageSize)) ?? Math.min(USUAL_PAGE, pageSize);
  const fields = read('fields', readFields);
  const cursor = read('cursor', (values) => single('cursor', values));
  const sort = read('sort', readSort);
  const nameContains = read('nameContains', readText('nameContains'));
  const externalId = read('externalId', readText('externalId'));
  const parentId = read('parentId', readParent);
  if (problems.length > 0) return { ok: false, problems };
  const search: Asked = {
    ...(sort === undefined ? {} : { sort }),
    ...(nameContains === undefined ? {} : { nameContains }),
    ...(externalId === undefined ? {} : { externalId }),
    ...(parentId === undefined ? {} : { parentId }),
  };
  const isSearched = Object.keys(search).length > 0;
  const asked = JSON.stringify([fields ? [...fields].sort() : '*', ...Object.entries(search)]);
  return {
    ok: true,
    value: {
      limit,
      asked,
      ...(fields ? { fields } : {}),
      ...(isSearched ? { search } : {}),
      ...(cursor === undefined ? {} : { cursor }),
    },
  };
};

/** The query of the next page, relative to the address of this one. */
export const nextQuery = ({ limit, fields, search = {} }: Query, cursor: string): string => {
  const narrowed: [string, string][] = fields ? [['fields', [...fields].sort().join(',')]] : [];
  return `?${new URLSearchParams([['limit', String(limit)], ...narrowed, ...Object.entries(search), ['cursor', cursor]]).toString()}`;
};
