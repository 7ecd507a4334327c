import { batchDelete, batchGet, batchSet } from './batch';
import type { Operation } from './operation';
import { queryEntity } from './query-entity';
import { queryKeys } from './query-keys';
import { deleteItem, getItem, setItem } from './single-item';
import { transact } from './transaction';

/** Every operation of the wire, by its path after `/api/v1/`, and whether it counts as a read or a write. */
export const OPERATIONS: ReadonlyMap<string, { readonly kind: 'read' | 'write'; readonly run: Operation }> = new Map([
  ['get', { kind: 'read', run: getItem('plain') }],
  ['set', { kind: 'write', run: setItem('plain') }],
  ['delete', { kind: 'write', run: deleteItem('plain') }],
  ['query', { kind: 'read', run: queryKeys }],
  ['secret/get', { kind: 'read', run: getItem('secret') }],
  ['secret/set', { kind: 'write', run: setItem('secret') }],
  ['secret/delete', { kind: 'write', run: deleteItem('secret') }],
  ['entity/get', { kind: 'read', run: getItem('entity') }],
  ['entity/set', { kind: 'write', run: setItem('entity') }],
  ['entity/delete', { kind: 'write', run: deleteItem('entity') }],
  ['entity/query', { kind: 'read', run: queryEntity }],
  ['batch/set', { kind: 'write', run: batchSet }],
  ['batch/get', { kind: 'read', run: batchGet }],
  ['batch/delete', { kind: 'write', run: batchDelete }],
  ['transaction', { kind: 'write', run: transact }],
]);
