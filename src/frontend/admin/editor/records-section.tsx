import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Heading, Inline, RadioGroup, SectionMessage, Stack, Tag, Text } from '@forge/react';
import { conditionParams } from '../../../exposure/words/describe-grant';
import type { FocusAreaChoice } from '../../../resolvers/contract';
import { useMessages } from '../../messages';
import { useSentences } from '../../sentences';
import { Card, Quiet, Row } from '../../surfaces';
import type { AudienceFace } from '../audience/audiences';
import { useDesk } from '../desk';
import { RESOURCE, conditionsIn, grantOf, rootsOf, setRoots } from './edit-part';
import { SubtreePicker, placeOf } from './subtree-picker';

const Subtrees = ({ face, under }: { face: AudienceFace; under: readonly string[] }): ReactNode => {
  const { say } = useMessages();
  const { draft, names } = useDesk();
  const [picking, setPicking] = useState(false);
  const choices = under.map((id): FocusAreaChoice => names.areaOf(id) ?? { id, name: id });
  const use = (chosen: readonly FocusAreaChoice[]): void => {
    names.remember(chosen.filter(({ id, name }) => id !== name));
    draft.edit(
      setRoots(
        draft.view().policy,
        face.key,
        chosen.map(({ id }) => id),
      ),
    );
  };
  return (
    <Stack space="space.150">
      <Row action={<Button onClick={() => setPicking(true)}>{say('records.choose')}</Button>}>
        <Stack>
          <Text weight="medium">{say('records.inside')}</Text>
          <Quiet>{say('records.insideHint')}</Quiet>
        </Stack>
      </Row>
      {choices.length === 0 && (
        <SectionMessage appearance="warning">
          <Text>{say('records.noneChosen')}</Text>
        </SectionMessage>
      )}
      {choices.map((area) => (
        <Inline key={area.id} space="space.100" alignBlock="center" shouldWrap>
          <Tag
            text={area.name}
            isRemovable
            removeButtonLabel={say('records.remove', { name: area.name })}
            onAfterRemoveAction={() => use(choices.filter(({ id }) => id !== area.id))}
          />
          <Quiet>{placeOf(area)}</Quiet>
        </Inline>
      ))}
      {picking && <SubtreePicker face={face} start={choices} onUse={use} onClose={() => setPicking(false)} />}
    </Stack>
  );
};

/** Conditions are shown and kept, not edited here. */
const Conditions = ({ face }: { face: AudienceFace }): ReactNode => {
  const { say } = useMessages();
  const { view, names } = useDesk();
  const { statement } = useSentences(names.nameOf);
  const conditions = conditionsIn(grantOf(view.policy, face.key));
  if (conditions.length === 0) return null;
  return (
    <Stack space="space.050">
      <Text weight="medium">{say('records.conditions')}</Text>
      {conditions.map((condition, at) => (
        <Text key={at}>{statement({ code: 'condition', params: conditionParams(RESOURCE, condition) })}</Text>
      ))}
    </Stack>
  );
};

/** Which focus areas: every one, or those inside chosen subtrees. The subtrees are kept while "every" is tried out. */
export const RecordsSection = ({ face }: { face: AudienceFace }): ReactNode => {
  const { say } = useMessages();
  const { view, draft } = useDesk();
  const under = rootsOf(grantOf(view.policy, face.key).records);
  const [kept, setKept] = useState<readonly string[]>(under ?? []);
  const choose = (value: unknown): void => {
    if (under) setKept(under);
    draft.edit(setRoots(draft.view().policy, face.key, value === 'all' ? undefined : kept));
  };
  return (
    <Stack space="space.150">
      <Heading as="h2" size="small">
        {say('records.title')}
      </Heading>
      <Card>
        <Stack space="space.200">
          <RadioGroup
            name={`records-${face.slug}`}
            value={under ? 'under' : 'all'}
            options={[
              { name: 'records', value: 'under', label: say('records.under') },
              { name: 'records', value: 'all', label: say('records.all') },
            ]}
            onChange={(event) => choose(event.target.value)}
          />
          {under && <Subtrees face={face} under={under} />}
          <Conditions face={face} />
        </Stack>
      </Card>
    </Stack>
  );
};
