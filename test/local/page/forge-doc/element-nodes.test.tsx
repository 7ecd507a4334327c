import { createElement, Fragment } from 'react';
import { elementNodes, NotCrossingError } from '../../../../local/page/forge-doc/element-nodes';
import { textOf } from '../../../../local/page/forge-doc/forge-node';

const Own = () => null;

describe('elements in props', () => {
  it('become nodes with keys of their place, children and all', () => {
    const element = createElement('SectionMessageAction', { href: '/' }, 'See ', createElement('Text', null, 'why'));
    const [node] = elementNodes(element, 'u1.actions');
    expect(node).toMatchObject({ type: 'SectionMessageAction', key: 'u1.actions', props: { href: '/' } });
    expect(node && textOf([node])).toBe('See why');
    expect(node?.children.map((child) => child.type)).toEqual(['String', 'Text']);
  });

  it('are taken one by one out of a list, which may hold nothing', () => {
    const nodes = elementNodes([createElement('Text', { key: 'a' }), null, false, undefined, 'words', 7], 'p');
    expect(nodes.map((node) => node.type)).toEqual(['Text', 'String', 'String']);
    expect(new Set(nodes.map((node) => node.key)).size).toBe(3);
  });

  it.each([
    ['a function component', createElement(Own)],
    ['a fragment', createElement(Fragment, null, 'x')],
    ['a function component below a UI Kit one', createElement('Box', null, createElement(Own))],
    ['a plain object', { label: 'x' }],
    ['a function', () => null],
  ])('refuse %s, which can not cross the bridge', (_name, value) => {
    expect(() => elementNodes(value, 'p')).toThrow(NotCrossingError);
  });

  it('name the component that is refused', () => {
    expect(() => elementNodes(createElement(Own), 'p')).toThrow('the function component Own');
  });
});
