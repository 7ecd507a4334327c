import { useState } from 'react';
import type { ReactNode } from 'react';
import {
  Button,
  ButtonGroup,
  ErrorMessage,
  Form,
  FormFooter,
  HelperMessage,
  Inline,
  Label,
  LoadingButton,
  Stack,
  Textfield,
} from '@forge/react';
import type { ConnectionTest } from '../../../resolvers/contract';
import { settle } from '../../answers';
import type { Failure } from '../../answers';
import { useMessages } from '../../messages';
import { RefusalMessage } from '../../refusal-message';
import { useDesk } from '../desk';
import { TestResult } from './test-result';

type Deed = 'testConnection' | 'saveConnection';

/**
 * Client id and secret of a service account. The secret stays in this form until it is saved and never comes back from the server.
 * Own handlers instead of `useForm`: a field of type password with its own onChange is the same text for every host.
 */
export const ConnectionForm = ({ onSaved, onCancel }: { onSaved: () => Promise<void>; onCancel?: () => void }): ReactNode => {
  const { say } = useMessages();
  const { invoke } = useDesk();
  const [clientId, setClientId] = useState('');
  const [clientSecret, setClientSecret] = useState('');
  const [busy, setBusy] = useState<Deed | null>(null);
  const [missing, setMissing] = useState(false);
  const [test, setTest] = useState<ConnectionTest | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const credentials = { kind: 'service-account', clientId: clientId.trim(), clientSecret: clientSecret.trim() } as const;

  const run = async (deed: Deed): Promise<void> => {
    const empty = credentials.clientId === '' || credentials.clientSecret === '';
    setMissing(empty);
    if (empty) return;
    setBusy(deed);
    setTest(null);
    setFailure(null);
    const answer = await settle(invoke(deed, credentials));
    setBusy(null);
    if (!answer.ok) {
      setFailure(answer.refusal);
      return;
    }
    setTest(answer.value);
    if (deed === 'saveConnection' && answer.value.ok) {
      setClientSecret('');
      await onSaved();
    }
  };
  const wrong = (text: string): boolean => missing && text.trim() === '';
  return (
    <Form onSubmit={() => run('saveConnection')}>
      <Stack space="space.200">
        <Stack>
          <Label labelFor="client-id">{say('connection.clientId')}</Label>
          <Textfield
            id="client-id"
            value={clientId}
            maxLength={256}
            isInvalid={wrong(clientId)}
            onChange={(event) => setClientId(String(event.target.value ?? ''))}
          />
          {wrong(clientId) && <ErrorMessage>{say('connection.clientId.missing')}</ErrorMessage>}
        </Stack>
        <Stack>
          <Label labelFor="client-secret">{say('connection.clientSecret')}</Label>
          <Textfield
            id="client-secret"
            type="password"
            value={clientSecret}
            maxLength={4096}
            isInvalid={wrong(clientSecret)}
            onChange={(event) => setClientSecret(String(event.target.value ?? ''))}
          />
          {wrong(clientSecret) ? (
            <ErrorMessage>{say('connection.clientSecret.missing')}</ErrorMessage>
          ) : (
            <HelperMessage>{say('connection.clientSecret.hint')}</HelperMessage>
          )}
        </Stack>
        {failure && <RefusalMessage failure={failure} />}
        {test && <TestResult test={test} />}
      </Stack>
      <FormFooter align="start">
        <Inline>
          <ButtonGroup label={say('connection.actions')}>
            <LoadingButton type="submit" appearance="primary" isLoading={busy === 'saveConnection'} isDisabled={busy === 'testConnection'}>
              {say('connection.save')}
            </LoadingButton>
            <LoadingButton
              isLoading={busy === 'testConnection'}
              isDisabled={busy === 'saveConnection'}
              onClick={() => void run('testConnection')}
            >
              {say('connection.test')}
            </LoadingButton>
            {onCancel && (
              <Button appearance="subtle" onClick={onCancel}>
                {say('action.cancel')}
              </Button>
            )}
          </ButtonGroup>
        </Inline>
      </FormFooter>
    </Form>
  );
};
