import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import { Box, Button, Checkbox, Icon, Inline, Label, SectionMessage, Spinner, Stack, Text, Textfield, xcss } from '@forge/react';
import { POLICY_LIMITS } from '../../../exposure/policy/findings';
import type { GroupChoice } from '../../../resolvers/contract';
import { useMessages } from '../../messages';
import { RefusalMessage } from '../../refusal-message';
import { Quiet } from '../../surfaces';
import { useDesk } from '../desk';
import { useTypedSearch } from '../typed-search';

const foundStyle = xcss({ maxHeight: '280px', overflowY: 'auto' });
const wideStyle = xcss({ width: '0px', flexGrow: 1, minWidth: '260px' });
const iconStyle = xcss({ paddingInlineStart: 'space.075' });

interface Choosing {
  /** Ids of the chosen groups, in the order in which they were chosen. */
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly string[]) => void;
}

const Results = ({ text, chosen, onChoose }: Choosing & { readonly text: string }): ReactNode => {
  const { say } = useMessages();
  const { invoke, groups } = useDesk();
  const ask = useCallback((typed: string) => invoke('searchGroups', { text: typed }), [invoke]);
  const { search, again } = useTypedSearch(text, ask);
  if (search.state === 'idle') return <Quiet>{say('groups.idle')}</Quiet>;
  if (search.state === 'asking') return <Spinner size="medium" label={say('groups.asking')} />;
  if (search.state === 'failed') return <RefusalMessage failure={search.failure} onAgain={again} />;
  const { groups: found, more } = search.found;
  if (found.length === 0) return <Text>{say('groups.noMatch', { text })}</Text>;
  const turn = (group: GroupChoice, on: boolean): void => {
    groups.remember([group]);
    onChoose(on ? [...chosen, group.id] : chosen.filter((id) => id !== group.id));
  };
  return (
    <Stack space="space.100">
      <Quiet>{say(more ? 'groups.more' : 'groups.count', { count: found.length })}</Quiet>
      <Box xcss={foundStyle}>
        <Stack space="space.050">
          {found.map((group) => (
            <Checkbox
              key={group.id}
              label={group.name}
              value={group.id}
              isChecked={chosen.includes(group.id)}
              isDisabled={!chosen.includes(group.id) && chosen.length >= POLICY_LIMITS.groups}
              onChange={(event) => turn(group, event.target.checked === true)}
            />
          ))}
        </Stack>
      </Box>
    </Stack>
  );
};

const Chosen = ({ chosen, onChoose }: Choosing): ReactNode => {
  const { say } = useMessages();
  const { groups } = useDesk();
  return (
    <Stack space="space.100">
      {chosen.length === 0 ? (
        <SectionMessage appearance="warning">
          <Text>{say('groups.empty')}</Text>
        </SectionMessage>
      ) : (
        <Text weight="medium">{say('groups.chosen', { count: chosen.length })}</Text>
      )}
      {chosen.map((id) => (
        <Inline key={id} spread="space-between" alignBlock="center" space="space.100">
          <Stack>
            <Text>{groups.nameOf(id)}</Text>
            {groups.groupOf(id).state === 'gone' && (
              <Text size="small" color="color.text.warning">
                {say('groups.gone')}
              </Text>
            )}
          </Stack>
          <Button appearance="subtle" spacing="compact" onClick={() => onChoose(chosen.filter((one) => one !== id))}>
            {say('groups.remove', { name: groups.nameOf(id) })}
          </Button>
        </Inline>
      ))}
      {chosen.length >= POLICY_LIMITS.groups && <Text color="color.text.warning">{say('groups.full', { max: POLICY_LIMITS.groups })}</Text>}
    </Stack>
  );
};

/** Finds Jira groups by name, beside those that are chosen. Each tick is an edit of the draft. */
export const ChooseGroups = ({ chosen, onChoose }: Choosing): ReactNode => {
  const { say } = useMessages();
  const [text, setText] = useState('');
  return (
    <Inline space="space.400" alignBlock="start" shouldWrap rowSpace="space.200">
      <Box xcss={wideStyle}>
        <Chosen chosen={chosen} onChoose={onChoose} />
      </Box>
      <Box xcss={wideStyle}>
        <Stack space="space.150">
          <Stack>
            <Label labelFor="find-groups">{say('groups.find')}</Label>
            <Textfield
              id="find-groups"
              value={text}
              maxLength={200}
              elemBeforeInput={
                <Box xcss={iconStyle}>
                  <Icon glyph="search" label="" />
                </Box>
              }
              onChange={(event) => setText(String(event.target.value ?? ''))}
            />
          </Stack>
          <Results text={text.trim()} chosen={chosen} onChoose={onChoose} />
        </Stack>
      </Box>
    </Inline>
  );
};
