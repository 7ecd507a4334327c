import { nameOfSpace } from '../items/check-item';
import type { SqlTerm } from '../items/item-table';
import { KvsFailure } from '../kvs-failure';
import { answerItem, placeOf, type Operation } from './operation';
import { readLimit, readPage } from './page';
import { readRequest, type Request } from './requests';

/** The SQL of "begins with": a range that an index can serve, and the exact test. */
export const beginsWith = (expression: string, prefix: string): SqlTerm => ({
  sql: `${expression} >= ? and ${expression} < ? and substr(${expression}, 1, length(?)) = ?`,
  values: [prefix, `${prefix}\u{10ffff}`, prefix, prefix],
});

const readWhere = (where: Request<'query'>['where']): readonly SqlTerm[] => {
  const [clause, ...more] = where ?? [];
  if (!clause) return [];
  if (more.length > 0) throw new KvsFailure('QUERY_WHERE_INVALID');
  if (clause.property !== 'key') throw new KvsFailure('QUERY_WHERE_FIELD_INVALID');
  if (clause.condition !== 'BEGINS_WITH') throw new KvsFailure('INVALID_FILTER_CONDITION');
  const [prefix] = clause.values;
  if (clause.values.length !== 1 || typeof prefix !== 'string' || prefix === '') throw new KvsFailure('INVALID_FILTER_VALUES');
  return [beginsWith('key', prefix)];
};

/** A query over plain keys, in the order of the keys. Secrets are in a space of their own and never appear. */
export const queryKeys: Operation = (context, body) => {
  const { limit, after, where, options } = readRequest('query', body);
  const space = { kind: 'plain' } as const;
  const page = readPage(context, {
    ...placeOf(context, space),
    identity: where ?? null,
    where: readWhere(where),
    order: 'key',
    descending: false,
    limit: readLimit(limit, 'LIST_QUERY_LIMIT_EXCEEDED'),
    cursor: after,
    keeps: () => true,
  });
  const data = page.items.map((item) => answerItem(item, options?.metadataFields));
  context.meter.readIndex(nameOfSpace(space), JSON.stringify(where ?? null), page.items);
  return { data, ...(page.cursor === undefined ? {} : { cursor: page.cursor }) };
};
