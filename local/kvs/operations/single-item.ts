import { bytesOf, checkKey, checkValue, expiryOf, nameOfSpace, type Space } from '../items/check-item';
import type { StoredItem } from '../items/item-table';
import { KvsFailure } from '../kvs-failure';
import { answerItem, placeOf, readLive, type Operation, type OperationContext } from './operation';
import { readRequest, type Request } from './requests';

type Kind = Space['kind'];

/** The space of a single operation: its path says the kind, an entity operation's body names the entity. */
const spaceOf = (kind: Kind, context: OperationContext, entityName: string | undefined): Space => {
  if ((kind === 'entity') !== (entityName !== undefined)) throw new KvsFailure('BAD_REQUEST');
  return kind === 'entity' ? { kind, entity: context.entities.find(entityName ?? '') } : { kind };
};

/** Reads one item for a get, counting it against the key's own limit. Throws KEY_NOT_FOUND. */
export const fetchItem = (context: OperationContext, space: Space, key: string): StoredItem => {
  checkKey(key, space);
  const found = readLive(context, space, key);
  if (!found) throw new KvsFailure('KEY_NOT_FOUND');
  context.meter.readKey(nameOfSpace(space), key, bytesOf(found.value));
  return found;
};

/** Checks an item without storing it. Throws KvsFailure. */
export const prepareItem = (
  context: OperationContext,
  space: Space,
  sent: { key: string; value?: unknown; options?: Request<'set'>['options'] },
): StoredItem => {
  checkKey(sent.key, space);
  const value = checkValue(sent.value, space);
  const expires = expiryOf(sent.options?.ttl, context.now);
  const previous = readLive(context, space, sent.key);
  return { key: sent.key, value, created: previous?.created ?? context.now, updated: context.now, expires };
};

/** Stores a prepared item, counting it against the key's own limit. */
export const storeItem = (context: OperationContext, space: Space, item: StoredItem): void => {
  context.meter.writeKey(nameOfSpace(space), item.key, bytesOf(item.value));
  context.items.write(placeOf(context, space), item, context.pastUntil);
};

/** Removes an item and tells whether there was one. */
export const removeItem = (context: OperationContext, space: Space, key: string): boolean => {
  checkKey(key, space);
  const found = readLive(context, space, key);
  if (found) context.meter.writeKey(nameOfSpace(space), key, 0);
  if (found) context.items.remove(placeOf(context, space), key, context.pastUntil);
  return found !== undefined;
};

const checkPolicy = ({ keyPolicy, returnValue, returnMetadataFields }: NonNullable<Request<'set'>['options']>): void => {
  const returnsWithoutOverride = returnValue !== undefined && keyPolicy !== 'OVERRIDE';
  const metadataWithoutValue = returnMetadataFields !== undefined && returnValue === undefined;
  if (returnsWithoutOverride || metadataWithoutValue) throw new KvsFailure('INVALID_KEY_POLICY_RETURN_VALUE_COMBINATION');
};

export const getItem =
  (kind: Kind): Operation =>
  (context, body) => {
    const { key, entityName, options } = readRequest('get', body);
    return answerItem(fetchItem(context, spaceOf(kind, context, entityName), key), options?.metadataFields);
  };

export const setItem =
  (kind: Kind): Operation =>
  (context, body) => {
    const sent = readRequest('set', body);
    const options = sent.options ?? {};
    const space = spaceOf(kind, context, sent.entityName);
    const item = prepareItem(context, space, { key: sent.key, value: sent.value, options });
    checkPolicy(options);
    const previous = readLive(context, space, sent.key);
    if (previous && options.keyPolicy === 'FAIL_IF_EXISTS') throw new KvsFailure('KEY_CONFLICT');
    storeItem(context, space, item);
    const returned = options.returnValue === 'PREVIOUS' ? previous : item;
    return options.returnValue && returned ? answerItem(returned, options.returnMetadataFields) : undefined;
  };

export const deleteItem =
  (kind: Kind): Operation =>
  (context, body) => {
    const { key, entityName } = readRequest('delete', body);
    if (!removeItem(context, spaceOf(kind, context, entityName), key)) throw new KvsFailure('KEY_NOT_FOUND');
    return undefined;
  };
