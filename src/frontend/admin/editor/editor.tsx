import type { ReactNode } from 'react';
import { Button, Heading, Inline, SectionMessage, Stack, Text, Toggle } from '@forge/react';
import { describePart } from '../../../exposure/words/describe';
import { useMessages } from '../../messages';
import { Line, Panel, Quiet, Row } from '../../surfaces';
import { EditedMark, Sentences, SpeaksTo, StateMark } from '../audience/audience-words';
import type { AudienceFace } from '../audience/audiences';
import { useDesk } from '../desk';
import { editedAudiences } from '../draft/merge-drafts';
import { SaveMark, SaveTrouble } from '../draft/save-state';
import { REVIEW_PATH, tabPath } from '../screens';
import { partOf, setEnabled } from './edit-part';
import { GroupsSection } from './groups-section';
import { FieldTable } from './field-table';
import { LimitsSection } from './limits-section';
import { RecordsSection } from './records-section';

const InWords = ({ face }: { face: AudienceFace }): ReactNode => {
  const { say } = useMessages();
  const { overview, view, names, now } = useDesk();
  // The master switch is another matter: the words say what these settings reach while calls are answered.
  const described = describePart(face.key, view.policy.audiences[face.key], true, now);
  return (
    <Panel>
      <Stack space="space.150">
        <Inline space="space.100" alignBlock="center">
          <Heading as="h2" size="xsmall">
            {say('editor.inWords')}
          </Heading>
          <StateMark state={described.state} />
        </Inline>
        <Sentences statements={described.statements} nameOf={names.nameOf} />
        <SpeaksTo face={face} statements={described.statements} />
        {!overview.serving && <Text color="color.text.warning">{say('editor.switchedOff')}</Text>}
      </Stack>
    </Panel>
  );
};

/** One audience of the draft: the sentence first, then what makes it true. */
export const Editor = ({ face }: { face: AudienceFace }): ReactNode => {
  const { say } = useMessages();
  const { overview, view, draft, go } = useDesk();
  const { enabled } = partOf(view.policy, face.key);
  const all = editedAudiences(overview.livePolicy, view.policy);
  const edited = all.includes(face.key);
  const unreadable = overview.unreadable.some((one) => one.audience === face.key);
  const turn = (on: boolean): void => draft.edit(setEnabled(draft.view().policy, face.key, on));
  return (
    <Stack space="space.400">
      <Stack space="space.150">
        <Inline>
          <Button appearance="subtle" iconBefore="arrow-left" spacing="compact" onClick={() => go(tabPath('overview'))}>
            {say('nav.back')}
          </Button>
        </Inline>
        <Row
          action={
            <Inline space="space.200" alignBlock="center">
              <SaveMark />
              <Inline space="space.100" alignBlock="center">
                <Text weight="medium">{say(enabled ? 'editor.open' : 'editor.closed')}</Text>
                <Toggle
                  id={`open-${face.slug}`}
                  label={say('editor.switch', { audience: say(face.name) })}
                  isChecked={enabled}
                  onChange={(event) => turn(event.target.checked === true)}
                />
              </Inline>
              {all.length > 0 && <Button onClick={() => go(REVIEW_PATH)}>{say('draft.review')}</Button>}
            </Inline>
          }
        >
          <Stack space="space.050">
            <Inline space="space.100" alignBlock="center">
              <Heading as="h1" size="large">
                {say(face.name)}
              </Heading>
              {edited && <EditedMark />}
            </Inline>
            <Text color="color.text.subtle">{say(face.purpose)}</Text>
          </Stack>
        </Row>
        {unreadable && (
          <SectionMessage appearance="warning" title={say('editor.unreadable.title')}>
            <Text>{say('editor.unreadable.body')}</Text>
          </SectionMessage>
        )}
        <SaveTrouble />
      </Stack>
      <InWords face={face} />
      <GroupsSection face={face} />
      <FieldTable face={face} />
      <RecordsSection face={face} />
      <LimitsSection face={face} />
      <Line />
      <Row
        action={
          <Button appearance="primary" isDisabled={all.length === 0} onClick={() => go(REVIEW_PATH)}>
            {say('draft.review')}
          </Button>
        }
      >
        <Quiet>{say(all.length > 0 ? 'editor.notLive' : 'editor.nothingEdited')}</Quiet>
      </Row>
    </Stack>
  );
};
