import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { bytesOf } from '../items/check-item';
import type { Place, ScannedItem, SqlTerm } from '../items/item-table';
import { KvsFailure, type KvsCode } from '../kvs-failure';
import { LIMITS } from '../limits';
import type { OperationContext } from './operation';

/** How many items a query wants: the documented default, or a whole number within the documented range. Throws KvsFailure. */
export const readLimit = (limit: unknown, code: KvsCode): number => {
  if (limit === undefined) return LIMITS.queryPageDefault.value;
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1 || limit > LIMITS.queryPage.value) throw new KvsFailure(code);
  return limit;
};

const cursorShape = v.strictObject({ opening: v.string(), query: v.string(), at: v.union([v.string(), v.number()]), key: v.string() });

/** A query whose pages are asked for one by one; `identity` is what a cursor belongs to. */
export interface PagedQuery extends Place {
  readonly identity: unknown;
  readonly where: readonly SqlTerm[];
  readonly order: string;
  readonly descending: boolean;
  readonly limit: number;
  readonly cursor: string | undefined;
  /** Which of the scanned items the answer holds. */
  readonly keeps: (item: ScannedItem) => boolean;
}

export interface Page {
  readonly items: readonly ScannedItem[];
  readonly cursor?: string;
}

const digestOf = ({ installation, space, identity }: PagedQuery): string =>
  createHash('sha256')
    .update(JSON.stringify([installation, space, identity]))
    .digest('base64url');

const afterCursor = (query: PagedQuery, context: OperationContext): readonly SqlTerm[] => {
  if (query.cursor === undefined) return [];
  let sent: unknown;
  try {
    sent = JSON.parse(Buffer.from(query.cursor, 'base64url').toString('utf8'));
  } catch (cause) {
    throw new KvsFailure('BAD_REQUEST', { cause });
  }
  const parsed = v.safeParse(cursorShape, sent);
  if (!parsed.success || parsed.output.opening !== context.opening || parsed.output.query !== digestOf(query))
    throw new KvsFailure('BAD_REQUEST');
  return [{ sql: `(${query.order}, key) ${query.descending ? '<' : '>'} (?, ?)`, values: [parsed.output.at, parsed.output.key] }];
};

/** Reads one page. A page ends at its limit or at the page size in bytes, whichever comes first. Throws KvsFailure. */
export const readPage = (context: OperationContext, query: PagedQuery): Page => {
  const where = [...query.where, ...afterCursor(query, context)];
  const scanFrom = (terms: readonly SqlTerm[], limit: number): readonly ScannedItem[] =>
    context.items.scan({ ...query, where: terms, limit, expiredBy: context.expiredBy, asOf: context.asOf });
  // One more than asked tells whether there is more. Filtering before the limit has to look at everything.
  const most = context.filtersBeforeLimit ? Number.MAX_SAFE_INTEGER : query.limit + 1;
  const scanned = scanFrom(where, most).filter((item) => !context.filtersBeforeLimit || query.keeps(item));
  const looked: ScannedItem[] = [];
  let bytes = 0;
  for (const item of scanned.slice(0, query.limit)) {
    bytes += bytesOf(item.value);
    if (looked.length > 0 && bytes > LIMITS.queryPageBytes.value) break;
    looked.push(item);
  }
  const last = looked.at(-1);
  const more = scanned.length > looked.length || (!context.cursorOnlyWhenMore && looked.length === query.limit);
  const items = looked.filter((item) => query.keeps(item));
  if (!more || !last) return { items };
  const cursor = { opening: context.opening, query: digestOf(query), at: last.at, key: last.key };
  return { items, cursor: Buffer.from(JSON.stringify(cursor)).toString('base64url') };
};
