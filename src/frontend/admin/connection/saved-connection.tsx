import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, ButtonGroup, Heading, Icon, Inline, LoadingButton, SectionMessage, SectionMessageAction, Stack, Text } from '@forge/react';
import type { ConnectionState, ConnectionTest } from '../../../resolvers/contract';
import { settle } from '../../answers';
import type { Failure } from '../../answers';
import { useMessages } from '../../messages';
import type { Messages } from '../../messages';
import { PersonLine } from '../../person-line';
import { RefusalMessage } from '../../refusal-message';
import { Card, Quiet } from '../../surfaces';
import { Confirm } from '../confirm';
import { useDesk } from '../desk';
import { KINDS } from './kinds';
import { TestResult } from './test-result';

const RemoveDialog = ({ onClose }: { onClose: () => void }): ReactNode => {
  const { say } = useMessages();
  const { invoke, reload } = useDesk();
  const remove = async (): Promise<Failure | null> => {
    const answer = await settle(invoke('removeConnection'));
    await reload();
    return answer.ok ? null : answer.refusal;
  };
  return (
    <Confirm
      title={say('connection.remove.title')}
      confirm={say('connection.remove.confirm')}
      appearance="danger"
      onConfirm={remove}
      onClose={onClose}
    >
      <Text>{say('connection.remove.body')}</Text>
    </Confirm>
  );
};

/** What lets an admin recognise the connection; nothing that lets anybody use it. */
const identityOf = ({ say }: Messages, { clientId, email, form, siteName }: ConnectionState): readonly string[] => [
  ...(clientId === undefined ? [] : [say('connection.account', { clientId })]),
  ...(email === undefined ? [] : [say('connection.owner', { email })]),
  ...(form === 'site' ? [say('connection.through.site', { site: `${siteName ?? ''}.atlassian.net` })] : []),
];

/** The connection as it is stored, with what can be done about it. */
export const SavedConnection = ({ tried, onReplace }: { tried: ConnectionTest | null; onReplace: () => void }): ReactNode => {
  const messages = useMessages();
  const { say, when } = messages;
  const { overview, invoke, reload } = useDesk();
  const { connection } = overview;
  const { kind, savedAt, savedBy } = connection;
  const [testing, setTesting] = useState(false);
  const [removing, setRemoving] = useState(false);
  const [test, setTest] = useState<ConnectionTest | null>(tried);
  const [failure, setFailure] = useState<Failure | null>(null);
  if (kind === 'none') return null;
  const run = async (): Promise<void> => {
    setTesting(true);
    const answer = await settle(invoke('testConnection', { kind: 'saved' }));
    setTesting(false);
    setTest(answer.ok ? answer.value : null);
    setFailure(answer.ok ? null : answer.refusal);
    // The fields that it saw can be chosen from now on.
    if (answer.ok) await reload();
  };
  return (
    <Card>
      <Stack space="space.200">
        <Inline space="space.100" alignBlock="center">
          <Icon glyph="link" color="color.icon.subtle" label="" />
          <Heading as="h3" size="xsmall">
            {say(KINDS[kind].connected)}
          </Heading>
        </Inline>
        <Stack space="space.050">
          {identityOf(messages, connection).map((line) => (
            <Text key={line}>{line}</Text>
          ))}
          {savedBy && savedAt && <PersonLine person={savedBy}>{say('connection.savedBy', { when: when(savedAt) })}</PersonLine>}
          {kind !== 'atlassian' && <Quiet>{say('connection.secretHidden')}</Quiet>}
        </Stack>
        {failure && <RefusalMessage failure={failure} onAgain={() => void run()} />}
        {test && <TestResult test={test} />}
        <Inline>
          <ButtonGroup label={say('connection.actions')}>
            <LoadingButton isLoading={testing} onClick={() => void run()}>
              {say('connection.test')}
            </LoadingButton>
            <Button onClick={onReplace}>{say('connection.replace')}</Button>
            <Button appearance="subtle" onClick={() => setRemoving(true)}>
              {say('connection.remove')}
            </Button>
          </ButtonGroup>
        </Inline>
        {removing && <RemoveDialog onClose={() => setRemoving(false)} />}
      </Stack>
    </Card>
  );
};

/** Nothing is overwritten that can't be read: an admin removes it knowingly, then connects anew. */
export const UnreadableConnection = (): ReactNode => {
  const { say } = useMessages();
  const [removing, setRemoving] = useState(false);
  return (
    <SectionMessage
      appearance="error"
      title={say('connection.unreadable.title')}
      actions={[
        <SectionMessageAction key="remove" onClick={() => setRemoving(true)}>
          {say('connection.remove.confirm')}
        </SectionMessageAction>,
      ]}
    >
      <Text>{say('connection.unreadable.body')}</Text>
      {removing && <RemoveDialog onClose={() => setRemoving(false)} />}
    </SectionMessage>
  );
};
