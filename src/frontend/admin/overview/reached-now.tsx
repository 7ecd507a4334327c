import type { ReactNode } from 'react';
import { Button, Heading, Inline, Stack, Text } from '@forge/react';
import type { AudienceWords } from '../../../resolvers/contract';
import { useMessages } from '../../messages';
import { Card, Quiet, Row } from '../../surfaces';
import { EditedMark, Sentences, SpeaksTo, StateMark } from '../audience/audience-words';
import { FACES } from '../audience/audiences';
import type { AudienceFace } from '../audience/audiences';
import { useDesk } from '../desk';
import { editedAudiences } from '../draft/merge-drafts';
import { audiencePath } from '../screens';

const One = ({ face, words, edited }: { face: AudienceFace; words: AudienceWords | undefined; edited: boolean }): ReactNode => {
  const { say } = useMessages();
  const { names, go } = useDesk();
  const state = words?.state ?? 'closed';
  const open = state === 'open';
  return (
    <Card>
      <Stack space="space.150">
        <Row
          action={
            <Button onClick={() => go(audiencePath(face))}>
              {say(open ? 'reached.change' : 'reached.choose', { audience: say(face.name) })}
            </Button>
          }
        >
          <Stack space="space.050">
            <Inline space="space.100" alignBlock="center">
              <Heading as="h3" size="xsmall">
                {say(face.name)}
              </Heading>
              <StateMark state={state} />
              {edited && <EditedMark />}
            </Inline>
            <Quiet>{say(face.purpose)}</Quiet>
          </Stack>
        </Row>
        <Sentences statements={words?.statements ?? [{ code: 'closed', params: {} }]} nameOf={names.nameOf} />
        {open && <SpeaksTo face={face} statements={words?.statements ?? []} />}
      </Stack>
    </Card>
  );
};

/** Every audience with what it reaches by the live policy; a closed one takes two lines. */
export const ReachedNow = (): ReactNode => {
  const { say } = useMessages();
  const { overview, view } = useDesk();
  const edited = view.version === 0 ? [] : editedAudiences(overview.livePolicy, view.policy);
  return (
    <Stack space="space.150">
      <Stack space="space.050">
        <Heading as="h2" size="small">
          {say('reached.title')}
        </Heading>
        <Text color="color.text.subtle">{say('reached.intro')}</Text>
      </Stack>
      {FACES.map((face) => (
        <One
          key={face.key}
          face={face}
          words={overview.audiences.find((words) => words.audience === face.key)}
          edited={edited.includes(face.key)}
        />
      ))}
    </Stack>
  );
};
