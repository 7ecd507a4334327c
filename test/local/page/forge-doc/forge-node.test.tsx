import { copyTree, textOf, wrapped } from '../../../../local/page/forge-doc/forge-node';
import type { ForgeNode } from '../../../../local/page/forge-doc/forge-node';
import { loadRealReconciler } from './real-reconciler';

const { uiKit, react, render, act, live } = loadRealReconciler();
const { Box, DynamicTable, Text } = uiKit;

const find = (node: ForgeNode, type: string): ForgeNode | undefined =>
  node.type === type ? node : node.children.map((child) => find(child, type)).find((found) => found !== undefined);

describe('the copy of the tree', () => {
  let setCount: (count: number) => void = () => undefined;
  const Counting = () => {
    const [count, set] = react.useState(1);
    setCount = set;
    return (
      <>
        <Box padding="space.100">
          <Text>Never changes</Text>
        </Box>
        <Text size={count > 1 ? 'small' : 'medium'}>Count {count}</Text>
      </>
    );
  };

  it('keeps what was drawn when the reconciler changes its own tree in place', () => {
    render(<Counting />);
    const first = copyTree(live());
    act(() => setCount(2));
    const second = copyTree(live(), first);
    expect(textOf(first.children)).toBe('Never changesCount 1');
    expect(textOf(second.children)).toBe('Never changesCount 2');
    expect(first.children[1]?.props['size']).toBe('medium');
    expect(second.children[1]?.props['size']).toBe('small');
  });

  it('gives a new identity to what changed and the old one to what did not', () => {
    render(<Counting />);
    const first = copyTree(live());
    act(() => setCount(2));
    const second = copyTree(live(), first);
    expect(second).not.toBe(first);
    expect(second.children[0]).toBe(first.children[0]);
    expect(second.children[1]).not.toBe(first.children[1]);
    expect(copyTree(live(), second)).toBe(second);
  });

  it('follows nodes that move, appear and go by their keys', () => {
    const leaf = (key: string): ForgeNode => ({ type: 'Text', key, props: {}, children: [] });
    const root = (...children: readonly ForgeNode[]) => ({ type: 'Root', key: 'r', props: {}, children });
    const first = copyTree(root(leaf('a'), leaf('b')));
    const second = copyTree(root(leaf('b'), leaf('c'), leaf('a')), first);
    expect(second.children.map((child) => child.key)).toEqual(['b', 'c', 'a']);
    expect(second.children[0]).toBe(first.children[1]);
    expect(second.children[2]).toBe(first.children[0]);
  });

  it('finds head and rows of a table in their wrappers', () => {
    render(
      <DynamicTable
        head={{ cells: [{ key: 'name', content: 'Name' }] }}
        rows={[{ key: 'fa-7', cells: [{ key: 'Mobility', content: <Text>Mobility</Text> }] }]}
      />,
    );
    const table = find(copyTree(live()), 'DynamicTable');
    if (table === undefined) throw new Error('no table');
    expect(wrapped(table, 'head').map((cell) => cell.props['cellKey'])).toEqual(['name']);
    expect(wrapped(table, 'rows').map((row) => row.props['rowKey'])).toEqual(['fa-7']);
    expect(wrapped(table, 'nothing')).toEqual([]);
  });

  it.each([[null], ['text'], [[]], [{}], [{ type: 'Root' }], [{ type: 'Root', key: 'k', children: [null] }]])(
    'refuses %j, which is no ForgeDoc',
    (value) => {
      expect(() => copyTree(value)).toThrow('no ForgeDoc');
    },
  );
});
