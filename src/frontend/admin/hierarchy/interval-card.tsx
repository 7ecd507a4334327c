import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Heading, Inline, List, ListItem, LoadingButton, RadioGroup, SectionMessage, Stack, Text } from '@forge/react';
import { CATALOGUE } from '../../../exposure/catalogue/catalogue';
import { grantsByStoredPlace } from '../../../portfolio/stored-places';
import type { HierarchyOverview } from '../../../resolvers/contract';
import type { Failure } from '../../answers';
import { useMessages } from '../../messages';
import type { MessageKey, Messages } from '../../messages';
import { PersonLine } from '../../person-line';
import { RefusalMessage } from '../../refusal-message';
import { audienceName } from '../../sentences';
import { Card, Quiet } from '../../surfaces';
import { faceOf } from '../audience/audiences';
import { useDesk } from '../desk';
import { audiencePath } from '../screens';

type Every = HierarchyOverview['every'];
type Grants = HierarchyOverview['tooRare'];

const LABELS: Readonly<Record<Every, MessageKey>> = {
  15: 'hierarchy.every.15',
  30: 'hierarchy.every.30',
  60: 'hierarchy.every.60',
  360: 'hierarchy.every.360',
  1440: 'hierarchy.every.1440',
  never: 'hierarchy.every.never',
};

const labelOf = ({ say }: Messages, { every, callsPerDay }: HierarchyOverview['choices'][number]): string => {
  const name = say(LABELS[every]);
  if (every === 'never') return name;
  return callsPerDay === undefined ? name : say('hierarchy.every.counted', { name, callsPerDay });
};

/** Live grants that would close before the next reading. The server says it of the choice that is stored; of another one what is certain. */
const tooRareFor = ({ every, tooRare }: HierarchyOverview, chosen: Every, grants: Grants): Grants =>
  chosen === every ? tooRare : grants.filter(({ placeAge }) => chosen === 'never' || placeAge < chosen);

const TooRare = ({ grants }: { grants: Grants }): ReactNode => {
  const messages = useMessages();
  const { say, lasts } = messages;
  const { go } = useDesk();
  const audiences = [...new Set(grants.map(({ audience }) => audience))];
  return (
    <SectionMessage appearance="warning" title={say('hierarchy.tooRare.title')}>
      <Stack space="space.100">
        <Text>{say('hierarchy.tooRare.body')}</Text>
        <List type="unordered">
          {grants.map(({ audience, resource, placeAge }) => (
            <ListItem key={`${audience} ${resource}`}>
              <Text>
                {say('hierarchy.tooRare.grant', {
                  audience: audienceName(messages, audience),
                  resource: say(CATALOGUE[resource].label as MessageKey),
                  age: lasts(placeAge),
                })}
              </Text>
            </ListItem>
          ))}
        </List>
        <Inline space="space.100" shouldWrap>
          {audiences.map((audience) => (
            <Button key={audience} spacing="compact" onClick={() => go(audiencePath(faceOf(audience)))}>
              {say('hierarchy.tooRare.change', { audience: audienceName(messages, audience) })}
            </Button>
          ))}
        </Inline>
      </Stack>
    </SectionMessage>
  );
};

/** How often the hierarchy is read, with what each choice costs. Takes effect when saved, without a review: nothing more can leave by it. */
export const IntervalCard = ({ overview }: { overview: HierarchyOverview }): ReactNode => {
  const messages = useMessages();
  const { say, when } = messages;
  const { hierarchy, overview: policies, now } = useDesk();
  const [wanted, setWanted] = useState<Every | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const chosen = wanted ?? overview.every;
  const grants = policies.livePolicy ? grantsByStoredPlace(policies.livePolicy, now) : [];
  const tooRare = tooRareFor(overview, chosen, grants);
  const save = async (): Promise<void> => {
    setBusy(true);
    const failed = await hierarchy.save(chosen);
    setBusy(false);
    setFailure(failed);
    if (!failed) setWanted(null);
  };
  return (
    <Card>
      <Stack space="space.200">
        <Stack space="space.050">
          <Heading as="h3" size="xsmall">
            {say('hierarchy.every.title')}
          </Heading>
          <Text>{say('hierarchy.every.intro')}</Text>
        </Stack>
        <RadioGroup
          name="hierarchy-every"
          value={String(chosen)}
          options={overview.choices.map((choice) => ({
            name: 'hierarchy-every',
            value: String(choice.every),
            label: labelOf(messages, choice),
          }))}
          onChange={(event) => setWanted(overview.choices.find(({ every }) => String(every) === event.target.value)?.every ?? null)}
        />
        {overview.choices.every(({ callsPerDay }) => callsPerDay === undefined) && <Quiet>{say('hierarchy.every.uncounted')}</Quiet>}
        {tooRare.length > 0 && <TooRare grants={tooRare} />}
        {failure && <RefusalMessage failure={failure} />}
        {chosen !== overview.every && (
          <Inline space="space.100">
            <LoadingButton appearance="primary" isLoading={busy} onClick={() => void save()}>
              {say('hierarchy.every.save')}
            </LoadingButton>
            <Button appearance="subtle" onClick={() => setWanted(null)}>
              {say('action.cancel')}
            </Button>
          </Inline>
        )}
        {overview.chosenBy && overview.chosenAt ? (
          <PersonLine person={overview.chosenBy}>{say('hierarchy.every.chosenBy', { when: when(overview.chosenAt) })}</PersonLine>
        ) : (
          <Quiet>{say('hierarchy.every.unchosen')}</Quiet>
        )}
      </Stack>
    </Card>
  );
};
