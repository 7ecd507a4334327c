import Heading from '@atlaskit/heading';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import type { ReactNode } from 'react';

interface Given {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}

/** Title and first sentence of a page of the shell's own. */
export const OwnPage = ({ title, lead, children }: Given) => (
  <div className="own-page">
    <Stack space="space.300">
      <Stack space="space.100">
        <Heading size="large" as="h1">
          {title}
        </Heading>
        <Text as="p">{lead}</Text>
      </Stack>
      {children}
    </Stack>
  </div>
);
