import type { ReactNode } from 'react';
import { Box, Button, Heading, Icon, Inline, List, ListItem, Stack, Text } from '@forge/react';
import { useMessages } from '../../messages';
import { problemSentence } from '../../problem-sentence';
import { audienceName } from '../../sentences';
import { Card, Line, Quiet, Row } from '../../surfaces';
import { useDesk } from '../desk';
import { findingsOf } from './attention';
import type { Finding } from './attention';

const ICONS = {
  warning: { glyph: 'status-warning', color: 'color.icon.warning', label: 'attention.level.warning' },
  information: { glyph: 'status-information', color: 'color.icon.information', label: 'attention.level.information' },
} as const;

const Found = ({ finding }: { finding: Finding }): ReactNode => {
  const messages = useMessages();
  const { say, ends, when } = messages;
  const { go, overview } = useDesk();
  const icon = ICONS[finding.level];
  const values = {
    audience: finding.audience ? audienceName(messages, finding.audience) : '',
    at: finding.expiresAt ? ends(finding.expiresAt) : '',
    ...Object.fromEntries(Object.entries(finding.values ?? {}).map(([name, instant]) => [name, when(instant)])),
  };
  const problems = finding.key.startsWith('unreadable:')
    ? overview.unreadable.filter((one) => one.audience === finding.audience).flatMap((one) => one.problems)
    : [];
  return (
    <Row action={<Button onClick={() => go(finding.path)}>{say(finding.action, values)}</Button>}>
      <Inline space="space.150">
        <Box paddingBlockStart="space.025">
          <Icon glyph={icon.glyph} color={icon.color} label={say(icon.label)} />
        </Box>
        <Stack space="space.050">
          <Text weight="medium">{say(finding.title, values)}</Text>
          <Quiet>{say(finding.body, values)}</Quiet>
          {problems.length > 0 && (
            <List type="unordered">
              {problems.map((problem, at) => (
                <ListItem key={at}>{problemSentence(messages, problem)}</ListItem>
              ))}
            </List>
          )}
        </Stack>
      </Inline>
    </Row>
  );
};

/** Nothing is drawn when nothing needs an admin. */
export const NeedsAttention = (): ReactNode => {
  const { say } = useMessages();
  const { overview, now, hierarchy, names, groups } = useDesk();
  const { load } = hierarchy;
  const findings = findingsOf(overview, now, {
    isGone: (id) => groups.groupOf(id).state === 'gone',
    ...(load.state === 'ready' ? { hierarchy: load.value } : {}),
    ...(names.trouble === undefined ? {} : { focusTrouble: names.trouble }),
  });
  if (findings.length === 0) return null;
  return (
    <Stack space="space.150">
      <Heading as="h2" size="small">
        {say('attention.title')}
      </Heading>
      <Card>
        <Stack space="space.200">
          {findings.map((finding, at) => (
            <Stack key={finding.key} space="space.200">
              {at > 0 && <Line />}
              <Found finding={finding} />
            </Stack>
          ))}
        </Stack>
      </Card>
    </Stack>
  );
};
