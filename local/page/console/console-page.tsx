import Heading from '@atlaskit/heading';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import SectionMessage from '@atlaskit/section-message';
import { useCallback, useEffect, useState } from 'react';
import { messageOf } from '../bridge/operations';
import type { Integration } from './integration';
import { listIntegrations } from './integration';
import { IntegrationCard } from './integration-card';
import { IntegrationForm } from './integration-form';
import { OwnPage } from '../pages/own-page';

/** The developer console: integrations, their tokens and a call to copy. */
export const ConsolePage = () => {
  const [integrations, setIntegrations] = useState<readonly Integration[]>([]);
  const [fresh, setFresh] = useState<Integration>();
  const [problem, setProblem] = useState<string>();
  const load = useCallback(async () => {
    try {
      setIntegrations(await listIntegrations());
      setProblem(undefined);
    } catch (error) {
      setProblem(messageOf(error));
    }
  }, []);
  useEffect(() => {
    void load();
  }, [load]);
  const shown = [...(fresh === undefined ? [] : [fresh]), ...integrations.filter((known) => known.id !== fresh?.id)];
  return (
    <OwnPage
      title="Developer console"
      lead="Integrations call the app with OAuth 2.0 (3LO): a person of the site agrees to the scopes, the integration gets a token."
    >
      {problem !== undefined && (
        <SectionMessage appearance="error" title="The integrations could not be read">
          {problem}
        </SectionMessage>
      )}
      <IntegrationForm
        created={(integration) => {
          setFresh(integration);
          void load();
        }}
      />
      <Stack space="space.150">
        <Heading size="medium" as="h2">
          Integrations
        </Heading>
        {shown.length === 0 && <Text as="p">No integration yet.</Text>}
        {shown.map((integration) => (
          <IntegrationCard key={integration.id} integration={integration} />
        ))}
      </Stack>
    </OwnPage>
  );
};
