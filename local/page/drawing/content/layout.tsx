import { Box, Inline, Pressable, Stack, xcss } from '@atlaskit/primitives';
import { Bleed } from '@atlaskit/primitives/compiled';
import { xcssProblems } from '../../forge-doc/xcss';
import { xcssTable } from '../../tables/xcss-table';
import type { Drawing } from '../drawn';
import { loose, slot, without } from '../drawn';
import { NotModelled } from '../not-modelled';
import { passThrough } from '../pass-through';

const LooseBox = loose(Box);
const LoosePressable = loose(Pressable);
const LooseInline = loose(Inline);

/** Emotion's `xcss` edits its argument; the props here are copies already. */
const styled = xcss as (style: unknown) => unknown;

const withStyle = (name: string, Component: typeof LooseBox): Drawing => {
  const Styled: Drawing = ({ props, children }) => {
    const style = props['xcss'];
    const problems = xcssProblems(style, xcssTable);
    if (problems.length > 0) {
      return (
        <NotModelled name={name} problems={problems}>
          {children}
        </NotModelled>
      );
    }
    const given = {
      ...without(props, 'xcss'),
      ...(style === undefined ? {} : { xcss: Array.isArray(style) ? style.map(styled) : styled(style) }),
    };
    return <Component {...given}>{children}</Component>;
  };
  return Styled;
};

const InlineDrawing: Drawing = ({ props, elements, draw, children }) => {
  const separator = slot({ elements, draw }, 'separator');
  return (
    <LooseInline {...props} {...(separator === undefined ? {} : { separator })}>
      {children}
    </LooseInline>
  );
};

export const LAYOUT = {
  Root: ({ children }) => <>{children}</>,
  ContentWrapper: ({ children }) => <>{children}</>,
  Box: withStyle('Box', LooseBox),
  Pressable: withStyle('Pressable', LoosePressable),
  Inline: InlineDrawing,
  Stack: passThrough(Stack),
  Bleed: passThrough(Bleed),
} as const satisfies Record<string, Drawing>;
