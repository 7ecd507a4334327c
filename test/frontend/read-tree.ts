import type { ForgeNode } from './fake-bridge';

/** An element of the app's React that lies in a prop, as it does for `actions` of a SectionMessage. */
interface ElementInProp {
  readonly type: unknown;
  readonly props: Readonly<Record<string, unknown>>;
}

const isElement = (value: unknown): value is ElementInProp =>
  typeof value === 'object' && value !== null && 'type' in value && 'props' in value && '$$typeof' in value;

const nodesOf = (value: unknown): readonly ForgeNode[] => {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (typeof value === 'string' || typeof value === 'number') return [{ type: 'String', props: { text: String(value) }, children: [] }];
  if (!isElement(value)) return [];
  // Functions can't cross the real bridge, so a component in such a prop would draw nothing in the cloud.
  if (typeof value.type !== 'string') throw new Error('An element in a prop must be a UI Kit component, not one of the app.');
  const { children, ...props } = value.props;
  return [{ type: value.type, props, children: nodesOf(children) }];
};

const ELEMENT_PROPS: Readonly<Record<string, readonly string[]>> = {
  SectionMessage: ['actions'],
  EmptyState: ['description', 'primaryAction', 'secondaryAction', 'tertiaryAction'],
  DynamicTable: ['emptyView'],
  Textfield: ['elemBeforeInput', 'elemAfterInput'],
};

/** What is drawn inside a node, the elements in its props included; of tabs, only the selected panel; a table's empty view only without rows. */
export const partsOf = (node: ForgeNode): readonly ForgeNode[] => {
  if (node.type === 'Tabs') {
    const selected = Number(node.props['selected'] ?? 0);
    const panels = node.children.filter(({ type }) => type === 'TabPanel');
    return node.children.filter((child) => child.type !== 'TabPanel' || panels.indexOf(child) === selected);
  }
  const rows = node.children.find(({ props }) => props['name'] === 'rows');
  const hidden = node.type === 'DynamicTable' && (rows?.children.length ?? 0) > 0 ? ['emptyView'] : [];
  const inProps = (ELEMENT_PROPS[node.type] ?? []).filter((prop) => !hidden.includes(prop)).flatMap((prop) => nodesOf(node.props[prop]));
  return [...node.children, ...inProps];
};

export const everyNode = (node: ForgeNode): readonly ForgeNode[] => [node, ...partsOf(node).flatMap(everyNode)];

const INLINE = new Set([
  'Text',
  'Heading',
  'Button',
  'LoadingButton',
  'SectionMessageAction',
  'Lozenge',
  'Label',
  'ListItem',
  'Tab',
  'ModalTitle',
  'Code',
]);

const optionLabels = (options: unknown): string =>
  Array.isArray(options) ? options.map((option: { label?: unknown }) => String(option.label)).join('\n') : '';

const dataLabels = ({ data, labelAccessor }: ForgeNode['props']): string =>
  Array.isArray(data) ? data.map((row: Readonly<Record<string, unknown>>) => String(row[String(labelAccessor)])).join('\n') : '';

/** What a select shows while it is closed. */
const takenLabels = ({ value, placeholder }: ForgeNode['props']): string => {
  const taken = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'object' && one !== null);
  return taken.length > 0 ? optionLabels(taken) : typeof placeholder === 'string' ? placeholder : '';
};

/** Words that a component draws from its props. */
const WORDS: Readonly<Record<string, (props: ForgeNode['props']) => string>> = {
  String: ({ text }) => String(text),
  SectionMessage: ({ title }) => (typeof title === 'string' ? title : ''),
  EmptyState: ({ header }) => String(header),
  CodeBlock: ({ text }) => String(text),
  Checkbox: ({ label }) => String(label),
  Select: takenLabels,
  RadioGroup: ({ options }) => optionLabels(options),
  Tag: ({ text }) => String(text),
  User: ({ accountId }) => `@${String(accountId)}`,
  DonutChart: (props) => `${String(props['title'])}\n${dataLabels(props)}`,
  Spinner: ({ label }) => String(label),
};

/** The words of a node, as one reads them: a line for each block, bold parts inside their line. */
export const wordsOf = (node: ForgeNode): string => {
  const own = WORDS[node.type]?.(node.props) ?? '';
  const inner = partsOf(node)
    .map(wordsOf)
    .filter((text) => text !== '');
  return [own, inner.join(INLINE.has(node.type) ? '' : '\n')].filter((text) => text !== '').join('\n');
};
