import { Fragment, useState } from 'react';
import type { ReactNode } from 'react';
import { Button, ButtonGroup, Stack, Text } from '@forge/react';
import { POLICY_LIMITS } from '../../../../exposure/policy/parse-policy';
import type { Condition, Grant } from '../../../../exposure/policy/policy';
import { conditionParams } from '../../../../exposure/words/describe-grant';
import { useMessages } from '../../../messages';
import { useSentences } from '../../../sentences';
import { Quiet, Row } from '../../../surfaces';
import { useDesk } from '../../desk';
import { conditionsIn, setConditions } from '../edit-grant';
import { fieldsIn, seenOf, withObserved } from '../fields/edit-fields';
import { problemsAt, useGrant } from '../use-grant';
import type { Edits } from '../use-grant';
import { ConditionForm } from './condition-form';

/** `where` with the condition in place of the one at `at`, or behind all. */
const withCondition = (where: readonly Condition[], at: number, condition: Condition): readonly Condition[] => [
  ...where.slice(0, at),
  condition,
  ...where.slice(at + 1),
];

export interface Conditional extends Edits {
  /** Which condition is being written, by its place; null = none. Whoever draws the section must know, as it is not in the draft. */
  readonly writing: number | null;
  readonly onWriting: (at: number | null) => void;
}

/** What must hold of a record besides its place: a sentence for each condition, and a form for the one that is being written. */
export const Conditions = (conditional: Conditional): ReactNode => {
  const { resource, writing, onWriting } = conditional;
  const { say } = useMessages();
  const { overview, names } = useDesk();
  const { statement } = useSentences(names.nameOf);
  const { grant, check, edit } = useGrant(conditional);
  const [turn, setTurn] = useState(0);
  const where = conditionsIn(grant);
  const seen = seenOf(overview.seen, resource);
  const at = writing === null ? null : Math.min(writing, where.length);
  const full = where.length >= POLICY_LIMITS.conditions;
  const put = (condition: Condition) => (before: Grant) =>
    setConditions(
      withObserved(resource, before, condition.field, seen),
      withCondition(conditionsIn(before), at ?? where.length, condition),
    );
  const write = (place: number): void => {
    setTurn(turn + 1);
    onWriting(place);
  };
  const remove = (place: number): void => {
    edit((before) =>
      setConditions(
        before,
        conditionsIn(before).filter((_, index) => index !== place),
      ),
    );
  };
  const form = at !== null && (
    <ConditionForm
      key={turn}
      {...conditional}
      start={where[at]}
      fields={fieldsIn(resource, grant, seen)}
      check={(condition) => {
        const problems = check(put(condition));
        const here = problemsAt(problems, `/records/where/${String(at)}`);
        return here.length > 0 ? here : problems;
      }}
      onUse={(condition) => {
        if (edit(put(condition)).length === 0) onWriting(null);
      }}
      onCancel={() => onWriting(null)}
    />
  );
  return (
    <Stack space="space.150">
      <Row
        action={
          <Button isDisabled={full || at !== null} onClick={() => write(where.length)}>
            {say('condition.add')}
          </Button>
        }
      >
        <Stack>
          <Text weight="medium">{say('records.conditions')}</Text>
          <Quiet>{say(where.length === 0 ? 'records.conditions.none' : 'records.conditions.hint')}</Quiet>
        </Stack>
      </Row>
      {where.map((condition, place) =>
        place === at ? (
          <Fragment key={place}>{form}</Fragment>
        ) : (
          <Row
            key={place}
            action={
              <ButtonGroup label={say('condition.actions')}>
                <Button appearance="subtle" spacing="compact" isDisabled={at !== null} onClick={() => write(place)}>
                  {say('condition.change')}
                </Button>
                <Button appearance="subtle" spacing="compact" isDisabled={at !== null} onClick={() => remove(place)}>
                  {say('condition.remove')}
                </Button>
              </ButtonGroup>
            }
          >
            <Text>{statement({ code: 'condition', params: conditionParams(resource, condition) })}</Text>
          </Row>
        ),
      )}
      {full && <Text color="color.text.warning">{say('condition.full', { max: POLICY_LIMITS.conditions })}</Text>}
      {at === where.length && form}
    </Stack>
  );
};
