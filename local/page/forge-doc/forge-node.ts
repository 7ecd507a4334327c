import { inWords } from './callable';

/** One node of the tree that `@forge/react` gives to `reconcile`: a string type, its props, a key for life. */
export interface ForgeNode {
  readonly type: string;
  readonly key: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly children: readonly ForgeNode[];
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const sameEntries = (left: Readonly<Record<string, unknown>>, right: Readonly<Record<string, unknown>>): boolean => {
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => name in right && Object.is(left[name], right[name]));
};

const sameList = (left: readonly ForgeNode[], right: readonly ForgeNode[]): boolean =>
  left.length === right.length && left.every((node, index) => node === right[index]);

/**
 * Copies the tree, because the app's reconciler changes it in place, props included.
 * Parts equal to `earlier` (the last copy) keep their identity, so that only what changed is drawn again.
 * Throws when the value is no ForgeDoc.
 */
export const copyTree = (live: unknown, earlier?: ForgeNode): ForgeNode => {
  if (!isRecord(live) || typeof live['type'] !== 'string' || typeof live['key'] !== 'string' || !Array.isArray(live['children'])) {
    throw new Error('reconcile was called with something that is no ForgeDoc: a node needs a type, a key and children.');
  }
  const { type, key } = live;
  const props: Record<string, unknown> = isRecord(live['props']) ? { ...live['props'] } : {};
  const known = new Map(earlier?.children.map((child) => [child.key, child]));
  const children = live['children'].map((child: unknown) => {
    const childKey = isRecord(child) ? child['key'] : undefined;
    return copyTree(child, typeof childKey === 'string' ? known.get(childKey) : undefined);
  });
  const unchanged =
    earlier !== undefined &&
    earlier.type === type &&
    earlier.key === key &&
    sameEntries(earlier.props, props) &&
    sameList(earlier.children, children);
  return unchanged ? earlier : { type, key, props, children };
};

/** The children of the `ContentWrapper` called `name`, by which function components such as DynamicTable hand over parts. */
export const wrapped = (node: ForgeNode, name: string): readonly ForgeNode[] =>
  node.children.find((child) => child.type === 'ContentWrapper' && child.props['name'] === name)?.children ?? [];

/** All text below the nodes, in order, as one string. */
export const textOf = (nodes: readonly ForgeNode[]): string =>
  nodes.map((node) => (node.type === 'String' ? inWords(node.props['text'] ?? '') : textOf(node.children))).join('');
