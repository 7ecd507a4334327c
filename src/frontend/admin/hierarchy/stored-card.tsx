import { useState } from 'react';
import type { ReactNode } from 'react';
import { Box, Heading, Icon, Inline, List, ListItem, LoadingButton, Stack, Text } from '@forge/react';
import type { HierarchyOverview, HierarchyReading } from '../../../resolvers/contract';
import type { Failure } from '../../answers';
import { useMessages } from '../../messages';
import { RefusalMessage } from '../../refusal-message';
import { Card, Quiet, Row } from '../../surfaces';
import { useDesk } from '../desk';
import { ReadingProgress } from './reading-progress';
import { LEFT_OUT, storedWords } from './state-words';
import { isUnderWay } from './use-hierarchy';

const LeftOut = ({ leftOut }: { leftOut: NonNullable<HierarchyReading['leftOut']> }): ReactNode => {
  const { say } = useMessages();
  const causes = (Object.keys(LEFT_OUT) as (keyof typeof LEFT_OUT)[]).filter((cause) => leftOut[cause] > 0);
  if (causes.length === 0) return null;
  return (
    <Stack space="space.050">
      <Text weight="medium">{say('hierarchy.leftOut.title')}</Text>
      <List type="unordered">
        {causes.map((cause) => (
          <ListItem key={cause}>
            <Text>{say(LEFT_OUT[cause], { count: leftOut[cause] })}</Text>
          </ListItem>
        ))}
      </List>
      <Quiet>{say('hierarchy.leftOut.hint')}</Quiet>
    </Stack>
  );
};

const Next = ({ overview }: { overview: HierarchyOverview }): ReactNode => {
  const { say, when } = useMessages();
  const { stored, needed, every, nextAt } = overview;
  if (isUnderWay(overview) || (!needed && stored.state === 'absent')) return null;
  if (!needed) return <Quiet>{say('hierarchy.next.unneeded')}</Quiet>;
  if (every === 'never') return <Quiet>{say('hierarchy.next.never')}</Quiet>;
  return nextAt === undefined ? null : <Quiet>{say('hierarchy.next', { at: when(nextAt) })}</Quiet>;
};

const Stored = ({ overview }: { overview: HierarchyOverview }): ReactNode => {
  const { say, when } = useMessages();
  const { stored } = overview;
  const words = storedWords(overview);
  const values = stored.state === 'read' ? { at: when(stored.readAt), count: stored.areas } : {};
  return (
    <Inline space="space.150">
      <Box paddingBlockStart="space.025">
        <Icon glyph={words.glyph} color={words.color} label="" />
      </Box>
      <Stack space="space.050">
        <Heading as="h3" size="xsmall">
          {say(words.title, values)}
        </Heading>
        <Text>{say(words.body, values)}</Text>
        <Next overview={overview} />
      </Stack>
    </Inline>
  );
};

/** What counts now, how far a reading has come, and the way to ask for one. */
export const StoredCard = ({ overview }: { overview: HierarchyOverview }): ReactNode => {
  const { say } = useMessages();
  const { hierarchy } = useDesk();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { stored, reading } = overview;
  // Before there is anything to tell of, the reading itself is the answer.
  const first = stored.state !== 'read' && isUnderWay(overview) ? reading : undefined;
  const refresh = async (): Promise<void> => {
    setBusy(true);
    setFailure(await hierarchy.refresh());
    setBusy(false);
  };
  return (
    <Card>
      <Stack space="space.200">
        <Row
          alignBlock="start"
          action={
            <LoadingButton isLoading={busy} isDisabled={isUnderWay(overview)} onClick={() => void refresh()}>
              {say('hierarchy.refresh')}
            </LoadingButton>
          }
        >
          {first ? <ReadingProgress reading={first} /> : <Stored overview={overview} />}
        </Row>
        {failure && <RefusalMessage failure={failure} />}
        {reading && !first && <ReadingProgress reading={reading} />}
        {stored.state === 'read' && !stored.complete && reading?.leftOut && <LeftOut leftOut={reading.leftOut} />}
      </Stack>
    </Card>
  );
};
