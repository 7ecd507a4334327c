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
  RadioGroup,
  Stack,
  Text,
  Textfield,
} from '@forge/react';
import type { ConnectionTest } from '../../../resolvers/contract';
import { settle } from '../../answers';
import type { Failure } from '../../answers';
import { useMessages } from '../../messages';
import { RefusalMessage } from '../../refusal-message';
import { useDesk } from '../desk';
import { KINDS, NOTHING_TYPED, addressFields, connectionOf } from './kinds';
import type { Field, Kind, TokenForm, Typed } from './kinds';
import { TestResult } from './test-result';

type Deed = 'testConnection' | 'saveConnection';

/** Own handlers instead of `useForm`: a field of type password with its own onChange is the same text for every host. */
const FieldInput = ({
  field,
  text,
  wrong,
  onText,
}: {
  field: Field;
  text: string;
  wrong: boolean;
  onText: (text: string) => void;
}): ReactNode => {
  const { say } = useMessages();
  const id = `connection-${field.name}`;
  return (
    <Stack>
      <Label labelFor={id}>{say(field.label)}</Label>
      <Textfield
        id={id}
        type={field.secret ? 'password' : 'text'}
        value={text}
        maxLength={field.longest}
        isInvalid={wrong}
        onChange={(event) => onText(String(event.target.value ?? ''))}
      />
      {wrong && <ErrorMessage>{say(field.missing)}</ErrorMessage>}
      {!wrong && field.hint && <HelperMessage>{say(field.hint)}</HelperMessage>}
    </Stack>
  );
};

const Address = ({ form, onForm }: { form: TokenForm; onForm: (form: TokenForm) => void }): ReactNode => {
  const { say } = useMessages();
  return (
    <Stack space="space.050">
      <Text weight="medium">{say('connection.form.address')}</Text>
      <RadioGroup
        name="connection-form"
        value={form}
        options={[
          { name: 'connection-form', value: 'cloud', label: say('connection.form.cloud') },
          { name: 'connection-form', value: 'site', label: say('connection.form.site') },
        ]}
        onChange={(event) => onForm(event.target.value === 'site' ? 'site' : 'cloud')}
      />
      <HelperMessage>{say('connection.form.hint')}</HelperMessage>
    </Stack>
  );
};

export interface Forms {
  readonly kind: Kind;
  readonly onSaved: (test: ConnectionTest) => Promise<void>;
  /** Somebody else saved or removed the connection meanwhile. */
  readonly onMet: () => Promise<void>;
  readonly onCancel?: () => void;
}

/** What one kind asks for, tried and then saved. Secrets stay in this form until they are saved and never come back from the server. */
export const ConnectionForm = ({ kind, onSaved, onMet, onCancel }: Forms): ReactNode => {
  const { say } = useMessages();
  const { invoke, overview } = useDesk();
  const [typed, setTyped] = useState<Typed>(NOTHING_TYPED);
  const [form, setForm] = useState<TokenForm>('cloud');
  const [busy, setBusy] = useState<Deed | null>(null);
  const [missing, setMissing] = useState(false);
  const [test, setTest] = useState<ConnectionTest | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const later = addressFields(kind, form);
  const fields = [...KINDS[kind].fields, ...later];
  const lacks = (field: Field): boolean => typed[field.name].trim() === '';

  const run = async (deed: Deed): Promise<void> => {
    setMissing(fields.some(lacks));
    if (fields.some(lacks)) return;
    setBusy(deed);
    setTest(null);
    setFailure(null);
    const connection = connectionOf(kind, typed, form);
    // What the page shows is named, so that nobody replaces a connection that another admin has saved meanwhile.
    const seen = overview.connection.savedAt ?? null;
    const answer = await settle(
      deed === 'saveConnection' ? invoke('saveConnection', { ...connection, seen }) : invoke('testConnection', connection),
    );
    setBusy(null);
    if (!answer.ok) {
      setFailure(answer.refusal);
      if (answer.refusal.code === 'connection_changed') await onMet();
      return;
    }
    setTest(answer.value);
    if (deed !== 'saveConnection' || !answer.value.ok) return;
    setTyped(NOTHING_TYPED);
    await onSaved(answer.value);
  };
  const input = (field: Field): ReactNode => (
    <FieldInput
      key={field.name}
      field={field}
      text={typed[field.name]}
      wrong={missing && lacks(field)}
      onText={(text) => setTyped((before) => ({ ...before, [field.name]: text }))}
    />
  );
  const canSave = KINDS[kind].waits === undefined;
  return (
    <Form onSubmit={() => run(canSave ? 'saveConnection' : 'testConnection')}>
      <Stack space="space.200">
        {KINDS[kind].fields.map(input)}
        {kind === 'api-token' && <Address form={form} onForm={setForm} />}
        {later.map(input)}
        {failure && <RefusalMessage failure={failure} />}
        {test && <TestResult test={test} />}
      </Stack>
      <FormFooter align="start">
        <Inline>
          <ButtonGroup label={say('connection.actions')}>
            {canSave && (
              <LoadingButton
                type="submit"
                appearance="primary"
                isLoading={busy === 'saveConnection'}
                isDisabled={busy === 'testConnection'}
              >
                {say('connection.save')}
              </LoadingButton>
            )}
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
