import Button from '@atlaskit/button/new';
import { Checkbox } from '@atlaskit/checkbox';
import { HelperMessage, Label } from '@atlaskit/form';
import Heading from '@atlaskit/heading';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import SectionMessage from '@atlaskit/section-message';
import Textfield from '@atlaskit/textfield';
import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { messageOf } from '../bridge/operations';
import { useSite } from '../shell/site';
import type { Integration } from './integration';
import { createIntegration } from './integration';

const CALLBACK = 'http://127.0.0.1:8765/callback';

/** Asks for what an integration needs. All scopes are ticked at first: a newcomer wants an answer, not a 401. */
export const IntegrationForm = ({ created }: { readonly created: (integration: Integration) => void }) => {
  const { state, acting } = useSite();
  const nameId = useId();
  const callbackId = useId();
  const [name, setName] = useState('My first integration');
  const [callback, setCallback] = useState(CALLBACK);
  const [left, setLeft] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const scopes = state.scopes.map((scope) => scope.name).filter((scope) => !left.includes(scope));

  const create = async (): Promise<void> => {
    setIsBusy(true);
    setProblem(undefined);
    try {
      created(await createIntegration({ name, callback, scopes, as: acting.accountId }));
    } catch (error) {
      setProblem(messageOf(error));
    }
    setIsBusy(false);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void create();
  };
  return (
    <form className="card" aria-label="Create an integration" onSubmit={submit}>
      <Stack space="space.150">
        <Heading size="small" as="h2">
          Create an integration
        </Heading>
        <div>
          <Label htmlFor={nameId}>Name</Label>
          <Textfield id={nameId} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        </div>
        <div>
          <Label htmlFor={callbackId}>Callback URL</Label>
          <Textfield id={callbackId} value={callback} onChange={(event) => setCallback(event.currentTarget.value)} />
          <HelperMessage>Where the browser returns with a code. For a token by button it is not used.</HelperMessage>
        </div>
        <fieldset className="scopes">
          <legend>Scopes</legend>
          {state.scopes.map((scope) => (
            <div key={scope.name} className="scope">
              <Checkbox
                label={`${scope.displayName} (${scope.name})`}
                isChecked={!left.includes(scope.name)}
                onChange={() =>
                  setLeft((known) => (known.includes(scope.name) ? known.filter((other) => other !== scope.name) : [...known, scope.name]))
                }
              />
              <div className="scope-description">
                <Text size="small" color="color.text.subtle">
                  {scope.description}
                </Text>
              </div>
            </div>
          ))}
        </fieldset>
        {problem !== undefined && (
          <SectionMessage appearance="error" title="The integration was not created">
            {problem}
          </SectionMessage>
        )}
        <div>
          <Button type="submit" appearance="primary" isLoading={isBusy}>
            Create integration
          </Button>
        </div>
      </Stack>
    </form>
  );
};
