import { useState } from 'react';
import type { ReactNode } from 'react';
import { Box, Heading, Icon, Inline, Stack, Text, Toggle } from '@forge/react';
import type { RevisionHead } from '../../../resolvers/contract';
import { settle } from '../../answers';
import type { Failure } from '../../answers';
import { useMessages } from '../../messages';
import { PersonLine } from '../../person-line';
import { Card, Quiet, Row } from '../../surfaces';
import { Confirm } from '../confirm';
import { useDesk } from '../desk';
import { headlineOf } from './headline';

const Published = ({ head }: { head: RevisionHead }): ReactNode => {
  const { say, when } = useMessages();
  return (
    <Stack space="space.050">
      <PersonLine person={head.by}>{say('serving.published', { revision: head.number, when: when(head.at) })}</PersonLine>
      {head.note !== '' && <Quiet>{say('serving.note', { note: head.note })}</Quiet>}
    </Stack>
  );
};

const MasterSwitch = (): ReactNode => {
  const { say } = useMessages();
  const { overview, invoke, reload } = useDesk();
  const [asking, setAsking] = useState(false);
  const { serving, live } = overview;
  const turn = async (): Promise<Failure | null> => {
    const answer = await settle(invoke('setServing', { serving: !serving, liveRevision: live.number }));
    await reload();
    return answer.ok ? null : answer.refusal;
  };
  const wanted = serving ? 'off' : 'on';
  return (
    <Inline space="space.150" alignBlock="center">
      <Stack alignInline="end">
        <Text weight="medium">{say('switch.label')}</Text>
        <Quiet>{say(serving ? 'switch.hint.on' : 'switch.hint.off')}</Quiet>
      </Stack>
      <Toggle id="answer-calls" label={say('switch.label')} isChecked={serving} onChange={() => setAsking(true)} />
      {asking && (
        <Confirm
          title={say(`switch.${wanted}.title`)}
          confirm={say(`switch.${wanted}.confirm`)}
          appearance={serving ? 'danger' : 'primary'}
          onConfirm={turn}
          onClose={() => setAsking(false)}
        >
          <Text>{say(`switch.${wanted}.body`, { revision: live.number, next: live.number + 1 })}</Text>
        </Confirm>
      )}
    </Inline>
  );
};

/** The answer before the detail: does anything leave, to whom, since when, and the switch that stops it. */
export const ServingCard = (): ReactNode => {
  const { say } = useMessages();
  const { overview } = useDesk();
  const headline = headlineOf(overview);
  const { live } = overview;
  return (
    <Card>
      <Row action={live.number > 0 ? <MasterSwitch /> : undefined} alignBlock="start">
        <Inline space="space.150">
          <Box paddingBlockStart="space.025">
            <Icon glyph={headline.icon.glyph} color={headline.icon.color} label="" />
          </Box>
          <Stack space="space.100">
            <Heading as="h2" size="small">
              {say(headline.title)}
            </Heading>
            <Text>{say(headline.body)}</Text>
            {'at' in live && live.by.accountId !== '' && <Published head={live} />}
          </Stack>
        </Inline>
      </Row>
    </Card>
  );
};
