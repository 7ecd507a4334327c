import { useCallback, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { showFlag } from '@forge/bridge';
import {
  Button,
  ButtonGroup,
  EmptyState,
  Heading,
  HelperMessage,
  Inline,
  Label,
  LoadingButton,
  Spinner,
  Stack,
  Text,
  TextArea,
} from '@forge/react';
import type { Answer, Conflict, Review } from '../../../resolvers/contract';
import { settle, useLoad } from '../../answers';
import type { Failure } from '../../answers';
import { useMessages } from '../../messages';
import { RefusalMessage } from '../../refusal-message';
import { Card, Quiet, Row } from '../../surfaces';
import { useDesk } from '../desk';
import { editedAudiences, withParts } from '../draft/merge-drafts';
import { SaveTrouble } from '../draft/save-state';
import { tabPath } from '../screens';
import { ChangeCounts, ChangeGroups } from './change-groups';
import { PublishConflict } from './publish-conflict';
import { SecondLook } from './second-look';

/** As long as a revision's note may be. */
const LONGEST_NOTE = 500;

const Note = ({ note, next, onNote }: { note: string; next: number; onNote: (note: string) => void }): ReactNode => {
  const { say } = useMessages();
  return (
    <Stack>
      <Label labelFor="publish-note">{say('review.note.label')}</Label>
      <TextArea
        id="publish-note"
        value={note}
        maxLength={LONGEST_NOTE}
        minimumRows={2}
        onChange={(event) => onNote(String(event.target.value ?? ''))}
      />
      <HelperMessage>{say('review.note.hint', { revision: next })}</HelperMessage>
    </Stack>
  );
};

type Trouble = { readonly failure: Failure } | { readonly conflict: Conflict };

interface Reviewed {
  readonly review: Review;
  readonly note: string;
  readonly onNote: (note: string) => void;
  readonly reload: () => Promise<void>;
}

const Reviewing = ({ review, note, onNote, reload }: Reviewed): ReactNode => {
  const { say } = useMessages();
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const next = review.live.number + 1;

  const publish = async (): Promise<void> => {
    setBusy(true);
    const answer = await settle(
      desk.invoke('publish', { version: review.draft.version, liveRevision: review.live.number, note: note.trim() }),
    );
    setBusy(false);
    if (!answer.ok) {
      setTrouble('conflict' in answer ? { conflict: answer.conflict } : { failure: answer.refusal });
      return;
    }
    onNote('');
    const { number } = answer.value;
    showFlag({ id: `published-${number}`, title: say('review.published', { revision: number }), type: 'success', isAutoDismiss: true });
    await desk.reload();
    desk.go(tabPath('overview'));
  };
  const look = (): void => {
    setTrouble(null);
    void desk.reload();
    void reload();
  };
  const restore = (conflict: Conflict): void => {
    const stored = conflict.draft?.policy ?? conflict.livePolicy ?? review.draft.policy;
    const mine = editedAudiences(desk.overview.livePolicy, review.draft.policy);
    desk.draft.adopt({ policy: stored, version: conflict.draft?.version ?? 0 });
    desk.draft.edit(withParts(stored, review.draft.policy, mine));
    setTrouble(null);
    void desk.reload();
  };
  const unsaved = desk.view.status.at !== 'rest';
  return (
    <Stack space="space.300">
      <ChangeCounts changes={review.changes} />
      <ChangeGroups changes={review.changes} />
      <SecondLook review={review} />
      {trouble && 'conflict' in trouble && (
        <PublishConflict conflict={trouble.conflict} seen={review} onLook={look} onRestore={() => restore(trouble.conflict)} />
      )}
      {trouble && 'failure' in trouble && <RefusalMessage failure={trouble.failure} onAgain={look} />}
      <SaveTrouble />
      <Card>
        <Stack space="space.200">
          <Note note={note} next={next} onNote={onNote} />
          <Row
            action={
              <ButtonGroup label={say('review.actions')}>
                <Button appearance="subtle" onClick={() => desk.go(tabPath('overview'))}>
                  {say('review.back')}
                </Button>
                <LoadingButton
                  appearance="primary"
                  isLoading={busy}
                  isDisabled={unsaved || (trouble !== null && 'conflict' in trouble)}
                  onClick={() => void publish()}
                >
                  {say('review.publish', { revision: next })}
                </LoadingButton>
              </ButtonGroup>
            }
          >
            <Quiet>{say('review.meanwhile')}</Quiet>
          </Row>
        </Stack>
      </Card>
    </Stack>
  );
};

const NothingToReview = (): ReactNode => {
  const { say } = useMessages();
  const { go } = useDesk();
  return (
    <EmptyState
      header={say('review.nothing.title')}
      description={say('review.nothing.body')}
      primaryAction={
        <Button appearance="primary" onClick={() => go(tabPath('overview'))}>
          {say('nav.toOverview')}
        </Button>
      }
    />
  );
};

/** The draft against the live policy, in sentences, and the button that makes it live. The note outlives conflicts and failures. */
export const ReviewScreen = ({ note, onNote }: Pick<Reviewed, 'note' | 'onNote'>): ReactNode => {
  const { say } = useMessages();
  const { invoke, view, go } = useDesk();
  const ask = useCallback((): Promise<Answer<Review>> => invoke('review'), [invoke]);
  const { load, reload } = useLoad(ask);
  const { version } = view;
  useEffect(() => {
    void reload();
  }, [version, reload]);
  const failure = load.state === 'failed' ? load.failure : load.state === 'ready' ? load.stale : undefined;
  const nothing = failure?.code === 'nothing_to_publish';
  const review = load.state === 'ready' && !nothing ? load.value : null;
  return (
    <Stack space="space.300">
      <Stack space="space.150">
        <Inline>
          <Button appearance="subtle" iconBefore="arrow-left" spacing="compact" onClick={() => go(tabPath('overview'))}>
            {say('nav.back')}
          </Button>
        </Inline>
        <Heading as="h1" size="large">
          {say('review.title')}
        </Heading>
        {review && review.changes.length > 0 && (
          <Text color="color.text.subtle">
            {say(review.live.number === 0 ? 'review.intro.first' : 'review.intro', {
              next: review.live.number + 1,
              live: review.live.number,
            })}
          </Text>
        )}
      </Stack>
      {load.state === 'loading' && <Spinner size="large" label={say('page.loading')} />}
      {failure && (nothing ? <NothingToReview /> : <RefusalMessage failure={failure} onAgain={() => void reload()} />)}
      {review &&
        (review.changes.length === 0 ? <NothingToReview /> : <Reviewing review={review} note={note} onNote={onNote} reload={reload} />)}
    </Stack>
  );
};
