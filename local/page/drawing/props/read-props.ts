import { elementNodes, NotCrossingError } from '../../forge-doc/element-nodes';
import { handlerOf, jsonCopy } from '../../forge-doc/event-arguments';
import type { ForgeNode } from '../../forge-doc/forge-node';
import { holdsWhatIsNoData } from '../../forge-doc/no-data';
import type { PropRule } from './prop-rule';

export interface ReadProps {
  /** Plain values and wrapped handlers, ready to be given to Atlaskit. */
  readonly props: Readonly<Record<string, unknown>>;
  /** Element props as nodes, to be drawn. */
  readonly elements: Readonly<Record<string, readonly ForgeNode[]>>;
  /** What can't be drawn as the app wrote it, each as a sentence. */
  readonly problems: readonly string[];
}

/** Sorts a node's props by the rule of its type. A prop that no rule names, or that isn't what the rule says, becomes a problem. */
export const readProps = (node: ForgeNode, rule: PropRule): ReadProps => {
  const props: Record<string, unknown> = {};
  const elements: Record<string, readonly ForgeNode[]> = {};
  const problems: string[] = [];
  const readElement = (name: string, value: unknown): void => {
    try {
      elements[name] = elementNodes(value, `${node.key}.${name}`);
    } catch (error) {
      if (!(error instanceof NotCrossingError)) throw error;
      problems.push(`${node.type}: the prop ${name} ${error.message.slice(`${node.key}.${name}`.length).trimStart()}`);
    }
  };
  for (const [name, value] of Object.entries(node.props)) {
    const event = rule.events !== undefined && Object.hasOwn(rule.events, name) ? rule.events[name] : undefined;
    if (value === undefined) continue;
    if (rule.raw?.includes(name)) continue;
    if (rule.elements?.includes(name)) readElement(name, value);
    else if (event !== undefined) props[name] = handlerOf(node.props, name, event);
    else if (!rule.plain?.includes(name) && rule.ignored?.includes(name)) continue;
    else if (!rule.plain?.includes(name)) problems.push(`${node.type}: the prop ${name} is not modelled`);
    else if (holdsWhatIsNoData(value))
      problems.push(`${node.type}: the prop ${name} holds a function or an element, which can't cross the bridge there`);
    else props[name] = jsonCopy(value);
  }
  return { props, elements, problems };
};
