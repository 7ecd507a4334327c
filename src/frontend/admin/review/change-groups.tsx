import type { ReactNode } from 'react';
import { Box, Heading, Inline, Lozenge, Stack, Text, xcss } from '@forge/react';
import { CATALOGUE } from '../../../exposure/catalogue/catalogue';
import { describePart } from '../../../exposure/words/describe';
import type { ChangeCode } from '../../../exposure/words/word-codes';
import type { ChangeStatement } from '../../../exposure/words/words';
import { useMessages } from '../../messages';
import type { MessageKey } from '../../messages';
import { audienceName, useSentences } from '../../sentences';
import { Card, Line, Quiet } from '../../surfaces';
import { SpeaksToShort } from '../audience/audience-words';
import { faceOf, inOrder } from '../audience/audiences';
import { useDesk } from '../desk';

type Effect = 'widens' | 'narrows' | 'neither';

const EFFECTS: Readonly<Record<Effect, { readonly label: MessageKey; readonly appearance: 'moved' | 'success' | 'default' }>> = {
  widens: { label: 'effect.widens', appearance: 'moved' },
  narrows: { label: 'effect.narrows', appearance: 'success' },
  neither: { label: 'effect.neither', appearance: 'default' },
};

/** What takes something away; what is neither this nor widening changes nothing that is reached now. */
const NARROWING: ReadonlySet<string> = new Set([
  'serving_off',
  'audience_disabled',
  'expiry_set',
  'expiry_earlier',
  'callers_now_keys',
  'callers_removed',
  'callers_emptied',
  'groups_now_only',
  'groups_removed',
  'groups_emptied',
  'describes_removed',
  'actions_removed',
  'fields_hidden',
  'fields_now_masked',
  'mask_coarser',
  'observed_removed',
  'records_now_under',
  'records_now_none',
  'roots_removed',
  'roots_emptied',
  'condition_added',
  'place_now_live',
  'place_age_shorter',
  'references_limited',
] satisfies ChangeCode[]);

const effectOf = ({ widens, code }: Pick<ChangeStatement, 'widens' | 'code'>): Effect => {
  if (widens) return 'widens';
  return NARROWING.has(code) ? 'narrows' : 'neither';
};

const PERSONAL = new Set(
  Object.values(CATALOGUE).flatMap(({ fields }) => fields.filter(({ personal }) => personal).map(({ name }) => name)),
);

const SHOWING: ReadonlySet<string> = new Set(['fields_shown', 'fields_unmasked'] satisfies ChangeCode[]);

/** Whether a change lets out something about a person: what an admin must not overlook in a list of names. */
const showsPersonal = ({ code, params }: ChangeStatement): boolean => {
  const { fields } = params;
  return SHOWING.has(code) && typeof fields === 'object' && fields.some((name) => PERSONAL.has(name));
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
          <Stack key={`${one.code} ${JSON.stringify(one.params)}`} space="space.150">
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
  const messages = useMessages();
  const { say } = messages;
  const { view, names, now } = useDesk();
  const whole = changes.filter(({ audience }) => audience === '*');
  return (
    <Stack space="space.150">
      {whole.length > 0 && (
        <Group title={say('review.everyCall')} speaksTo={<Quiet>{say('review.everyCall.speaksTo')}</Quiet>} changes={whole} />
      )}
      {inOrder(changes.flatMap(({ audience }) => (audience === '*' ? [] : [audience]))).map((key) => {
        const { statements } = describePart(key, view.policy.audiences[key], true, now);
        return (
          <Group
            key={key}
            title={audienceName(messages, key)}
            speaksTo={<SpeaksToShort face={faceOf(key)} statements={statements} nameOf={names.nameOf} />}
            changes={changes.filter(({ audience }) => audience === key)}
          />
        );
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
