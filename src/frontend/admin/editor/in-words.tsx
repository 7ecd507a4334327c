import type { ReactNode } from 'react';
import { Box, Heading, Icon, Inline, Stack, Text } from '@forge/react';
import { analyse } from '../../../exposure/words/analyse';
import { describePart } from '../../../exposure/words/describe';
import type { FindingCode } from '../../../exposure/words/word-codes';
import { useMessages } from '../../messages';
import { useSentences } from '../../sentences';
import { Panel } from '../../surfaces';
import { Sentences, SpeaksTo, StateMark } from '../audience/audience-words';
import type { AudienceFace } from '../audience/audiences';
import { useDesk } from '../desk';

/** What the sentences above say already. */
const SAID: ReadonlySet<string> = new Set([
  'reaches_nothing',
  'grant_reaches_nothing',
  'empty_roots',
  'personal_unmasked',
] satisfies FindingCode[]);

const Findings = ({ face }: { face: AudienceFace }): ReactNode => {
  const { view, names, now } = useDesk();
  const { finding } = useSentences(names.nameOf);
  const found = analyse(view.policy, undefined, { now }).filter(({ audience, code }) => audience === face.key && !SAID.has(code));
  return found.map((one) => (
    <Inline key={JSON.stringify(one)} space="space.100">
      <Box paddingBlockStart="space.025">
        <Icon glyph="warning" color="color.icon.warning" label="" />
      </Box>
      <Text>{finding(one)}</Text>
    </Inline>
  ));
};

/** What the draft reaches for this audience, kept true while one edits, and what deserves a second look. */
export const InWords = ({ face }: { face: AudienceFace }): ReactNode => {
  const { say } = useMessages();
  const { overview, view, names, now } = useDesk();
  // The master switch is another matter: the words say what these settings reach while calls are answered.
  const described = describePart(face.key, view.policy.audiences[face.key], true, now);
  return (
    <Panel>
      <Stack space="space.150">
        <Inline space="space.100" alignBlock="center">
          <Heading as="h2" size="xsmall">
            {say('editor.inWords')}
          </Heading>
          <StateMark state={described.state} />
        </Inline>
        <Sentences statements={described.statements} nameOf={names.nameOf} />
        <SpeaksTo face={face} statements={described.statements} />
        <Findings face={face} />
        {!overview.serving && <Text color="color.text.warning">{say('editor.switchedOff')}</Text>}
      </Stack>
    </Panel>
  );
};
