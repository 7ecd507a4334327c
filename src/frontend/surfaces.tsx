import type { ComponentProps, ReactNode } from 'react';
import { Box, Inline, Text, xcss } from '@forge/react';

const cardStyle = xcss({
  borderColor: 'color.border',
  borderWidth: 'border.width',
  borderStyle: 'solid',
  borderRadius: 'radius.large',
  padding: 'space.250',
});
const sunkenStyle = xcss({ backgroundColor: 'elevation.surface.sunken', borderRadius: 'radius.large', padding: 'space.200' });
const lineStyle = xcss({ borderTopColor: 'color.border', borderTopWidth: 'border.width', borderTopStyle: 'solid' });
const shareStyle = xcss({ width: '0px', flexGrow: 1, minWidth: '220px' });
// Zero width that grows: the action keeps its own width, whatever the text beside it.
const leftStyle = xcss({ width: '0px', flexGrow: 1 });
const measureStyle = xcss({ maxWidth: '720px' });
const fullStyle = xcss({ width: '100%' });

interface Holds {
  readonly children: ReactNode;
}

export const Card = ({ children }: Holds): ReactNode => <Box xcss={cardStyle}>{children}</Box>;

/** A quiet ground for what is told, not done. */
export const Panel = ({ children }: Holds): ReactNode => <Box xcss={sunkenStyle}>{children}</Box>;

export const Line = (): ReactNode => <Box xcss={lineStyle} />;

/** An equal share of the width of an `Inline`. */
export const Share = ({ children }: Holds): ReactNode => <Box xcss={shareStyle}>{children}</Box>;

/** No wider than reads well. */
export const Measure = ({ children }: Holds): ReactNode => <Box xcss={measureStyle}>{children}</Box>;

export const Full = ({ children }: Holds): ReactNode => <Box xcss={fullStyle}>{children}</Box>;

export const Quiet = ({ children }: Holds): ReactNode => (
  <Text size="small" color="color.text.subtle">
    {children}
  </Text>
);

/** A thing on the left, what to do about it on the right. */
export const Row = ({
  children,
  action,
  alignBlock = 'center',
}: Holds & { action?: ReactNode; alignBlock?: ComponentProps<typeof Inline>['alignBlock'] }): ReactNode => (
  <Inline spread="space-between" alignBlock={alignBlock} space="space.200">
    <Box xcss={leftStyle}>{children}</Box>
    {action}
  </Inline>
);
