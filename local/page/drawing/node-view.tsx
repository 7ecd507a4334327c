import { memo } from 'react';
import type { ReactNode } from 'react';
import type { ForgeNode } from '../forge-doc/forge-node';
import { textOf } from '../forge-doc/forge-node';
import { DRAWINGS } from './drawings';
import type { DrawnProps } from './drawn';
import { NotModelled } from './not-modelled';
import type { DrawnType } from './props/prop-table';
import { NOT_MODELLED, PROPS } from './props/prop-table';
import { readProps } from './props/read-props';

const isDrawn = (type: string): type is DrawnType => Object.hasOwn(PROPS, type);
const reasonFor = (type: string): string =>
  Object.entries(NOT_MODELLED).find(([name]) => name === type)?.[1] ?? 'is no component of UI Kit that the local site knows';

const draw = (nodes: readonly ForgeNode[] | undefined): ReactNode => nodes?.map((node) => <NodeView key={node.key} node={node} />);

/** Draws one node of the ForgeDoc and everything below it. Nodes that kept their identity are not drawn again. */
export const NodeView = memo(function NodeView({ node }: { readonly node: ForgeNode }) {
  const { type } = node;
  if (type === 'String') return <>{textOf([node])}</>;
  if (!isDrawn(type)) return <NotModelled name={type} problems={[`${type} ${reasonFor(type)}.`]} />;
  const { props, elements, problems } = readProps(node, PROPS[type]);
  const Drawing = DRAWINGS[type];
  const given: DrawnProps = { node, props, elements, draw, children: node.children.length > 0 ? draw(node.children) : undefined };
  return (
    <>
      {problems.length > 0 && <NotModelled name={type} problems={problems} />}
      <Drawing {...given} />
    </>
  );
});
