import Button from '@atlaskit/button/new';
import { Label } from '@atlaskit/form';
import Lozenge from '@atlaskit/lozenge';
import { Inline, Stack, Text } from '@atlaskit/primitives/compiled';
import { useId, useState } from 'react';
import { useSite } from '../shell/site';
import type { Tried } from './api-call';
import { curlFor, firstRoute, tryCall } from './api-call';
import { CopyButton } from '../pages/copy-button';
import type { Token } from './integration';

const Answer = ({ tried }: { readonly tried: Tried }) => (
  <Stack space="space.100">
    <Inline space="space.100" alignBlock="center">
      <Lozenge appearance={tried.status >= 200 && tried.status < 300 ? 'success' : 'removed'}>
        {tried.status === 0 ? 'No answer' : String(tried.status)}
      </Lozenge>
      <Text>
        {tried.method} {tried.path}
      </Text>
    </Inline>
    <pre className="answer" tabIndex={0} aria-label="Body of the answer">
      {tried.body === '' ? '(an empty body)' : tried.body}
    </pre>
  </Stack>
);

/** A call with the token: as a curl to copy, and tried from here. */
export const TokenPanel = ({ token }: { readonly token: Token }) => {
  const { state } = useSite();
  const routeId = useId();
  const readable = state.routes.filter((route) => route.operation === 'GET' && !route.path.includes('*'));
  const [key, setKey] = useState(firstRoute(state)?.key);
  const [tried, setTried] = useState<Tried>();
  const route = state.routes.find((candidate) => candidate.key === key);
  if (route === undefined) return <Text>The manifest has no route yet.</Text>;
  const curl = curlFor(state, route, token.access_token);
  return (
    <Stack space="space.150">
      <Text size="small" color="color.text.subtle">
        {`The token ends in ${Math.round(token.expires_in / 60)} minutes.`}
      </Text>
      <div className="field">
        <Label htmlFor={routeId}>Route</Label>
        <select id={routeId} className="acting" value={key} onChange={(event) => setKey(event.currentTarget.value)}>
          {readable.map((candidate) => (
            <option key={candidate.key} value={candidate.key}>
              {candidate.operation} {candidate.path}
            </option>
          ))}
        </select>
      </div>
      <pre className="curl" tabIndex={0} aria-label="Call to copy">
        {curl}
      </pre>
      <Inline space="space.100">
        <CopyButton text={curl} what="the curl" />
        <Button spacing="compact" onClick={() => void tryCall(state, route, token.access_token).then(setTried)}>
          Try it
        </Button>
      </Inline>
      <div aria-live="polite">{tried !== undefined && <Answer tried={tried} />}</div>
    </Stack>
  );
};
