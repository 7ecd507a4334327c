import { LinkButton } from '@atlaskit/button/new';
import Heading from '@atlaskit/heading';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import SectionMessage from '@atlaskit/section-message';
import { useEffect, useState } from 'react';
import { PATHS } from '../shell/paths';
import { useSite } from '../shell/site';
import type { SiteState } from '../shell/site-state';
import { lastStatus } from '../console/api-call';
import { listIntegrations } from '../console/integration';
import { OwnPage } from './own-page';
import { Step } from './step';

const whatFocusIs = ({ focus }: SiteState): string =>
  focus.kind === 'real'
    ? 'Connected to a real Focus.'
    : `Connected to the stand-in for Focus${focus.size === undefined ? '' : ` with ${focus.size} invented focus areas`}.`;

/** What the last call tells about exposure; only the app itself knows more. */
const exposureNow = (status: number | undefined): string => {
  if (status === undefined) return 'Closed until you publish. The last step shows whether something comes out.';
  if (status >= 200 && status < 300) return 'Something comes out: the last call was answered.';
  return `The last call was answered with ${status}: nothing came out.`;
};

/** The first page: what this is, and the way to a first answer. */
export const StartPage = () => {
  const { state } = useSite();
  const [integrations, setIntegrations] = useState<number>();
  useEffect(() => {
    let isShown = true;
    listIntegrations().then(
      (list) => isShown && setIntegrations(list.length),
      () => undefined,
    );
    return () => {
      isShown = false;
    };
  }, []);
  const admin = state.modules.find((module) => module.type === 'jira:adminPage');
  const status = lastStatus();
  const isOut = status !== undefined && status >= 200 && status < 300;
  const openAdmin = admin && <LinkButton href={admin.path}>Open the admin page</LinkButton>;
  return (
    <OwnPage
      title="Start here"
      lead={`This is ${state.app.name}, running on your computer inside a stand-in for a Jira site, so that you can try it without an Atlassian account.`}
    >
      <Stack space="space.150">
        <Heading size="medium" as="h2">
          From closed to a first answer
        </Heading>
        <ol className="steps">
          <Step
            title="Focus is connected"
            isDone={state.firstRun?.connected === true}
            now={state.firstRun?.connected === true ? whatFocusIs(state) : 'Not connected yet: the admin page asks for a connection.'}
          >
            The app reads Focus through a connection that a Jira admin gives it.
          </Step>
          <Step title="Open the admin page and expose focus areas" isDone={isOut} now={exposureNow(status)} action={openAdmin}>
            Nothing leaves until an admin says what: choose which fields and records of focus areas integrations may read.
          </Step>
          <Step title="Publish" isDone={isOut} now={isOut ? 'Published.' : 'A draft changes nothing for callers.'}>
            On the admin page, review the changes and publish them.
          </Step>
          <Step
            title="Switch on App REST APIs"
            isDone={state.restApis.enabled}
            now={
              state.restApis.enabled
                ? 'On: calls reach the app.'
                : 'Off, as on a new site: every call is refused before it reaches the app.'
            }
            action={<LinkButton href={PATHS.connectedApps}>Open Connected apps</LinkButton>}
          >
            A site admin allows the app’s REST API in Connected apps.
          </Step>
          <Step
            title="Create an integration and get a token"
            isDone={integrations !== undefined && integrations > 0}
            now={
              integrations === undefined || integrations === 0
                ? 'No integration yet.'
                : integrations === 1
                  ? 'One integration so far.'
                  : `${integrations} integrations so far.`
            }
            action={<LinkButton href={PATHS.console}>Open the developer console</LinkButton>}
          >
            A member of the site creates an OAuth 2.0 (3LO) integration and ticks the scopes it asks for.
          </Step>
          <Step
            title="Copy the curl, or try it in the browser"
            isDone={isOut}
            now={status === undefined ? 'Not tried yet.' : `Last answer: ${status === 0 ? 'none' : status}.`}
          >
            The developer console has a call ready to copy.
          </Step>
        </ol>
      </Stack>
      <SectionMessage title="What is real here and what is a stand-in">
        <Stack space="space.100">
          <Text as="p">Real: the app itself, and the packages it uses of Atlassian’s: @forge/react, bridge, resolver, api and kvs.</Text>
          <Text as="p">
            Stand-ins: Jira and its people, the storage, the API gateway, Connected apps, the developer console and consent
            {state.focus.kind === 'real' ? '' : ', and Focus with invented data'}. Pages are drawn with Atlassian’s public components, so
            details may look different on a real site.
          </Text>
        </Stack>
      </SectionMessage>
    </OwnPage>
  );
};
