import { Fragment, useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Heading, Inline, SectionMessage, Stack, Text, Toggle } from '@forge/react';
import { useMessages } from '../../messages';
import { Line, Quiet, Row } from '../../surfaces';
import { EditedMark } from '../audience/audience-words';
import type { AudienceFace } from '../audience/audiences';
import { useDesk } from '../desk';
import { editedAudiences } from '../draft/merge-drafts';
import { SaveMark, SaveTrouble } from '../draft/save-state';
import { REVIEW_PATH, tabPath } from '../screens';
import { editedResources, partOf, setEnabled } from './edit-part';
import { GroupsSection } from './groups-section';
import { FieldTable } from './fields/field-table';
import { InWords } from './in-words';
import { LimitsSection } from './limits/limits-section';
import { RecordsSection } from './records/records-section';

/** One audience of the draft: the sentence first, then what makes it true. */
export const Editor = ({ face }: { face: AudienceFace }): ReactNode => {
  const { say } = useMessages();
  const { overview, view, draft, go } = useDesk();
  // Which condition is being written, by its place: it is not in the draft yet, so that a review would not show it.
  const [writing, setWriting] = useState<number | null>(null);
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
              {all.length > 0 && (
                <Button isDisabled={writing !== null} onClick={() => go(REVIEW_PATH)}>
                  {say('draft.review')}
                </Button>
              )}
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
      {editedResources(face.key).map((resource) => (
        <Fragment key={resource}>
          <FieldTable face={face} resource={resource} />
          <RecordsSection face={face} resource={resource} writing={writing} onWriting={setWriting} />
          <LimitsSection face={face} resource={resource} />
        </Fragment>
      ))}
      <Line />
      <Row
        action={
          <Button appearance="primary" isDisabled={all.length === 0 || writing !== null} onClick={() => go(REVIEW_PATH)}>
            {say('draft.review')}
          </Button>
        }
      >
        {writing === null ? (
          <Quiet>{say(all.length > 0 ? 'editor.notLive' : 'editor.nothingEdited')}</Quiet>
        ) : (
          <Text color="color.text.warning">{say('editor.writing')}</Text>
        )}
      </Row>
    </Stack>
  );
};
