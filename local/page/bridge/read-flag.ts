import { callable, inWords } from '../forge-doc/callable';
import { isRecord } from '../forge-doc/forge-node';
import type { FlagShown } from './bridge-host';

const KINDS: readonly FlagShown['type'][] = ['info', 'success', 'warning', 'error'];
const kindOf = (value: unknown): FlagShown['type'] | undefined => KINDS.find((kind) => kind === value);
const words = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const actionsIn = (value: unknown): FlagShown['actions'] =>
  (Array.isArray(value) ? (value as readonly unknown[]) : []).filter(isRecord).map((action) => {
    return { text: words(action['text']) ?? '', onClick: () => void callable(action['onClick'])?.() };
  });

/** Reads what `showFlag` sends. Throws when id or kind is not what the bridge's types say. */
export const readFlag = (data: Readonly<Record<string, unknown>>): FlagShown => {
  const { id } = data;
  if (typeof id !== 'string' && typeof id !== 'number') throw new Error('showFlag needs an id.');
  const appearance = kindOf(data['appearance']);
  if (data['appearance'] !== undefined && appearance === undefined)
    throw new Error(`showFlag knows no appearance ${inWords(data['appearance'])}.`);
  const description = words(data['description']);
  return {
    id,
    title: words(data['title']) ?? '',
    type: appearance ?? kindOf(data['type']) ?? 'info',
    actions: actionsIn(data['actions']),
    isAutoDismiss: data['isAutoDismiss'] === true,
    ...(description === undefined ? {} : { description }),
    ...(appearance === undefined ? {} : { appearance }),
  };
};
