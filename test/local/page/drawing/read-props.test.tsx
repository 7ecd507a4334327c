import { createElement } from 'react';
import { callable } from '../../../../local/page/forge-doc/callable';
import { readProps } from '../../../../local/page/drawing/props/read-props';

const node = (props: Record<string, unknown>) => ({ type: 'Thing', key: 'u1', props, children: [] });
const rule = { plain: ['label', 'data'], events: { onChange: 'value' }, elements: ['icon'], raw: ['author'] } as const;

describe('the props of a node', () => {
  it('are sorted into data, handlers and elements', () => {
    const heard: unknown[] = [];
    const read = readProps(
      node({
        label: 'x',
        data: [1],
        onChange: (value: unknown) => heard.push(value),
        icon: createElement('Icon'),
        author: { onClick: () => 1 },
        gone: undefined,
      }),
      rule,
    );
    expect(read.problems).toEqual([]);
    expect(read.props['label']).toBe('x');
    expect(read.elements['icon']?.map((found) => found.type)).toEqual(['Icon']);
    expect(read.props).not.toHaveProperty('author');
    callable(read.props['onChange'])?.({ a: 1 }, { analytics: true });
    expect(heard).toEqual([{ a: 1 }]);
  });

  it('are copies, so that a drawing can not change what the app holds', () => {
    const data = { deep: [1] };
    const { props } = readProps(node({ data }), rule);
    expect(props['data']).toEqual(data);
    expect(props['data']).not.toBe(data);
  });

  it.each([
    ['a name that no rule has', { onHover: () => 1 }, 'Thing: the prop onHover is not modelled'],
    ['a name of every object', { constructor: 1 }, 'Thing: the prop constructor is not modelled'],
    [
      'a function in data',
      { data: [{ f: () => 1 }] },
      "Thing: the prop data holds a function or an element, which can't cross the bridge there",
    ],
    [
      'an element in data',
      { label: createElement('Text') },
      "Thing: the prop label holds a function or an element, which can't cross the bridge there",
    ],
    ['a function component in an element prop', { icon: createElement(() => null) }, 'Thing: the prop icon holds a function component'],
  ])('make a problem of %s', (_name, props, sentence) => {
    const read = readProps(node(props), rule);
    expect(read.problems).toHaveLength(1);
    expect(read.problems[0]).toContain(sentence);
    expect(read.props).toEqual({});
  });
});
