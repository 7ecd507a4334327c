import type { ReactNode } from 'react';
import { Box, Icon, Inline, Lozenge, Stack, Text } from '@forge/react';
import type { Statement } from '../../../exposure/words/words';
import { useMessages } from '../../messages';
import type { MessageKey } from '../../messages';
import { useSentences } from '../../sentences';
import type { NameOf } from '../../sentences';
import type { AudienceFace } from './audiences';

type AudienceState = 'open' | 'closed' | 'expired' | 'off' | 'unreadable';

const STATES: Readonly<
  Record<AudienceState, { readonly label: MessageKey; readonly appearance: 'success' | 'default' | 'moved' | 'removed' }>
> = {
  open: { label: 'state.open', appearance: 'success' },
  closed: { label: 'state.closed', appearance: 'default' },
  expired: { label: 'state.expired', appearance: 'moved' },
  off: { label: 'state.off', appearance: 'moved' },
  unreadable: { label: 'state.unreadable', appearance: 'removed' },
};

export const StateMark = ({ state }: { state: AudienceState }): ReactNode => {
  const { say } = useMessages();
  const { label, appearance } = STATES[state];
  return <Lozenge appearance={appearance}>{say(label)}</Lozenge>;
};

export const EditedMark = (): ReactNode => {
  const { say } = useMessages();
  return <Lozenge appearance="new">{say('state.edited')}</Lozenge>;
};

/** To whom a grant speaks; the words never leave the icon alone. */
export const SpeaksTo = ({ face }: { face: AudienceFace }): ReactNode => {
  const { say } = useMessages();
  return (
    <Inline space="space.100">
      <Box paddingBlockStart="space.025">
        <Icon glyph={face.width.icon} color={face.width.iconColor} label="" />
      </Box>
      <Stack>
        <Text weight="medium">{say(face.width.speaksTo)}</Text>
        <Text size="small">{say(face.width.exactly, { scope: face.key })}</Text>
      </Stack>
    </Inline>
  );
};

export const SpeaksToShort = ({ face }: { face: AudienceFace }): ReactNode => {
  const { say } = useMessages();
  return (
    <Inline space="space.075" alignBlock="center">
      <Icon glyph={face.width.icon} color={face.width.iconColor} label="" size="small" />
      <Text size="small">{say(face.width.speaksTo)}</Text>
    </Inline>
  );
};

const SPOKEN_ELSEWHERE = new Set(['speaks_to_every_member', 'speaks_to_every_jira_user']);

/** What an audience reaches, a sentence for each statement, what an admin checks first on top. To whom it speaks is drawn by `SpeaksTo`. */
export const Sentences = ({ statements, nameOf }: { statements: readonly Statement[]; nameOf: NameOf }): ReactNode => {
  const { statement } = useSentences(nameOf);
  return (
    <Stack space="space.050">
      {statements
        .filter(({ code }) => !SPOKEN_ELSEWHERE.has(code))
        .map((one) => (
          <Text key={one.code}>{statement(one)}</Text>
        ))}
    </Stack>
  );
};
