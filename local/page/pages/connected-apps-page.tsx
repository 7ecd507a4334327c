import Heading from '@atlaskit/heading';
import { Inline, Stack, Text } from '@atlaskit/primitives/compiled';
import SectionMessage from '@atlaskit/section-message';
import Toggle from '@atlaskit/toggle';
import { useId, useState } from 'react';
import { messageOf } from '../bridge/operations';
import { callSite } from '../bridge/page-door';
import { useSite } from '../shell/site';
import { CopyButton } from './copy-button';
import { OwnPage } from './own-page';

/** Atlassian Administration's switch for the app's REST API. */
export const ConnectedAppsPage = () => {
  const { state, refresh } = useSite();
  const { enabled, baseUrls } = state.restApis;
  const switchId = useId();
  const [problem, setProblem] = useState<string>();
  const change = async (next: boolean): Promise<void> => {
    setProblem(undefined);
    try {
      await callSite('PUT', '/_site/rest-apis', { enabled: next });
    } catch (error) {
      setProblem(messageOf(error));
    }
    await refresh();
  };
  return (
    <OwnPage
      title="Connected apps"
      lead="What a site admin finds in Atlassian Administration under Apps, Sites, Connected apps, View app details."
    >
      <section className="card" aria-label={state.app.name}>
        <Stack space="space.200">
          <Heading size="small" as="h2">
            {state.app.name}
          </Heading>
          <Inline spread="space-between" alignBlock="center" space="space.200">
            <Stack space="space.050">
              <label htmlFor={switchId}>
                <Text weight="semibold">App REST APIs</Text>
              </label>
              <Text as="p" size="small" color="color.text.subtle">
                {enabled
                  ? 'On: integrations with a token may call the app. Switching it off refuses every call at once.'
                  : 'Off: every call is refused with 403 before it reaches the app, whatever the app exposes.'}
              </Text>
            </Stack>
            <Toggle id={switchId} size="large" isChecked={enabled} onChange={() => void change(!enabled)} />
          </Inline>
          {problem !== undefined && (
            <SectionMessage appearance="error" title="The switch did not change">
              {problem}
            </SectionMessage>
          )}
          <Stack space="space.100">
            <Heading size="xsmall" as="h3">
              Base URLs
            </Heading>
            {baseUrls.map(({ form, url }) => (
              <Inline key={url} space="space.100" alignBlock="center" spread="space-between">
                <Stack space="space.025">
                  <code className="value">{url}</code>
                  <Text size="small" color="color.text.subtle">
                    In place of the form at {form}
                  </Text>
                </Stack>
                <CopyButton text={url} what="base URL" />
              </Inline>
            ))}
          </Stack>
        </Stack>
      </section>
    </OwnPage>
  );
};
