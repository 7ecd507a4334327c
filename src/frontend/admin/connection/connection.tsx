import { useState } from 'react';
import type { ReactNode } from 'react';
import { Heading, SectionMessage, Stack, Text } from '@forge/react';
import type { ConnectionTest } from '../../../resolvers/contract';
import { useMessages } from '../../messages';
import { Card, Measure } from '../../surfaces';
import { useDesk } from '../desk';
import { ConnectionForm } from './connection-form';
import type { Forms } from './connection-form';
import { KindChoice } from './kind-choice';
import { KIND_ORDER } from './kinds';
import type { Kind } from './kinds';
import { SavedConnection, UnreadableConnection } from './saved-connection';

/** Which of the three ways, what it means, and what it asks for. */
const Connect = ({ replacing, ...rest }: Omit<Forms, 'kind'> & { replacing: boolean }): ReactNode => {
  const { say } = useMessages();
  const { overview } = useDesk();
  const stored = overview.connection.kind;
  const [kind, setKind] = useState<Kind>(stored === 'none' ? KIND_ORDER[0] : stored);
  return (
    <Card>
      <Stack space="space.200">
        <Heading as="h3" size="xsmall">
          {say(replacing ? 'connection.form.replace' : 'connection.form.title')}
        </Heading>
        <KindChoice kind={kind} onKind={setKind} />
        <ConnectionForm key={kind} kind={kind} {...rest} />
      </Stack>
    </Card>
  );
};

/** How the app talks to Focus: its state first; without a connection the ways to make one. */
export const Connection = (): ReactNode => {
  const { say } = useMessages();
  const { overview, reload } = useDesk();
  const [replacing, setReplacing] = useState(false);
  // What saving found out stays readable beside what was saved.
  const [tried, setTried] = useState<ConnectionTest | null>(null);
  const connected = overview.connection.kind !== 'none';
  const unreadable = overview.connection.unreadable === true;
  const asks = replacing || (!connected && !unreadable);
  const saved = async (test: ConnectionTest): Promise<void> => {
    setTried(test);
    await reload();
    setReplacing(false);
  };
  // The form stays, with what was typed, below what the other admin saved: pressing again replaces it knowingly.
  const met = (): Promise<void> => {
    setReplacing(true);
    return reload();
  };
  return (
    <Measure>
      <Stack space="space.300">
        <Stack space="space.100">
          <Heading as="h2" size="medium">
            {say('connection.title')}
          </Heading>
          <Text>{say('connection.intro')}</Text>
        </Stack>
        {connected && <SavedConnection key={overview.connection.savedAt} tried={tried} onReplace={() => setReplacing(true)} />}
        {unreadable && <UnreadableConnection />}
        {!connected && !unreadable && (
          <SectionMessage appearance="warning" title={say('connection.none.title')}>
            <Text>{say('connection.none.body')}</Text>
          </SectionMessage>
        )}
        {connected && !replacing && (
          <SectionMessage appearance="information" title={say('connection.advice.title')}>
            <Text>{say('connection.advice.body')}</Text>
          </SectionMessage>
        )}
        {asks && (
          <Connect replacing={replacing} onSaved={saved} onMet={met} {...(replacing ? { onCancel: () => setReplacing(false) } : {})} />
        )}
      </Stack>
    </Measure>
  );
};
