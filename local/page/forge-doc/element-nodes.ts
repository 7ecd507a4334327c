import type { ForgeNode } from './forge-node';
import { isRecord } from './forge-node';

/** Thrown when a prop holds what can't cross the bridge to the real renderer. */
export class NotCrossingError extends Error {
  override readonly name = 'NotCrossingError';
}

const textNode = (text: string, key: string): ForgeNode => ({ type: 'String', key, props: { text }, children: [] });

/**
 * Turns an element of the app's own React (a prop such as SectionMessage's `actions`) into nodes.
 * Only elements of string types can cross the real bridge: a function component or a fragment throws `NotCrossingError`.
 * These nodes carry no id prefix. Keys are made from `path`, the place of the prop.
 */
export const elementNodes = (value: unknown, path: string): readonly ForgeNode[] => {
  if (value === undefined || value === null || typeof value === 'boolean') return [];
  if (typeof value === 'string' || typeof value === 'number') return [textNode(String(value), path)];
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => elementNodes(item, `${path}.${index}`));
  if (!isRecord(value) || !isRecord(value['props'])) {
    throw new NotCrossingError(`${path} holds neither text nor an element.`);
  }
  const type: unknown = value['type'];
  if (typeof type !== 'string') {
    const name = typeof type === 'function' && type.name ? `the function component ${type.name}` : 'a function component or a fragment';
    throw new NotCrossingError(`${path} holds ${name}; in a prop only UI Kit components written out in place can cross the bridge.`);
  }
  const { children, ...props } = value['props'];
  const key = typeof value['key'] === 'string' ? `${path}.${value['key']}` : path;
  return [{ type, key, props, children: elementNodes(children, `${key}/${type}`) }];
};
