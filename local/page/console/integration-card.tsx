import Button from '@atlaskit/button/new';
import Heading from '@atlaskit/heading';
import { Inline, Stack, Text } from '@atlaskit/primitives/compiled';
import SectionMessage from '@atlaskit/section-message';
import { useState } from 'react';
import { messageOf } from '../bridge/operations';
import { useSite } from '../shell/site';
import { CopyButton } from '../pages/copy-button';
import type { Integration, Token } from './integration';
import { issueToken } from './integration';
import { TokenPanel } from './token-panel';

interface Line {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
}

const linesOf = ({ clientId, clientSecret, callback, authorizationUrls }: Integration): readonly Line[] => [
  { label: 'Client ID', value: clientId },
  ...(clientSecret === undefined ? [] : [{ label: 'Client secret', value: clientSecret, note: 'Shown this once. Keep it now.' }]),
  { label: 'Callback URL', value: callback },
  ...(authorizationUrls === undefined
    ? []
    : [
        {
          label: 'Authorization URL, as the developer console generates it',
          value: authorizationUrls.asGenerated,
          note: 'Known fault of the console: it leaves out read:forge-app:jira, so every call with such a token is answered with 401.',
        },
        { label: 'Authorization URL, corrected', value: authorizationUrls.corrected, note: 'Use this one.' },
      ]),
];

/** One integration: what it needs to know, and a token for the person who acts. */
export const IntegrationCard = ({ integration }: { readonly integration: Integration }) => {
  const { acting } = useSite();
  const [token, setToken] = useState<Token>();
  const [problem, setProblem] = useState<string>();
  const ask = async (): Promise<void> => {
    setProblem(undefined);
    try {
      setToken(await issueToken(integration.id, acting.accountId));
    } catch (error) {
      setToken(undefined);
      setProblem(messageOf(error));
    }
  };
  return (
    <section className="card" aria-label={`Integration ${integration.name}`}>
      <Stack space="space.150">
        <Heading size="small" as="h3">
          {integration.name}
        </Heading>
        <Text size="small" color="color.text.subtle">
          {integration.scopes.join(', ')}
        </Text>
        {linesOf(integration).map(({ label, value, note }) => (
          <Stack key={label} space="space.025">
            <Text size="small" weight="semibold">
              {label}
            </Text>
            <Inline space="space.100" alignBlock="start" spread="space-between">
              <code className="value">{value}</code>
              <CopyButton text={value} what={label} />
            </Inline>
            {note !== undefined && (
              <Text size="small" color="color.text.subtle">
                {note}
              </Text>
            )}
          </Stack>
        ))}
        <div>
          <Button appearance="primary" onClick={() => void ask()}>
            {`Get a token as ${acting.name}`}
          </Button>
        </div>
        {problem !== undefined && (
          <SectionMessage appearance="error" title="There is no token">
            {problem}
          </SectionMessage>
        )}
        {token !== undefined && <TokenPanel token={token} />}
      </Stack>
    </section>
  );
};
