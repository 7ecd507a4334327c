import type { ReactNode } from 'react';
import { CodeBlock, Code, Heading, List, ListItem, SectionMessage, Stack, Text, useProductContext } from '@forge/react';
import { Measure, Quiet } from '../../surfaces';
import { useMessages } from '../../messages';
import type { MessageKey } from '../../messages';
import { FACES } from '../audience/audiences';
import { PRODUCT_SCOPE, addressesOf, ids } from './addresses';

const SCOPES = FACES.filter((face) => face.width.leavesSite);

const Step = ({ title, body, children }: { title: MessageKey; body: MessageKey; children?: ReactNode }): ReactNode => {
  const { say, rich } = useMessages();
  return (
    <Stack space="space.100">
      <Heading as="h3" size="xsmall">
        {say(title)}
      </Heading>
      <Text>{rich(body)}</Text>
      {children}
    </Stack>
  );
};

const Named = ({ name, text }: { name: MessageKey; text: string }): ReactNode => {
  const { say } = useMessages();
  return (
    <Stack space="space.050">
      <Quiet>{say(name)}</Quiet>
      <CodeBlock text={text} language="text" showLineNumbers={false} shouldWrapLongLines />
    </Stack>
  );
};

/** What an admin hands to somebody who builds an integration, with this site's real ids filled in. */
export const Integration = ({ cloudId }: { cloudId: string }): ReactNode => {
  const { say, rich } = useMessages();
  const context = useProductContext();
  if (!context) return null;
  const found = ids(context.localId);
  const where = {
    cloudId,
    siteUrl: context.siteUrl,
    appId: found?.appId ?? 'APP_ID',
    environmentId: found?.environmentId ?? context.environmentId,
  };
  const scopes = SCOPES.map((face) => face.key);
  const addresses = addressesOf(where, scopes);
  return (
    <Measure>
      <Stack space="space.400">
        <Stack space="space.100">
          <Heading as="h2" size="medium">
            {say('integration.title')}
          </Heading>
          <Text>{rich('integration.intro')}</Text>
        </Stack>
        {!found && (
          <SectionMessage appearance="warning" title={say('integration.noIds.title')}>
            <Text>{say('integration.noIds.body')}</Text>
          </SectionMessage>
        )}
        <Step title="integration.enable.title" body="integration.enable.body" />
        <Step title="integration.create.title" body="integration.create.body">
          <List type="unordered">
            {SCOPES.map((face) => (
              <ListItem key={face.key}>
                <Code>{face.key}</Code> {say('integration.create.scope', { audience: say(face.name) })}
              </ListItem>
            ))}
            <ListItem>
              <Code>{PRODUCT_SCOPE}</Code> {say('integration.create.productScope')}
            </ListItem>
          </List>
        </Step>
        <Step title="integration.consent.title" body="integration.consent.body">
          <Named name="integration.consent.authorize" text={addresses.authorize} />
          <Named name="integration.consent.token" text={addresses.token} />
        </Step>
        <Step title="integration.call.title" body="integration.call.body">
          <CodeBlock text={addresses.curl} language="bash" showLineNumbers={false} shouldWrapLongLines />
          <Named name="integration.call.site" text={addresses.site} />
          <Named name="integration.call.api" text={addresses.api} />
          <Named name="integration.call.tenantInfo" text={addresses.tenantInfo} />
        </Step>
        <Step title="integration.refused.title" body="integration.refused.body" />
      </Stack>
    </Measure>
  );
};
