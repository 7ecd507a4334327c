import type { ReactNode } from 'react';
import { Box, Icon, Inline, Text } from '@forge/react';
import type { Finding } from '../../../exposure/words/words';
import { useSentences } from '../../sentences';
import { useDesk } from '../desk';

/** What deserves a second look before publishing, a line each. */
export const FindingLines = ({ findings }: { findings: readonly Finding[] }): ReactNode => {
  const { names } = useDesk();
  const { finding } = useSentences(names.nameOf);
  return findings.map((one) => (
    <Inline key={JSON.stringify(one)} space="space.100">
      <Box paddingBlockStart="space.025">
        <Icon glyph="warning" color="color.icon.warning" label="" />
      </Box>
      <Text>{finding(one)}</Text>
    </Inline>
  ));
};
