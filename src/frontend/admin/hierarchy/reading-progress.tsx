import type { ReactNode } from 'react';
import { Inline, ProgressBar, SectionMessage, Spinner, Stack, Text } from '@forge/react';
import type { HierarchyReading } from '../../../resolvers/contract';
import { useMessages } from '../../messages';
import type { MessageKey } from '../../messages';
import { PersonLine } from '../../person-line';
import { Quiet } from '../../surfaces';
import { TROUBLES } from './state-words';

const PHASES: Readonly<Record<HierarchyReading['phase'], MessageKey>> = {
  list: 'hierarchy.reading.list',
  places: 'hierarchy.reading.places',
  writing: 'hierarchy.reading.writing',
};

const Moving = ({ reading }: { reading: HierarchyReading }): ReactNode => {
  const { say } = useMessages();
  const { phase, listed, located, calls } = reading;
  return (
    <Stack space="space.100">
      <Inline space="space.100" alignBlock="center">
        <Spinner size="small" label={say('hierarchy.reading.title')} />
        <Text weight="medium">{say('hierarchy.reading.title')}</Text>
      </Inline>
      {phase === 'places' && listed > 0 && (
        <ProgressBar value={Math.min(1, located / listed)} ariaLabel={say('hierarchy.reading.places', { listed, located })} />
      )}
      <Text>{say(PHASES[phase], { listed, located })}</Text>
      <Quiet>{say('hierarchy.reading.calls', { calls })}</Quiet>
    </Stack>
  );
};

/** Why a reading doesn't move, or how far it has come; nothing when the last one ended well. */
export const ReadingProgress = ({ reading }: { reading: HierarchyReading }): ReactNode => {
  const { say, when, time } = useMessages();
  const { state, trouble, waitingUntil, endedAt, by, startedAt } = reading;
  if (state === 'done') return null;
  const why = trouble === undefined ? '' : say(TROUBLES[trouble]);
  if (state === 'failed') {
    return (
      <SectionMessage appearance="error" title={say('hierarchy.failed.title', { at: when(endedAt ?? reading.movedAt) })}>
        <Text>{say('hierarchy.failed.body', { why })}</Text>
      </SectionMessage>
    );
  }
  return (
    <Stack space="space.100">
      {state === 'waiting' ? (
        <SectionMessage appearance="warning" title={say('hierarchy.waiting.title')}>
          <Text>{say('hierarchy.waiting.body', { why, at: waitingUntil === undefined ? '' : time(waitingUntil) })}</Text>
        </SectionMessage>
      ) : (
        <Moving reading={reading} />
      )}
      {by && <PersonLine person={by}>{say('hierarchy.askedBy', { when: when(startedAt) })}</PersonLine>}
    </Stack>
  );
};
