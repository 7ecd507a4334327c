import type { EntityCatalogue } from '../items/entity-catalogue';
import type { Place, StoredItem, ItemTable } from '../items/item-table';
import { nameOfSpace, type Space } from '../items/check-item';
import type { KeyMeter } from '../meter';
import type { MetadataField } from './requests';

/** What an operation works with: one installation, one moment, the switches as they stand. */
export interface OperationContext {
  readonly installation: string;
  readonly items: ItemTable;
  readonly entities: EntityCatalogue;
  readonly now: number;
  /** The size of the call's body. */
  readonly bytes: number;
  /** Items that expired at or before this are gone. */
  readonly expiredBy: number;
  /** Late queries read as of then; null = queries are up to date. */
  readonly asOf: number | null;
  /** Remember what a write replaces, for late queries; null = don't. */
  readonly pastUntil: number | null;
  readonly filtersBeforeLimit: boolean;
  readonly cursorOnlyWhenMore: boolean;
  /** Marks this opening of the store: cursors of another one are refused. */
  readonly opening: string;
  readonly meter: KeyMeter;
}

/** An operation gives a JSON value to answer, or undefined for an empty answer. Throws KvsFailure. */
export type Operation = (context: OperationContext, body: unknown) => unknown;

export const placeOf = (context: OperationContext, space: Space): Place => ({
  installation: context.installation,
  space: nameOfSpace(space),
});

/** The space that an item of a batch or a transaction names. */
export const spaceNamed = (context: OperationContext, entityName: string | undefined): Space =>
  entityName === undefined ? { kind: 'plain' } : { kind: 'entity', entity: context.entities.find(entityName) };

/** The item, unless it is absent or has expired. */
export const readLive = (context: OperationContext, space: Space, key: string): StoredItem | undefined => {
  const found = context.items.read(placeOf(context, space), key);
  return found && (found.expires === null || found.expires > context.expiredBy) ? found : undefined;
};

// Formats of the answers in the package's own tests: whole seconds since epoch, and ISO 8601 without fractions.
const seconds = (ms: number): number => Math.floor(ms / 1000);
const isoSeconds = (ms: number): string => new Date(Math.ceil(ms / 1000) * 1000).toISOString().replace('.000Z', 'Z');

/** An item as it is answered: metadata only when asked for. */
export const answerItem = (item: StoredItem, metadataFields: readonly MetadataField[] = []): Readonly<Record<string, unknown>> => ({
  key: item.key,
  value: JSON.parse(item.value) as unknown,
  ...(metadataFields.includes('CREATED_AT') ? { createdAt: seconds(item.created) } : {}),
  ...(metadataFields.includes('UPDATED_AT') ? { updatedAt: seconds(item.updated) } : {}),
  ...(metadataFields.includes('EXPIRE_TIME') && item.expires !== null ? { expireTime: isoSeconds(item.expires) } : {}),
});
