import { useState } from 'react';
import type { ReactNode } from 'react';
import {
  Button,
  ButtonGroup,
  Heading,
  Icon,
  Inline,
  List,
  ListItem,
  LoadingButton,
  SectionMessage,
  SectionMessageAction,
  Stack,
  Text,
} from '@forge/react';
import type { ConnectionTest } from '../../../resolvers/contract';
import { settle } from '../../answers';
import type { Failure } from '../../answers';
import { useMessages } from '../../messages';
import { PersonLine } from '../../person-line';
import { RefusalMessage } from '../../refusal-message';
import { Card, Measure, Quiet } from '../../surfaces';
import { Confirm } from '../confirm';
import { useDesk } from '../desk';
import { ConnectionForm } from './connection-form';
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

const Saved = ({ onReplace }: { onReplace: () => void }): ReactNode => {
  const { say, when } = useMessages();
  const { overview, invoke } = useDesk();
  const { clientId, savedAt, savedBy } = overview.connection;
  const [testing, setTesting] = useState(false);
  const [removing, setRemoving] = useState(false);
  const [test, setTest] = useState<ConnectionTest | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const run = async (): Promise<void> => {
    setTesting(true);
    const answer = await settle(invoke('testConnection', { kind: 'saved' }));
    setTesting(false);
    setTest(answer.ok ? answer.value : null);
    setFailure(answer.ok ? null : answer.refusal);
  };
  return (
    <Card>
      <Stack space="space.200">
        <Inline space="space.100" alignBlock="center">
          <Icon glyph="status-success" color="color.icon.success" label="" />
          <Heading as="h3" size="xsmall">
            {say('connection.connected')}
          </Heading>
        </Inline>
        <Text>{say('connection.account', { clientId: clientId ?? '' })}</Text>
        {savedBy && savedAt && <PersonLine person={savedBy}>{say('connection.savedBy', { when: when(savedAt) })}</PersonLine>}
        <Quiet>{say('connection.secretHidden')}</Quiet>
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
const Unreadable = (): ReactNode => {
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

const Advice = (): ReactNode => {
  const { say } = useMessages();
  return (
    <SectionMessage appearance="information" title={say('connection.advice.title')}>
      <Text>{say('connection.advice.body')}</Text>
    </SectionMessage>
  );
};

const WhatToCreate = (): ReactNode => {
  const { say, rich } = useMessages();
  return (
    <Stack space="space.100">
      <Heading as="h3" size="xsmall">
        {say('connection.create.title')}
      </Heading>
      <List type="ordered">
        <ListItem>
          <Text>{rich('connection.create.account')}</Text>
        </ListItem>
        <ListItem>
          <Text>{rich('connection.create.access')}</Text>
        </ListItem>
        <ListItem>
          <Text>{rich('connection.create.credential')}</Text>
        </ListItem>
        <ListItem>
          <Text>{rich('connection.create.paste')}</Text>
        </ListItem>
      </List>
    </Stack>
  );
};

/** How the app talks to Focus: state first; without a connection the form and what to make at Atlassian. */
export const Connection = (): ReactNode => {
  const { say } = useMessages();
  const { overview, reload } = useDesk();
  const [replacing, setReplacing] = useState(false);
  const connected = overview.connection.kind !== 'none';
  const unreadable = overview.connection.unreadable === true;
  const asks = (!connected && !unreadable) || replacing;
  const saved = async (): Promise<void> => {
    await reload();
    setReplacing(false);
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
        {connected && !replacing && <Saved onReplace={() => setReplacing(true)} />}
        {unreadable && <Unreadable />}
        {!connected && !unreadable && (
          <SectionMessage appearance="warning" title={say('connection.none.title')}>
            <Text>{say('connection.none.body')}</Text>
          </SectionMessage>
        )}
        <Advice />
        {asks && <WhatToCreate />}
        {asks && (
          <Card>
            <Stack space="space.150">
              <Heading as="h3" size="xsmall">
                {say(replacing ? 'connection.form.replace' : 'connection.form.title')}
              </Heading>
              <ConnectionForm onSaved={saved} {...(replacing ? { onCancel: () => setReplacing(false) } : {})} />
            </Stack>
          </Card>
        )}
      </Stack>
    </Measure>
  );
};
