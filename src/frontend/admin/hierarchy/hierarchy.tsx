import type { ReactNode } from 'react';
import { Heading, Spinner, Stack, Text } from '@forge/react';
import { useMessages } from '../../messages';
import { RefusalMessage } from '../../refusal-message';
import { Measure } from '../../surfaces';
import { useDesk } from '../desk';
import { IntervalCard } from './interval-card';
import { StoredCard } from './stored-card';

/** What the app knows of where focus areas lie: the state first, then how often it is read. */
export const Hierarchy = (): ReactNode => {
  const { say } = useMessages();
  const { load, reload } = useDesk().hierarchy;
  return (
    <Measure>
      <Stack space="space.300">
        <Stack space="space.100">
          <Heading as="h2" size="medium">
            {say('hierarchy.title')}
          </Heading>
          <Text>{say('hierarchy.intro')}</Text>
        </Stack>
        {load.state === 'loading' && <Spinner size="medium" label={say('page.loading')} />}
        {load.state === 'failed' && <RefusalMessage failure={load.failure} onAgain={() => void reload()} />}
        {load.state === 'ready' && (
          <Stack space="space.300">
            {load.stale && <RefusalMessage failure={load.stale} onAgain={() => void reload()} />}
            <StoredCard overview={load.value} />
            <IntervalCard overview={load.value} />
          </Stack>
        )}
      </Stack>
    </Measure>
  );
};
