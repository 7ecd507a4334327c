import type { ComponentType, ReactNode } from 'react';
import { textOf } from '../forge-doc/forge-node';
import type { ForgeNode } from '../forge-doc/forge-node';
import type { ReadProps } from './props/read-props';

/** What the drawing of one node type gets. */
export interface DrawnProps extends Pick<ReadProps, 'props' | 'elements'> {
  readonly node: ForgeNode;
  /** The node's children, drawn. */
  readonly children: ReactNode;
  /** Draws other nodes: those of a wrapper, or of an element prop. */
  readonly draw: (nodes: readonly ForgeNode[] | undefined) => ReactNode;
}

export type Drawing = ComponentType<DrawnProps>;
export type Loose = ComponentType<Record<string, unknown>>;

/**
 * An Atlaskit component that takes what the app wrote. The app's own compiler has checked those props against UI Kit's
 * types, and `readProps` has let through only the names in the table; here they are unknown.
 */
export const loose = (component: unknown): Loose => component as Loose;

const isText = (value: unknown): value is string => typeof value === 'string';

/** A prop as text, or undefined when it is something else. */
export const textProp = (props: Readonly<Record<string, unknown>>, name: string): string | undefined => {
  const value = props[name];
  return isText(value) ? value : undefined;
};

/** The props without some of them. */
export const without = (props: Readonly<Record<string, unknown>>, ...names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(props).filter(([name]) => !names.includes(name)));

/** An element prop to be given to Atlaskit: as text where it is text alone, because some of it ends up in attributes. */
export const slot = ({ elements, draw }: Pick<DrawnProps, 'elements' | 'draw'>, name: string): ReactNode => {
  const nodes = elements[name];
  if (nodes === undefined || nodes.length === 0) return undefined;
  return nodes.every((node) => node.type === 'String') ? textOf(nodes) : draw(nodes);
};
