import type { ReactNode } from 'react';
import { Button, ButtonGroup, Inline, SectionMessage, Stack, Text } from '@forge/react';
import { closedPolicy } from '../../../exposure/policy/empty-policy';
import { difference } from '../../../exposure/words/difference';
import type { Conflict, Review } from '../../../resolvers/contract';
import { useMessages } from '../../messages';
import { PersonLine } from '../../person-line';
import { useDesk } from '../desk';
import { ChangeGroups } from './change-groups';

interface Meets {
  readonly conflict: Conflict;
  /** What was reviewed here. */
  readonly seen: Review;
  /** Looks at what is stored now; the note stays. */
  readonly onLook: () => void;
  /** Puts what was reviewed here back into the draft, against what is live now. */
  readonly onRestore: () => void;
}

const Who = ({ conflict, seen }: Pick<Meets, 'conflict' | 'seen'>): ReactNode => {
  const { say, when } = useMessages();
  const { live, draft } = conflict;
  const published = 'at' in live && live.number !== seen.live.number;
  const saved = draft && draft.version !== seen.draft.version;
  return (
    <Stack space="space.050">
      {published && <PersonLine person={live.by}>{say('meet.published', { revision: live.number, when: when(live.at) })}</PersonLine>}
      {saved && <PersonLine person={draft.savedBy}>{say('meet.saved', { when: when(draft.savedAt) })}</PersonLine>}
      {!draft && !published && <Text>{say('meet.discarded')}</Text>}
    </Stack>
  );
};

/** Somebody published or saved between the review and the click: nothing was published, and nothing is lost. */
export const PublishConflict = ({ conflict, seen, onLook, onRestore }: Meets): ReactNode => {
  const { say } = useMessages();
  const { overview } = useDesk();
  const { draft, livePolicy } = conflict;
  const liveMoved = conflict.live.number !== seen.live.number;
  const before = liveMoved ? (overview.livePolicy ?? closedPolicy()) : seen.draft.policy;
  const after = liveMoved ? (livePolicy ?? closedPolicy()) : (draft?.policy ?? livePolicy ?? closedPolicy());
  const changed = difference(before, after);
  const mineLeft = difference(draft?.policy ?? livePolicy, seen.draft.policy).filter(({ audience }) => audience !== '*');
  return (
    <SectionMessage appearance="warning" title={say('meet.title')}>
      <Stack space="space.200">
        <Who conflict={conflict} seen={seen} />
        <Text>{say(liveMoved ? 'meet.changedLive' : 'meet.changedDraft')}</Text>
        {changed.length > 0 ? <ChangeGroups changes={changed} /> : <Text>{say('meet.sameWords')}</Text>}
        <Text>{say(mineLeft.length > 0 ? 'meet.mineLeft' : 'meet.mineLive')}</Text>
        <Inline>
          <ButtonGroup label={say('meet.actions')}>
            <Button appearance="primary" onClick={onLook}>
              {say('meet.look')}
            </Button>
            {mineLeft.length > 0 && <Button onClick={onRestore}>{say('meet.restore')}</Button>}
          </ButtonGroup>
        </Inline>
      </Stack>
    </SectionMessage>
  );
};
