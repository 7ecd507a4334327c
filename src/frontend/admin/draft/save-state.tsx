import type { ReactNode } from 'react';
import {
  Button,
  ButtonGroup,
  Icon,
  Inline,
  List,
  ListItem,
  SectionMessage,
  SectionMessageAction,
  Spinner,
  Stack,
  Text,
} from '@forge/react';
import { difference } from '../../../exposure/words/difference';
import { useMessages } from '../../messages';
import { PersonLine } from '../../person-line';
import { RefusalMessage } from '../../refusal-message';
import { audienceName, useSentences } from '../../sentences';
import { inOrder } from '../audience/audiences';
import { useDesk } from '../desk';
import type { DraftStatus, Meeting } from './draft-desk';

/** Where the last edit is, in a word. */
export const SaveMark = (): ReactNode => {
  const { say, time } = useMessages();
  const { status } = useDesk().view;
  if (status.at === 'saving') {
    return (
      <Inline space="space.075" alignBlock="center">
        <Spinner size="xsmall" label={say('save.saving')} />
        <Text size="small">{say('save.saving')}</Text>
      </Inline>
    );
  }
  if (status.at === 'rest') {
    if (status.savedAt === undefined) return null;
    return (
      <Inline space="space.075" alignBlock="center">
        <Icon glyph="check-mark" color="color.icon.success" label="" size="small" />
        <Text size="small">{say('save.saved', { time: time(status.savedAt) })}</Text>
      </Inline>
    );
  }
  return (
    <Text size="small" color="color.text.danger">
      {say('save.notSaved')}
    </Text>
  );
};

const useNames = (): ((meeting: Meeting) => string) => {
  const messages = useMessages();
  return ({ audiences }) => messages.list(inOrder(audiences).map((key) => audienceName(messages, key)));
};

const Collision = ({ status }: { status: Extract<DraftStatus, { at: 'conflict' }> }): ReactNode => {
  const { say, when } = useMessages();
  const { draft, view, names } = useDesk();
  const { change } = useSentences(names.nameOf);
  const namesOf = useNames();
  const { meeting, theirs } = status;
  const changes = difference(theirs, view.policy).filter(({ audience }) => audience !== '*');
  return (
    <SectionMessage appearance="warning" title={say('conflict.title', { names: namesOf(meeting) })}>
      <Stack space="space.150">
        {meeting.by ? (
          <PersonLine person={meeting.by}>{say('conflict.saved', { when: when(meeting.at ?? '') })}</PersonLine>
        ) : (
          <Text>{say('conflict.gone')}</Text>
        )}
        <Text>{say('conflict.ifMine')}</Text>
        <List type="unordered">
          {changes.map((one) => (
            <ListItem key={JSON.stringify(one)}>{change(one)}</ListItem>
          ))}
        </List>
        <Inline>
          <ButtonGroup label={say('conflict.actions')}>
            <Button appearance="primary" onClick={() => draft.decide('mine')}>
              {say('conflict.keepMine')}
            </Button>
            <Button onClick={() => draft.decide('theirs')}>{say('conflict.takeTheirs')}</Button>
          </ButtonGroup>
        </Inline>
      </Stack>
    </SectionMessage>
  );
};

/** What an admin must know of the saving: it failed, or somebody else was there. Nothing else is drawn. */
export const SaveTrouble = (): ReactNode => {
  const { say, when } = useMessages();
  const { view, draft } = useDesk();
  const namesOf = useNames();
  const { status, joined } = view;
  if (status.at === 'unsaved') {
    return (
      <Stack space="space.100">
        <Text weight="medium">{say('save.kept')}</Text>
        <RefusalMessage failure={status.failure} onAgain={draft.retry} />
      </Stack>
    );
  }
  if (status.at === 'conflict') return <Collision status={status} />;
  if (!joined) return null;
  return (
    <SectionMessage
      appearance="information"
      title={say('joined.title', { names: namesOf(joined) })}
      actions={[
        <SectionMessageAction key="seen" onClick={draft.dismiss}>
          {say('joined.seen')}
        </SectionMessageAction>,
      ]}
    >
      <Stack space="space.050">
        {joined.by && <PersonLine person={joined.by}>{say('conflict.saved', { when: when(joined.at ?? '') })}</PersonLine>}
        <Text>{say('joined.body')}</Text>
      </Stack>
    </SectionMessage>
  );
};
