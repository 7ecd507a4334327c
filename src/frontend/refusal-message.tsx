import type { ReactNode } from 'react';
import { List, ListItem, SectionMessage, SectionMessageAction, Stack, Text } from '@forge/react';
import type { Failure, FailureCode } from './answers';
import { useMessages } from './messages';
import type { MessageKey } from './messages';
import { problemSentence } from './problem-sentence';

interface Words {
  readonly appearance: 'error' | 'warning' | 'information';
  readonly title: MessageKey;
  readonly body: MessageKey;
  /** Whether asking again could help. */
  readonly again: boolean;
}

/** What each refusal says to the person in front of the page. */
export const REFUSAL_WORDS: Readonly<Record<FailureCode, Words>> = {
  no_answer: { appearance: 'error', title: 'refusal.no_answer.title', body: 'refusal.no_answer.body', again: true },
  not_admin: { appearance: 'information', title: 'refusal.not_admin.title', body: 'refusal.not_admin.body', again: false },
  invalid: { appearance: 'error', title: 'refusal.invalid.title', body: 'refusal.invalid.body', again: false },
  draft_changed: { appearance: 'warning', title: 'refusal.draft_changed.title', body: 'refusal.draft_changed.body', again: true },
  live_changed: { appearance: 'warning', title: 'refusal.live_changed.title', body: 'refusal.live_changed.body', again: true },
  connection_changed: {
    appearance: 'warning',
    title: 'refusal.connection_changed.title',
    body: 'refusal.connection_changed.body',
    again: false,
  },
  nothing_to_publish: {
    appearance: 'information',
    title: 'refusal.nothing_to_publish.title',
    body: 'refusal.nothing_to_publish.body',
    again: true,
  },
  policy_unreadable: { appearance: 'error', title: 'refusal.policy_unreadable.title', body: 'refusal.policy_unreadable.body', again: true },
  storage_failed: { appearance: 'error', title: 'refusal.storage_failed.title', body: 'refusal.storage_failed.body', again: true },
  focus_not_connected: {
    appearance: 'warning',
    title: 'refusal.focus_not_connected.title',
    body: 'refusal.focus_not_connected.body',
    again: true,
  },
  focus_refused: { appearance: 'warning', title: 'refusal.focus_refused.title', body: 'refusal.focus_refused.body', again: true },
  focus_failed: { appearance: 'warning', title: 'refusal.focus_failed.title', body: 'refusal.focus_failed.body', again: true },
  hierarchy_stale: { appearance: 'warning', title: 'refusal.hierarchy_stale.title', body: 'refusal.hierarchy_stale.body', again: true },
  focus_timeout: { appearance: 'warning', title: 'refusal.focus_timeout.title', body: 'refusal.focus_timeout.body', again: true },
  too_many_requests: {
    appearance: 'warning',
    title: 'refusal.too_many_requests.title',
    body: 'refusal.too_many_requests.body',
    again: true,
  },
  exposure_off: { appearance: 'information', title: 'refusal.exposure_off.title', body: 'refusal.exposure_off.body', again: true },
  not_exposed: { appearance: 'information', title: 'refusal.not_exposed.title', body: 'refusal.not_exposed.body', again: true },
  groups_unknown: { appearance: 'warning', title: 'refusal.groups_unknown.title', body: 'refusal.groups_unknown.body', again: true },
  jira_failed: { appearance: 'warning', title: 'refusal.jira_failed.title', body: 'refusal.jira_failed.body', again: true },
};

/** Says what went wrong, whether anything was changed, and offers to try again where that could help. */
export const RefusalMessage = ({ failure, onAgain }: { failure: Failure; onAgain?: () => void }): ReactNode => {
  const messages = useMessages();
  const { say } = messages;
  // The code comes over the wire and may be newer than this page, or a name that every object has.
  const words = Object.hasOwn(REFUSAL_WORDS, failure.code) ? REFUSAL_WORDS[failure.code] : REFUSAL_WORDS.no_answer;
  const actions =
    words.again && onAgain
      ? [
          <SectionMessageAction key="again" onClick={onAgain}>
            {say('action.tryAgain')}
          </SectionMessageAction>,
        ]
      : [];
  return (
    <SectionMessage appearance={words.appearance} title={say(words.title)} actions={actions}>
      <Stack space="space.100">
        <Text>{say(words.body)}</Text>
        {failure.problems.length > 0 && (
          <List type="unordered">
            {failure.problems.map((found, at) => (
              <ListItem key={at}>{problemSentence(messages, found)}</ListItem>
            ))}
          </List>
        )}
      </Stack>
    </SectionMessage>
  );
};
