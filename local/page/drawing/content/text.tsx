import { Code, CodeBlock } from '@atlaskit/code';
import Heading from '@atlaskit/heading';
import Link from '@atlaskit/link';
import { Text } from '@atlaskit/primitives/compiled';
import type { Drawing } from '../drawn';
import { loose, textProp, without } from '../drawn';
import { NotModelled } from '../not-modelled';
import { passThrough } from '../pass-through';

const LooseText = loose(Text);
const LooseHeading = loose(Heading);
const LooseLink = loose(Link);

const SIZE_OF: Readonly<Record<string, string>> = { h1: 'xlarge', h2: 'large', h3: 'medium', h4: 'small', h5: 'xsmall', h6: 'xxsmall' };
const IMAGE_WIDTH: Readonly<Record<string, number>> = { xsmall: 96, small: 192, medium: 400, large: 600, xlarge: 800 };

const TextDrawing: Drawing = ({ props, children }) =>
  props['as'] === 'strike' ? (
    <LooseText {...without(props, 'as')}>
      <s>{children}</s>
    </LooseText>
  ) : (
    <LooseText {...props}>{children}</LooseText>
  );

const HeadingDrawing: Drawing = ({ props, children }) => (
  <LooseHeading size={SIZE_OF[textProp(props, 'as') ?? ''] ?? 'medium'} {...props}>
    {children}
  </LooseHeading>
);

/** UI Kit's pages speak of http(s) and relative addresses only. */
export const isLinkable = (href: string | undefined): href is string => href !== undefined && /^(https?:\/\/|\/|\.|#|\?)/i.test(href);

const LinkDrawing: Drawing = ({ props, children }) => {
  const href = textProp(props, 'href');
  if (!isLinkable(href))
    return <NotModelled name="Link" problems={[`Link: href is ${JSON.stringify(href)}, not an http(s) or relative address`]} />;
  return (
    <LooseLink href={href} {...(props['openNewTab'] === true ? { target: '_blank' } : {})}>
      {children}
    </LooseLink>
  );
};

const ImageDrawing: Drawing = ({ props }) => {
  const size = (name: string): string | number | undefined => {
    const value = props[name];
    return typeof value === 'string' || typeof value === 'number' ? value : undefined;
  };
  const preset = IMAGE_WIDTH[textProp(props, 'size') ?? ''];
  return <img src={textProp(props, 'src')} alt={textProp(props, 'alt') ?? ''} width={size('width') ?? preset} height={size('height')} />;
};

const ListDrawing: Drawing = ({ props, children }) => (props['type'] === 'ordered' ? <ol>{children}</ol> : <ul>{children}</ul>);

export const TEXT = {
  String: ({ props }) => <>{textProp(props, 'text')}</>,
  Text: TextDrawing,
  Heading: HeadingDrawing,
  Em: ({ children }) => <em>{children}</em>,
  Strike: ({ children }) => <s>{children}</s>,
  Strong: ({ children }) => <strong>{children}</strong>,
  List: ListDrawing,
  ListItem: ({ children }) => <li>{children}</li>,
  Image: ImageDrawing,
  Code: passThrough(Code),
  CodeBlock: passThrough(CodeBlock, { empty: true }),
  Link: LinkDrawing,
} as const satisfies Record<string, Drawing>;
