import { bytesOf, FITS, nameOfSpace } from '../items/check-item';
import { checkConditionValues, membersOf, readFilters } from '../items/conditions';
import type { AttributeType, Entity, EntityIndex } from '../items/entity-catalogue';
import { expressionOf, type SqlTerm } from '../items/item-table';
import { KvsFailure } from '../kvs-failure';
import { LIMITS } from '../limits';
import { answerItem, placeOf, type Operation } from './operation';
import { readLimit, readPage } from './page';
import { beginsWith } from './query-keys';
import { readRequest, type Request } from './requests';

type Bound = string | number;

// libsql aborts the process when a boolean is bound; SQLite's JSON gives booleans as 1 and 0.
const bind = (value: unknown): Bound => (typeof value === 'string' || typeof value === 'number' ? value : Number(value));

const readPartition = (entity: Entity, index: EntityIndex, sent: readonly unknown[]): readonly SqlTerm[] => {
  if (sent.length < index.partition.length) throw new KvsFailure('INSUFFICIENT_FILTER_VALUES');
  if (sent.length > index.partition.length) throw new KvsFailure('INVALID_FILTER_VALUES');
  const bytes = sent.reduce<number>((sum, value) => sum + bytesOf(String(value)), 0);
  if (bytes > LIMITS.indexPartitionBytes.value) throw new KvsFailure('MAX_SIZE');
  return index.partition.map((attribute, position) => {
    const value = sent[position];
    if (!FITS[entity.attributes.get(attribute) ?? 'any'](value)) throw new KvsFailure('INVALID_FILTER_VALUES');
    return { sql: `${expressionOf(attribute)} = ?`, values: [bind(value)] };
  });
};

type RangeSql = (expression: string, first: Bound, second: Bound) => SqlTerm;

/** What a range may ask of an index, as SQL. */
const RANGES: ReadonlyMap<string, RangeSql> = new Map<string, RangeSql>([
  ['BEGINS_WITH', (expression, first) => beginsWith(expression, String(first))],
  ['BETWEEN', (expression, first, second) => ({ sql: `${expression} between ? and ?`, values: [first, second] })],
  ['EQUAL_TO', (expression, first) => ({ sql: `${expression} = ?`, values: [first] })],
  ['GREATER_THAN', (expression, first) => ({ sql: `${expression} > ?`, values: [first] })],
  ['GREATER_THAN_EQUAL_TO', (expression, first) => ({ sql: `${expression} >= ?`, values: [first] })],
  ['LESS_THAN', (expression, first) => ({ sql: `${expression} < ?`, values: [first] })],
  ['LESS_THAN_EQUAL_TO', (expression, first) => ({ sql: `${expression} <= ?`, values: [first] })],
]);

const readRange = (index: EntityIndex, type: AttributeType, sent: NonNullable<Request<'entityQuery'>['range']>): SqlTerm => {
  const range = RANGES.get(sent.condition);
  if (!range) throw new KvsFailure('INVALID_FILTER_CONDITION');
  const [first, second] = checkConditionValues(sent.condition, sent.values, type);
  const tooLong = [first, second].some((value) => typeof value === 'string' && bytesOf(value) > LIMITS.indexRangeBytes.value);
  if (tooLong) throw new KvsFailure('MAX_SIZE');
  return range(expressionOf(index.range), bind(first), bind(second));
};

/** A query over one index of an entity. An item without one of the index's attributes is not in the index. */
export const queryEntity: Operation = (context, body) => {
  const sent = readRequest('entityQuery', body);
  const entity = context.entities.find(sent.entityName);
  const index = entity.indexes.get(sent.indexName);
  if (!index) throw new KvsFailure('INVALID_ENTITY_INDEX');
  const rangeType = index.range === null ? 'string' : (entity.attributes.get(index.range) ?? 'any');
  const filter = sent.filters && readFilters(sent.filters, entity);
  const space = { kind: 'entity', entity } as const;
  const order = expressionOf(index.range);
  const { partition = [], range, sort = 'ASC' } = sent;
  const page = readPage(context, {
    ...placeOf(context, space),
    identity: [index.name, partition, range ?? null, sent.filters ?? null, sort],
    where: [
      ...readPartition(entity, index, partition),
      { sql: `${order} is not null`, values: [] },
      ...(range ? [readRange(index, rangeType, range)] : []),
    ],
    order,
    descending: sort === 'DESC',
    limit: readLimit(sent.limit, 'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE'),
    cursor: sent.cursor,
    keeps: (item) => !filter || filter(membersOf(item.value)),
  });
  const data = page.items.map((item) => answerItem(item, sent.options?.metadataFields));
  context.meter.readIndex(nameOfSpace(space), JSON.stringify([index.name, partition]), page.items);
  return { data, ...(page.cursor === undefined ? {} : { cursor: page.cursor }) };
};
