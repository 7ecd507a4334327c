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

const USUALLY: ReadonlySet<string> = new Set(['speaks_to_every_member', 'speaks_to_every_jira_user']);

/** What a part says about whom it speaks to, where that is fewer than its audience usually does. */
const narrower = (statements: readonly Statement[]): Statement | undefined =>
  statements.find(({ code }) => code.startsWith('speaks_to_') && !USUALLY.has(code));

/** To whom a grant speaks; the words never leave the icon alone. Where a part asks for more, its own sentence says so, among the others. */
export const SpeaksTo = ({ face, statements }: { face: AudienceFace; statements: readonly Statement[] }): ReactNode => {
  const { say } = useMessages();
  if (narrower(statements)) return null;
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

interface Spoken {
  readonly face: AudienceFace;
  readonly statements: readonly Statement[];
  readonly nameOf: NameOf;
}

export const SpeaksToShort = ({ face, statements, nameOf }: Spoken): ReactNode => {
  const { say } = useMessages();
  const { statement } = useSentences(nameOf);
  const fewer = narrower(statements);
  if (fewer) return <Text size="small">{statement(fewer)}</Text>;
  return (
    <Inline space="space.075" alignBlock="center">
      <Icon glyph={face.width.icon} color={face.width.iconColor} label="" size="small" />
      <Text size="small">{say(face.width.speaksTo)}</Text>
    </Inline>
  );
};

/** What an audience reaches, a sentence for each statement, what an admin checks first on top. To whom it speaks is drawn by `SpeaksTo`. */
export const Sentences = ({ statements, nameOf }: { statements: readonly Statement[]; nameOf: NameOf }): ReactNode => {
  const { statement } = useSentences(nameOf);
  return (
    <Stack space="space.050">
      {statements
        .filter(({ code }) => !USUALLY.has(code))
        .map((one) => (
          // Masks and conditions may say the same code several times.
          <Text key={JSON.stringify(one)}>{statement(one)}</Text>
        ))}
    </Stack>
  );
};
