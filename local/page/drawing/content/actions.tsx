import ButtonGroup from '@atlaskit/button/button-group';
import Button, { LinkButton } from '@atlaskit/button/new';
import Breadcrumbs, { BreadcrumbsItem } from '@atlaskit/breadcrumbs';
import Pagination from '@atlaskit/pagination';
import type { Drawing, Loose } from '../drawn';
import { loose, textProp, without } from '../drawn';
import { NotModelled } from '../not-modelled';
import { passThrough } from '../pass-through';
import { glyphOf, glyphProblem } from './glyph';
import { isLinkable } from './text';

const LooseButton = loose(Button);
const LooseLinkButton = loose(LinkButton);
const LooseItem = loose(BreadcrumbsItem);

interface Icons {
  readonly given: Readonly<Record<string, Loose>>;
  readonly problems: readonly string[];
}

const iconsOf = (type: string, props: Readonly<Record<string, unknown>>): Icons => {
  const given: Record<string, Loose> = {};
  const problems: string[] = [];
  for (const slot of ['iconBefore', 'iconAfter']) {
    if (props[slot] === undefined) continue;
    const glyph = glyphOf(props[slot]);
    if (glyph === undefined) problems.push(glyphProblem(type, props[slot]));
    else given[slot] = glyph;
  }
  return { given, problems };
};

const ButtonDrawing: Drawing = ({ node, props, children }) => {
  const icons = iconsOf(node.type, props);
  if (icons.problems.length > 0) return <NotModelled name={node.type} problems={icons.problems} />;
  return (
    <LooseButton {...without(props, 'iconBefore', 'iconAfter')} {...icons.given}>
      {children}
    </LooseButton>
  );
};

const LinkButtonDrawing: Drawing = ({ props, children }) => {
  const href = textProp(props, 'href');
  if (!isLinkable(href)) {
    return <NotModelled name="LinkButton" problems={[`LinkButton: href is ${JSON.stringify(href)}, not an http(s) or relative address`]} />;
  }
  return <LooseLinkButton {...props}>{children}</LooseLinkButton>;
};

const ItemDrawing: Drawing = ({ props }) => {
  const { given, problems } = iconsOf('BreadcrumbsItem', props);
  if (problems.length > 0) return <NotModelled name="BreadcrumbsItem" problems={problems} />;
  const drawn = Object.fromEntries(Object.entries(given).map(([slot, Glyph]) => [slot, <Glyph key={slot} label="" />]));
  return <LooseItem {...without(props, 'iconBefore', 'iconAfter')} {...drawn} />;
};

export const ACTIONS = {
  Button: ButtonDrawing,
  LoadingButton: ButtonDrawing,
  LinkButton: LinkButtonDrawing,
  ButtonGroup: passThrough(ButtonGroup),
  Breadcrumbs: passThrough(Breadcrumbs),
  BreadcrumbsItem: ItemDrawing,
  Pagination: passThrough(Pagination, { empty: true }),
} as const satisfies Record<string, Drawing>;
