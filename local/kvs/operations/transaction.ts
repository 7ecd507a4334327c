import { checkKey, type Space } from '../items/check-item';
import { membersOf, readFilters, type SentFilters } from '../items/conditions';
import { KvsFailure } from '../kvs-failure';
import { LIMITS } from '../limits';
import { namesTwice } from './batch';
import { readLive, spaceNamed, type Operation, type OperationContext } from './operation';
import { readRequest } from './requests';
import { prepareItem, removeItem, storeItem } from './single-item';

interface Guarded {
  readonly key: string;
  readonly entityName?: string | undefined;
  readonly conditions?: SentFilters | undefined;
}

/** Reads an operation's condition and tells whether it holds. None holds of an absent item, as observed in the cloud. */
const holds = (context: OperationContext, space: Space, { key, conditions }: Guarded): boolean => {
  checkKey(key, space);
  if (!conditions) return true;
  if (space.kind !== 'entity') throw new KvsFailure('INVALID_TRANSACTION_REQUEST');
  const filter = readFilters(conditions, space.entity);
  const item = readLive(context, space, key);
  return item !== undefined && filter(membersOf(item.value));
};

/** All or nothing: shape, limits and values first, then every condition, then the writes. */
export const transact: Operation = (context, body) => {
  const { set: sets = [], delete: deletes = [], check: checks = [] } = readRequest('transaction', body);
  const all: readonly Guarded[] = [...sets, ...deletes, ...checks];
  if (all.length === 0 || checks.some(({ conditions }) => !conditions)) throw new KvsFailure('INVALID_TRANSACTION_REQUEST');
  if (all.length > LIMITS.transactionOperations.value) throw new KvsFailure('UNPROCESSABLE_ENTITY');
  if (namesTwice(all)) throw new KvsFailure('KEY_DUPLICATION_ERROR');
  if (context.bytes > LIMITS.transactionBytes.value) throw new KvsFailure('MAX_SIZE');

  const prepared = sets.map((sent) => {
    const space = spaceNamed(context, sent.entityName);
    return { space, item: prepareItem(context, space, sent) };
  });
  const held = all.map((guarded) => holds(context, spaceNamed(context, guarded.entityName), guarded));
  if (held.includes(false)) throw new KvsFailure('CONDITIONAL_CHECK_FAILED');

  for (const { space, item } of prepared) storeItem(context, space, item);
  for (const { key, entityName } of deletes) removeItem(context, spaceNamed(context, entityName), key);
  return undefined;
};
