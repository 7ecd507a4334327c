import type { PropRule } from '../../../../local/page/drawing/props/prop-rule';
import { PROPS } from '../../../../local/page/drawing/props/prop-table';
import { readProps } from '../../../../local/page/drawing/props/read-props';
import { copyTree } from '../../../../local/page/forge-doc/forge-node';
import type { ForgeNode } from '../../../../local/page/forge-doc/forge-node';
import { loadRealReconciler } from '../forge-doc/real-reconciler';
import type * as GalleryFile from './gallery';
import type * as RefusedFile from './refused';

const { react, render, act, live } = loadRealReconciler();
// Loaded late, so that the pages and the test share one React.
const { Gallery } = jest.requireActual<typeof GalleryFile>('./gallery');
const { Refused } = jest.requireActual<typeof RefusedFile>('./refused');

const nodesIn = (node: ForgeNode): readonly ForgeNode[] => [node, ...node.children.flatMap(nodesIn)];
const tree = () => nodesIn(copyTree(live()));

const press = (label: string): void => {
  const button = tree().find((node) => node.type === 'Button' && nodesIn(node).some((below) => below.props['text'] === label));
  const { onClick } = button?.props ?? {};
  if (typeof onClick !== 'function') throw new Error(`no button ${label}`);
  act(() => void (onClick as () => unknown)());
};

/** Needs a context or a history from the shell: the browser draws these, and this test only its parts. */
const NEEDS_THE_SHELL = ['User', 'UserGroup'];

describe('the gallery', () => {
  const seen = new Set<string>();
  const problems: string[] = [];
  const look = (): void => {
    for (const node of tree()) {
      seen.add(node.type);
      const rule = Object.entries(PROPS).find(([type]) => type === node.type)?.[1];
      if (rule === undefined) continue;
      const read = readProps(node, rule);
      problems.push(...read.problems);
      for (const inProp of Object.values(read.elements).flat()) nodesIn(inProp).forEach((found) => seen.add(found.type));
    }
  };

  beforeAll(() => {
    render(react.createElement(Gallery));
    look();
    press('Open modal');
    look();
  });

  it('has every component that the local site draws', () => {
    expect(Object.keys(PROPS).filter((type) => !seen.has(type) && !NEEDS_THE_SHELL.includes(type))).toEqual([]);
  });

  it('uses none in a way that would be refused', () => {
    expect(problems).toEqual([]);
  });
});

it('refuses what would not work on Forge, as far as names and props tell', () => {
  render(react.createElement(Refused));
  const rules: Readonly<Record<string, PropRule>> = PROPS;
  const refused = tree().filter((node) => {
    const rule = Object.hasOwn(rules, node.type) ? rules[node.type] : undefined;
    return rule === undefined || readProps(node, rule).problems.length > 0;
  });
  expect(refused.map((node) => node.type)).toEqual(['Tile', 'Button', 'Accordion', 'SectionMessage']);
});
