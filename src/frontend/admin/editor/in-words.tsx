import type { ReactNode } from 'react';
import { Heading, Inline, Stack, Text } from '@forge/react';
import { analyse } from '../../../exposure/words/analyse';
import { describePart } from '../../../exposure/words/describe';
import type { FindingCode } from '../../../exposure/words/word-codes';
import { useMessages } from '../../messages';
import { Panel } from '../../surfaces';
import { Sentences, SpeaksTo, StateMark } from '../audience/audience-words';
import type { AudienceFace } from '../audience/audiences';
import { FindingLines } from '../audience/finding-lines';
import { useDesk } from '../desk';

/** What the sentences above say already. */
const SAID: ReadonlySet<string> = new Set([
  'reaches_nothing',
  'grant_reaches_nothing',
  'empty_roots',
  'personal_unmasked',
] satisfies FindingCode[]);

/** What the draft reaches for this audience, kept true while one edits, and what deserves a second look. */
export const InWords = ({ face }: { face: AudienceFace }): ReactNode => {
  const { say } = useMessages();
  const { overview, view, names, now } = useDesk();
  // The master switch is another matter: the words say what these settings reach while calls are answered.
  const described = describePart(face.key, view.policy.audiences[face.key], true, now);
  const found = analyse(view.policy, undefined, { now }).filter(({ audience, code }) => audience === face.key && !SAID.has(code));
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
        <FindingLines findings={found} />
        {!overview.serving && <Text color="color.text.warning">{say('editor.switchedOff')}</Text>}
      </Stack>
    </Panel>
  );
};
