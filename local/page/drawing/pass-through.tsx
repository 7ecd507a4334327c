import type { Drawing } from './drawn';
import { loose, slot } from './drawn';

interface Options {
  /** UI Kit's name of a prop → Atlaskit's. */
  readonly rename?: Readonly<Record<string, string>>;
  /** Given besides, unless the app gives them. */
  readonly fixed?: Readonly<Record<string, unknown>>;
  /** True for a component that takes no children. */
  readonly empty?: boolean;
}

/** The drawing of a node whose props are Atlaskit's own, but for names. Element props are drawn and given under their names. */
export const passThrough = (component: unknown, { rename = {}, fixed = {}, empty = false }: Options = {}): Drawing => {
  const Component = loose(component);
  const PassThrough: Drawing = ({ props, elements, draw, children }) => {
    const given: Record<string, unknown> = { ...fixed };
    for (const [name, value] of Object.entries(props)) given[rename[name] ?? name] = value;
    for (const name of Object.keys(elements)) given[rename[name] ?? name] = slot({ elements, draw }, name);
    return empty ? <Component {...given} /> : <Component {...given}>{children}</Component>;
  };
  return PassThrough;
};
