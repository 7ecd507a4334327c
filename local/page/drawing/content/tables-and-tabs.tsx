import DynamicTable from '@atlaskit/dynamic-table';
import Tabs, { Tab, TabList, TabPanel } from '@atlaskit/tabs';
import type { ForgeNode } from '../../forge-doc/forge-node';
import { wrapped } from '../../forge-doc/forge-node';
import type { Drawing } from '../drawn';
import { loose, without } from '../drawn';
import { NotModelled } from '../not-modelled';
import { passThrough } from '../pass-through';
import { TABLE_PARTS } from '../props/prop-table';
import { readProps } from '../props/read-props';

const LooseTable = loose(DynamicTable);

const cellOf = (
  node: ForgeNode,
  draw: (nodes: readonly ForgeNode[]) => unknown,
): { cell: Record<string, unknown>; problems: readonly string[] } => {
  const { props, problems } = readProps(node, TABLE_PARTS.Cell);
  const content = draw(node.children);
  return { cell: { ...without(props, 'cellKey'), key: props['cellKey'], content }, problems };
};

/** UI Kit sends head and rows as wrapped nodes: here they become Atlaskit's `{key, content}` again. */
const TableDrawing: Drawing = ({ node, props, elements, draw }) => {
  const problems: string[] = [];
  const cells = (nodes: readonly ForgeNode[]): readonly Record<string, unknown>[] =>
    nodes.map((cellNode) => {
      const made = cellOf(cellNode, draw);
      problems.push(...made.problems);
      return made.cell;
    });
  const head = cells(wrapped(node, 'head'));
  const rows = wrapped(node, 'rows').map((row) => {
    const read = readProps(row, TABLE_PARTS.Row);
    problems.push(...read.problems);
    return { ...without(read.props, 'rowKey'), key: read.props['rowKey'], cells: cells(row.children) };
  });
  const given = {
    ...props,
    ...(head.length > 0 ? { head: { cells: head } } : {}),
    rows,
    ...(elements['emptyView'] === undefined ? {} : { emptyView: <>{draw(elements['emptyView'])}</> }),
  };
  return (
    <>
      {problems.length > 0 && <NotModelled name="DynamicTable" problems={[...new Set(problems)]} />}
      <LooseTable {...given} />
    </>
  );
};

/** Atlaskit's panel is a flex box, in which content would shrink to its width. */
const TabPanelDrawing: Drawing = ({ props, children }) => {
  const LoosePanel = loose(TabPanel);
  return (
    <LoosePanel {...props}>
      <div className="tab-panel">{children}</div>
    </LoosePanel>
  );
};

export const TABLES_AND_TABS = {
  DynamicTable: TableDrawing,
  Tabs: passThrough(Tabs),
  TabList: passThrough(TabList),
  Tab: passThrough(Tab),
  TabPanel: TabPanelDrawing,
} as const satisfies Record<string, Drawing>;
