import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Inline, SectionMessage, Stack, Tag, Text } from '@forge/react';
import type { FocusAreaChoice } from '../../../../resolvers/contract';
import { useMessages } from '../../../messages';
import { Quiet, Row } from '../../../surfaces';
import { useDesk } from '../../desk';
import { setRoots } from '../edit-grant';
import { useGrant } from '../use-grant';
import type { Edits } from '../use-grant';
import { SubtreePicker, placeOf } from './subtree-picker';

/** The chosen subtrees, each with where it lies, and the way to choose others. */
export const Subtrees = ({ face, resource, under }: Edits & { under: readonly string[] }): ReactNode => {
  const { say } = useMessages();
  const { names } = useDesk();
  const { edit } = useGrant({ face, resource });
  const [picking, setPicking] = useState(false);
  const choices = under.map((id): FocusAreaChoice => names.areaOf(id) ?? { id, name: id });
  const use = (chosen: readonly FocusAreaChoice[]): void => {
    names.remember(chosen.filter(({ id, name }) => id !== name));
    edit((grant) =>
      setRoots(
        grant,
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
