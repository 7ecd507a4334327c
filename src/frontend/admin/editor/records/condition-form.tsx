import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, ButtonGroup, ErrorMessage, Heading, Inline, Label, Select, Stack, Text } from '@forge/react';
import type { Field } from '../../../../exposure/catalogue/field';
import type { Condition, Problem } from '../../../../exposure/policy/policy';
import { conditionParams } from '../../../../exposure/words/describe-grant';
import { useMessages } from '../../../messages';
import { fieldLabel, useSentences } from '../../../sentences';
import { Panel, Share } from '../../../surfaces';
import { useDesk } from '../../desk';
import { ProblemsHere } from '../problems-here';
import type { Edits } from '../use-grant';
import { NOTHING_WRITTEN, OPERATORS, conditionOf, operatorsOf, withField, writingOf } from './condition-parts';
import { ValueInput, valueIn } from './value-input';

interface Forms extends Edits {
  /** What is changed; absent for a new one. */
  readonly start: Condition | undefined;
  readonly fields: readonly Field[];
  /** What would be wrong with the condition, with places in it. */
  readonly check: (condition: Condition) => readonly Problem[];
  readonly onUse: (condition: Condition) => void;
  readonly onCancel: () => void;
}

/** Writes one condition. Nothing of it is in the draft before it is used, and it is only used when it is whole. */
export const ConditionForm = ({ face, resource, start, fields, check, onUse, onCancel }: Forms): ReactNode => {
  const messages = useMessages();
  const { say } = messages;
  const { names } = useDesk();
  const { statement } = useSentences(names.nameOf);
  const [writing, setWriting] = useState(start ? writingOf(start) : NOTHING_WRITTEN);
  const [tried, setTried] = useState(false);
  const field = fields.find(({ name }) => name === writing.field);
  const condition = field && conditionOf(writing, field.shape);
  const missing = condition !== undefined && !('isSet' in condition) && writing.values.every((value) => value === '');
  const problems = condition && !missing ? check(condition) : [];
  const shown = tried || writing.values.length > 0;
  const fieldOption = (one: Field) => ({
    value: one.name,
    label: one.observed ? say('condition.field.seen', { field: one.name }) : fieldLabel(messages, resource, one.name),
  });
  const operatorOption = (operator: keyof typeof OPERATORS) => ({ value: operator, label: say(OPERATORS[operator].label) });
  const pickField = (name: string): void => {
    const picked = fields.find((one) => one.name === name);
    if (picked && name !== writing.field) setWriting(withField(writing, name, picked.shape));
  };
  const pickOperator = (name: string): void => {
    const operator = field && operatorsOf(field.shape).find((one) => one === name);
    if (operator) setWriting({ ...writing, operator });
  };
  const use = (): void => {
    setTried(true);
    if (condition && !missing && problems.length === 0) onUse(condition);
  };
  const id = `condition-${face.slug}`;
  return (
    <Panel>
      <Stack space="space.150">
        <Heading as="h3" size="xsmall">
          {say(start ? 'condition.title.change' : 'condition.title.add')}
        </Heading>
        <Inline space="space.200" alignBlock="start" shouldWrap rowSpace="space.150">
          <Share>
            <Stack>
              <Label labelFor={`${id}-field`}>{say('condition.field')}</Label>
              <Select
                inputId={`${id}-field`}
                options={fields.map(fieldOption)}
                value={field ? fieldOption(field) : null}
                placeholder={say('condition.field.choose')}
                isInvalid={tried && !field}
                onChange={(picked: unknown) => pickField(valueIn(picked) ?? '')}
              />
              {tried && !field && <ErrorMessage>{say('condition.field.missing')}</ErrorMessage>}
            </Stack>
          </Share>
          {field && (
            <Share>
              <Stack>
                <Label labelFor={`${id}-operator`}>{say('condition.operator')}</Label>
                <Select
                  inputId={`${id}-operator`}
                  options={operatorsOf(field.shape).map(operatorOption)}
                  value={writing.operator ? operatorOption(writing.operator) : null}
                  onChange={(picked: unknown) => pickOperator(valueIn(picked) ?? '')}
                />
              </Stack>
            </Share>
          )}
          {field && writing.operator && (
            <Share>
              <ValueInput
                key={`${field.name} ${writing.operator}`}
                id={`${id}-value`}
                resource={resource}
                field={field}
                operator={writing.operator}
                values={writing.values}
                isInvalid={shown && (missing || problems.length > 0)}
                onValues={(values) => setWriting({ ...writing, values })}
              />
              {tried && missing && <ErrorMessage>{say('condition.value.missing')}</ErrorMessage>}
              {shown && <ProblemsHere problems={problems} />}
            </Share>
          )}
        </Inline>
        {condition && !missing && problems.length === 0 && (
          <Text>{statement({ code: 'condition', params: conditionParams(resource, condition) })}</Text>
        )}
        <Inline>
          <ButtonGroup label={say('condition.actions')}>
            <Button appearance="primary" onClick={use}>
              {say('condition.use')}
            </Button>
            <Button appearance="subtle" onClick={onCancel}>
              {say('action.cancel')}
            </Button>
          </ButtonGroup>
        </Inline>
      </Stack>
    </Panel>
  );
};
