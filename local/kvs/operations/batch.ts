import { KvsFailure } from '../kvs-failure';
import { LIMITS } from '../limits';
import { answerItem, spaceNamed, type Operation, type OperationContext } from './operation';
import { readRequest } from './requests';
import { fetchItem, prepareItem, removeItem, storeItem } from './single-item';

interface Named {
  readonly key: string;
  readonly entityName?: string | undefined;
}

const nameOf = ({ key, entityName }: Named): string => JSON.stringify([entityName ?? null, key]);

/** Whether two of the items name the same key of the same entity. */
export const namesTwice = (items: readonly Named[]): boolean => new Set(items.map(nameOf)).size < items.length;

const echo = ({ key, entityName }: Named): Named => ({ key, ...(entityName === undefined ? {} : { entityName }) });

/** Does each item by itself; one that fails does not stop the others. No items, a key twice or too many items fail the whole. */
const doEach = <Item extends Named>(context: OperationContext, items: readonly Item[], work: (item: Item) => object): unknown => {
  if (items.length === 0) throw new KvsFailure('BAD_REQUEST');
  if (items.length > LIMITS.batchItems.value) throw new KvsFailure('TOO_MANY_BATCH_ENTITIES');
  if (namesTwice(items)) throw new KvsFailure('KEY_DUPLICATION_ERROR');
  const successfulKeys: object[] = [];
  const failedKeys: object[] = [];
  for (const item of items) {
    try {
      successfulKeys.push({ ...echo(item), ...work(item) });
    } catch (failure) {
      if (!(failure instanceof KvsFailure) || failure.code === 'RATE_LIMIT_EXCEEDED') throw failure;
      failedKeys.push({ ...echo(item), error: { code: failure.code, message: failure.message } });
    }
  }
  return { successfulKeys, failedKeys };
};

export const batchGet: Operation = (context, body) =>
  doEach(context, readRequest('batchGet', body), (item) =>
    answerItem(fetchItem(context, spaceNamed(context, item.entityName), item.key), item.options?.metadataFields),
  );

export const batchSet: Operation = (context, body) => {
  const items = readRequest('batchSet', body);
  if (context.bytes > LIMITS.batchBytes.value) throw new KvsFailure('MAX_SIZE');
  return doEach(context, items, (item) => {
    const space = spaceNamed(context, item.entityName);
    storeItem(context, space, prepareItem(context, space, item));
    return {};
  });
};

export const batchDelete: Operation = (context, body) =>
  doEach(context, readRequest('batchDelete', body), (item) => {
    if (!removeItem(context, spaceNamed(context, item.entityName), item.key)) throw new KvsFailure('KEY_NOT_FOUND');
    return {};
  });
