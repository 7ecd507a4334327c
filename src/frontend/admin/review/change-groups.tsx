import type { ReactNode } from 'react';
import { Box, Heading, Inline, Lozenge, Stack, Text, xcss } from '@forge/react';
import { CATALOGUE } from '../../../exposure/catalogue/catalogue';
import type { ChangeStatement } from '../../../exposure/words/words';
import { useMessages } from '../../messages';
import type { MessageKey } from '../../messages';
import { useSentences } from '../../sentences';
import { Card, Line, Quiet } from '../../surfaces';
import { SpeaksToShort } from '../audience/audience-words';
import { FACES } from '../audience/audiences';
import { useDesk } from '../desk';

type Effect = 'widens' | 'narrows' | 'neither';

const EFFECTS: Readonly<Record<Effect, { readonly label: MessageKey; readonly appearance: 'moved' | 'success' | 'default' }>> = {
  widens: { label: 'effect.widens', appearance: 'moved' },
  narrows: { label: 'effect.narrows', appearance: 'success' },
  neither: { label: 'effect.neither', appearance: 'default' },
};

/** What takes something away; what is neither this nor widening changes nothing that is reached now. */
const NARROWING = new Set([
  'serving_off',
  'audience_disabled',
  'expiry_set',
  'expiry_earlier',
  'actions_removed',
  'fields_hidden',
  'records_now_under',
  'roots_removed',
  'roots_emptied',
]);

const effectOf = ({ widens, code }: Pick<ChangeStatement, 'widens' | 'code'>): Effect => {
  if (widens) return 'widens';
  return NARROWING.has(code) ? 'narrows' : 'neither';
};

const PERSONAL = new Set(
  Object.values(CATALOGUE).flatMap(({ fields }) => fields.filter(({ personal }) => personal).map(({ name }) => name)),
);

/** Whether a change lets out something about a person: what an admin must not overlook in a list of names. */
const showsPersonal = ({ code, params }: ChangeStatement): boolean => {
  const { fields } = params;
  return code === 'fields_shown' && typeof fields === 'object' && fields.some((name) => PERSONAL.has(name));
};

const markStyle = xcss({ width: '96px', minWidth: '96px' });

const EffectMark = ({ effect }: { effect: Effect }): ReactNode => {
  const { say } = useMessages();
  const { label, appearance } = EFFECTS[effect];
  return <Lozenge appearance={appearance}>{say(label)}</Lozenge>;
};

const Group = ({ title, speaksTo, changes }: { title: string; speaksTo: ReactNode; changes: readonly ChangeStatement[] }): ReactNode => {
  const { say } = useMessages();
  const { names } = useDesk();
  const { change } = useSentences(names.nameOf);
  return (
    <Card>
      <Stack space="space.150">
        <Stack>
          <Heading as="h3" size="xsmall">
            {title}
          </Heading>
          {speaksTo}
        </Stack>
        {changes.map((one) => (
          <Stack key={one.code} space="space.150">
            <Line />
            <Inline space="space.100" alignBlock="start">
              <Box xcss={markStyle}>
                <EffectMark effect={effectOf(one)} />
              </Box>
              <Text>{change(one)}</Text>
              {showsPersonal(one) && <Lozenge appearance="accent-magenta">{say('fields.personal')}</Lozenge>}
            </Inline>
          </Stack>
        ))}
      </Stack>
    </Card>
  );
};

/** Differences between two policies in sentences, the master switch first, then audience by audience. */
export const ChangeGroups = ({ changes }: { changes: readonly ChangeStatement[] }): ReactNode => {
  const { say } = useMessages();
  const whole = changes.filter(({ audience }) => audience === '*');
  return (
    <Stack space="space.150">
      {whole.length > 0 && (
        <Group title={say('review.everyCall')} speaksTo={<Quiet>{say('review.everyCall.speaksTo')}</Quiet>} changes={whole} />
      )}
      {FACES.map((face) => {
        const own = changes.filter(({ audience }) => audience === face.key);
        return own.length > 0 ? (
          <Group key={face.key} title={say(face.name)} speaksTo={<SpeaksToShort face={face} />} changes={own} />
        ) : null;
      })}
    </Stack>
  );
};

/** How many changes let more out and how many less. */
export const ChangeCounts = ({ changes }: { changes: readonly ChangeStatement[] }): ReactNode => {
  const { say } = useMessages();
  const count = (effect: Effect): number => changes.filter((one) => effectOf(one) === effect).length;
  const counts = (['widens', 'narrows', 'neither'] as const).filter((effect) => count(effect) > 0);
  const words = { widens: 'review.count.widens', narrows: 'review.count.narrows', neither: 'review.count.neither' } as const;
  return (
    <Inline space="space.200" shouldWrap rowSpace="space.100">
      {counts.map((effect) => (
        <Inline key={effect} space="space.075" alignBlock="center">
          <EffectMark effect={effect} />
          <Text>{say(words[effect], { count: count(effect) })}</Text>
        </Inline>
      ))}
    </Inline>
  );
};
