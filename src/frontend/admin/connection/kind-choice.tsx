import type { ReactNode } from 'react';
import { Heading, List, ListItem, RadioGroup, SectionMessage, Stack, Text } from '@forge/react';
import { useMessages } from '../../messages';
import type { MessageKey } from '../../messages';
import { Panel } from '../../surfaces';
import { KINDS, KIND_ORDER } from './kinds';
import type { Kind, KindFace } from './kinds';

const POINTS = [
  { title: 'connection.kind.needs', of: ({ needs }: KindFace): MessageKey => needs },
  { title: 'connection.kind.sees', of: ({ sees }: KindFace): MessageKey => sees },
] as const;

const Explained = ({ kind }: { kind: Kind }): ReactNode => {
  const { say, rich } = useMessages();
  const face = KINDS[kind];
  return (
    <Panel>
      <Stack space="space.200">
        <Text>{say(face.what)}</Text>
        {POINTS.map(({ title, of }) => (
          <Stack key={title} space="space.025">
            <Heading as="h4" size="xxsmall">
              {say(title)}
            </Heading>
            <Text>{say(of(face))}</Text>
          </Stack>
        ))}
        {face.waits ? (
          <SectionMessage appearance="information" title={say('connection.waits.title')}>
            <Text>{say(face.waits)}</Text>
          </SectionMessage>
        ) : (
          <SectionMessage appearance="information" title={say('connection.advice.title')}>
            <Text>{say('connection.advice.body')}</Text>
          </SectionMessage>
        )}
        {face.steps.length > 0 && (
          <Stack space="space.100">
            <Heading as="h4" size="xxsmall">
              {say('connection.create.title')}
            </Heading>
            <List type="ordered">
              {face.steps.map((step) => (
                <ListItem key={step}>
                  <Text>{rich(step)}</Text>
                </ListItem>
              ))}
            </List>
          </Stack>
        )}
      </Stack>
    </Panel>
  );
};

/** The three ways to reach Focus, the chosen one explained. */
export const KindChoice = ({ kind, onKind }: { kind: Kind; onKind: (kind: Kind) => void }): ReactNode => {
  const { say } = useMessages();
  return (
    <Stack space="space.200">
      <RadioGroup
        name="connection-kind"
        value={kind}
        options={KIND_ORDER.map((value) => ({ name: 'connection-kind', value, label: say(KINDS[value].name) }))}
        onChange={(event) => onKind(KIND_ORDER.find((one) => one === event.target.value) ?? kind)}
      />
      <Explained kind={kind} />
    </Stack>
  );
};
