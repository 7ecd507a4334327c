import { useState } from 'react';
import type { ReactNode } from 'react';
import { Heading, RadioGroup, SectionMessage, Stack, Text } from '@forge/react';
import type { Policy } from '../../../exposure/policy/policy';
import { useMessages } from '../../messages';
import { Card, Quiet } from '../../surfaces';
import type { AudienceFace } from '../audience/audiences';
import { useDesk } from '../desk';
import { ChooseGroups } from '../groups/choose-groups';
import { partOf } from './edit-part';

/** `undefined` = every Jira user; an empty list is nobody. */
const setGroups = (policy: Policy, { key }: AudienceFace, groups: readonly string[] | undefined): Policy => {
  const { groups: _before, ...part } = partOf(policy, key);
  return { ...policy, audiences: { ...policy.audiences, [key]: groups === undefined ? part : { ...part, groups } } };
};

/** Who of the Jira users sees the summary: everybody, members of chosen groups, nobody. Chosen groups are kept while another choice is tried out. */
const Who = ({ face }: { face: AudienceFace }): ReactNode => {
  const { say } = useMessages();
  const { view, draft } = useDesk();
  const { groups } = partOf(view.policy, face.key);
  const [kept, setKept] = useState<readonly string[]>(groups ?? []);
  // An empty list is nobody, whether it is to be filled or was meant so.
  const [choosing, setChoosing] = useState(false);
  const some = groups !== undefined && (groups.length > 0 || choosing);
  const who = groups === undefined ? 'all' : some ? 'some' : 'nobody';
  const edit = (to: readonly string[] | undefined): void => draft.edit(setGroups(draft.view().policy, face, to));
  const choose = (value: unknown): void => {
    if (groups && groups.length > 0) setKept(groups);
    setChoosing(value === 'some');
    edit(value === 'all' ? undefined : value === 'some' ? kept : []);
  };
  return (
    <Stack space="space.200">
      <RadioGroup
        name={`groups-${face.slug}`}
        value={who}
        options={[
          { name: 'groups', value: 'all', label: say('groups.all') },
          { name: 'groups', value: 'some', label: say('groups.some') },
          { name: 'groups', value: 'nobody', label: say('groups.nobody') },
        ]}
        onChange={(event) => choose(event.target.value)}
      />
      {some && (
        <Stack space="space.200">
          <Quiet>{say('groups.hint')}</Quiet>
          <ChooseGroups chosen={groups} onChoose={edit} />
        </Stack>
      )}
      {who === 'nobody' && (
        <SectionMessage appearance="warning">
          <Text>{say('groups.nobody.hint')}</Text>
        </SectionMessage>
      )}
    </Stack>
  );
};

/** Drawn for app users alone: no other audience is chosen by Jira groups. */
export const GroupsSection = ({ face }: { face: AudienceFace }): ReactNode => {
  const { say } = useMessages();
  if (face.key !== 'app-users') return null;
  return (
    <Stack space="space.150">
      <Heading as="h2" size="small">
        {say('groups.title')}
      </Heading>
      <Card>
        <Who face={face} />
      </Card>
    </Stack>
  );
};
