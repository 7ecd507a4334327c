import { useState } from 'react';
import type { ReactNode } from 'react';
import {
  Box,
  Button,
  ButtonGroup,
  Icon,
  Inline,
  List,
  ListItem,
  SectionMessage,
  SectionMessageAction,
  Stack,
  Text,
  xcss,
} from '@forge/react';
import { settle } from '../../answers';
import type { Failure } from '../../answers';
import { useMessages } from '../../messages';
import { PersonLine } from '../../person-line';
import { problemSentence } from '../../problem-sentence';
import { audienceName } from '../../sentences';
import { Row } from '../../surfaces';
import { inOrder } from '../audience/audiences';
import { Confirm } from '../confirm';
import { useDesk } from '../desk';
import { editedAudiences } from './merge-drafts';
import { REVIEW_PATH } from '../screens';

const barStyle = xcss({ backgroundColor: 'color.background.discovery', borderRadius: 'radius.large', padding: 'space.200' });

const DiscardDialog = ({ onClose }: { onClose: () => void }): ReactNode => {
  const { say } = useMessages();
  const { invoke, view, reload, overview } = useDesk();
  const discard = async (): Promise<Failure | null> => {
    const answer = await settle(invoke('discardDraft', { version: view.version }));
    await reload();
    return answer.ok ? null : answer.refusal;
  };
  return (
    <Confirm title={say('discard.title')} confirm={say('discard.confirm')} appearance="danger" onConfirm={discard} onClose={onClose}>
      <Text>{say('discard.body', { revision: overview.live.number })}</Text>
    </Confirm>
  );
};

/** A draft that can't be read is never saved over: an admin drops it knowingly. */
const UnreadableDraft = (): ReactNode => {
  const messages = useMessages();
  const { say } = messages;
  const { overview } = useDesk();
  const [asking, setAsking] = useState(false);
  return (
    <SectionMessage
      appearance="error"
      title={say('draft.unreadable.title')}
      actions={[
        <SectionMessageAction key="discard" onClick={() => setAsking(true)}>
          {say('draft.unreadable.discard')}
        </SectionMessageAction>,
      ]}
    >
      <Text>{say('draft.unreadable.body')}</Text>
      <List type="unordered">
        {(overview.draftUnreadable?.problems ?? []).map((problem, at) => (
          <ListItem key={at}>{problemSentence(messages, problem)}</ListItem>
        ))}
      </List>
      {asking && <DiscardDialog onClose={() => setAsking(false)} />}
    </SectionMessage>
  );
};

/** Purple means draft everywhere: what is edited and not live, on every screen but the review itself. */
export const DraftBar = (): ReactNode => {
  const messages = useMessages();
  const { say, list, when } = messages;
  const { overview, view, go } = useDesk();
  const [asking, setAsking] = useState(false);
  const edited = editedAudiences(overview.livePolicy, view.policy);
  if (overview.draftUnreadable) return <UnreadableDraft />;
  if (edited.length === 0 || view.version === 0) return null;
  const names = inOrder(edited).map((key) => audienceName(messages, key));
  return (
    <Box xcss={barStyle}>
      <Row
        action={
          <ButtonGroup label={say('draft.actions')}>
            <Button appearance="subtle" onClick={() => setAsking(true)}>
              {say('draft.discard')}
            </Button>
            <Button appearance="primary" onClick={() => go(REVIEW_PATH)}>
              {say('draft.review')}
            </Button>
          </ButtonGroup>
        }
      >
        <Inline space="space.150">
          <Icon glyph="edit" color="color.icon.discovery" label="" />
          <Stack space="space.050">
            <Text weight="bold">{say('draft.title', { names: list(names) })}</Text>
            {view.last && <PersonLine person={view.last.savedBy}>{say('draft.savedBy', { when: when(view.last.savedAt) })}</PersonLine>}
            <Text size="small">{say('draft.stillLive', { revision: overview.live.number })}</Text>
          </Stack>
        </Inline>
      </Row>
      {asking && <DiscardDialog onClose={() => setAsking(false)} />}
    </Box>
  );
};
