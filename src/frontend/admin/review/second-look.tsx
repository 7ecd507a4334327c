import type { ReactNode } from 'react';
import { Heading, Stack, Text } from '@forge/react';
import { analyse } from '../../../exposure/words/analyse';
import type { Review } from '../../../resolvers/contract';
import { useMessages } from '../../messages';
import { audienceName } from '../../sentences';
import { Card } from '../../surfaces';
import { inOrder } from '../audience/audiences';
import { FindingLines } from '../audience/finding-lines';
import { useDesk } from '../desk';

/** What an admin should look at again in the audiences that would change; nothing where there is nothing to say. */
export const SecondLook = ({ review }: { review: Review }): ReactNode => {
  const messages = useMessages();
  const { now } = useDesk();
  const found = analyse(review.draft.policy, undefined, { now });
  const changed = inOrder(review.changes.flatMap(({ audience }) => (audience === '*' ? [] : [audience])));
  const keys = changed.filter((key) => found.some(({ audience }) => audience === key));
  if (keys.length === 0) return null;
  return (
    <Card>
      <Stack space="space.150">
        <Heading as="h3" size="xsmall">
          {messages.say('review.secondLook')}
        </Heading>
        {keys.map((key) => (
          <Stack key={key} space="space.050">
            <Text weight="medium">{audienceName(messages, key)}</Text>
            <FindingLines findings={found.filter(({ audience }) => audience === key)} />
          </Stack>
        ))}
      </Stack>
    </Card>
  );
};
