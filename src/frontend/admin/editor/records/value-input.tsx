import { useState } from 'react';
import type { ReactNode } from 'react';
import { DatePicker, HelperMessage, Inline, Label, Select, Stack, Tag, Textfield } from '@forge/react';
import type { Operator } from '../../../../exposure/catalogue/catalogue';
import type { Field } from '../../../../exposure/catalogue/field';
import { POLICY_LIMITS } from '../../../../exposure/policy/parse-policy';
import type { ResourceName } from '../../../../exposure/policy/policy';
import { useMessages } from '../../../messages';
import type { MessageKey } from '../../../messages';
import { flagWord } from '../../../sentences';
import { inputOf } from './condition-parts';
import { useValuesSeen } from './values-seen';
import type { ValuesSeen } from './values-seen';

interface Option {
  readonly label: string;
  readonly value: string;
}

interface Takes {
  readonly id: string;
  readonly resource: ResourceName;
  readonly field: Field;
  readonly operator: Operator;
  readonly values: readonly string[];
  readonly isInvalid: boolean;
  readonly onValues: (values: readonly string[]) => void;
}

const HINTS: Readonly<Record<ValuesSeen['state'], MessageKey>> = {
  asking: 'values.asking',
  unasked: 'values.typed',
  failed: 'values.failed',
  found: 'values.found',
};

/** What UI Kit's Select hands over: an option, or null. */
export const valueIn = (picked: unknown): string | undefined =>
  typeof picked === 'object' && picked !== null && 'value' in picked && typeof picked.value === 'string' ? picked.value : undefined;

/** Values out of those seen in the site's data, or typed: what is typed becomes an option of its own, and is taken when one goes on. */
const Choice = ({ id, resource, field, operator, values, isInvalid, onValues }: Takes): ReactNode => {
  const messages = useMessages();
  const { say } = messages;
  const [typed, setTyped] = useState('');
  const seen = useValuesSeen(resource, field);
  const many = inputOf(field.shape, operator) === 'several';
  const isFlag = field.shape === 'flag';
  const optionOf = (value: string): Option => ({ value, label: isFlag ? flagWord(messages, value) : value });
  const found = isFlag ? ['true', 'false'] : seen.state === 'found' ? seen.values : [];
  const text = typed.trim();
  const own = isFlag || text === '' || found.includes(text) ? [] : [{ value: text, label: say('values.use', { text }) }];
  const take = (value: string): void => {
    setTyped('');
    onValues(many ? [...values.filter((one) => one !== value), value] : [value]);
  };
  const [first] = values;
  return (
    <Stack space="space.050">
      <Stack>
        <Label labelFor={id}>{say(many ? 'condition.values' : 'condition.value')}</Label>
        <Select
          inputId={id}
          isInvalid={isInvalid}
          isLoading={seen.state === 'asking'}
          placeholder={say(isFlag ? 'values.choose' : many ? 'values.add' : 'values.chooseOrType')}
          options={[...found.filter((value) => !many || !values.includes(value)).map(optionOf), ...own]}
          value={many || first === undefined ? null : optionOf(first)}
          onInputChange={(value) => setTyped(value)}
          onChange={(picked: unknown) => {
            const value = valueIn(picked);
            if (value !== undefined) take(value);
          }}
          onBlur={() => own.length > 0 && take(text)}
        />
        {!isFlag && (
          <HelperMessage>
            {say(seen.state === 'found' && seen.more ? 'values.more' : HINTS[seen.state], { max: POLICY_LIMITS.values })}
          </HelperMessage>
        )}
      </Stack>
      {many && values.length > 0 && (
        // Several values inside the select would stand closer together than a finger needs (WCAG 2.2, target size).
        <Inline space="space.100" rowSpace="space.100" shouldWrap>
          {values.map((value) => (
            <Tag
              key={value}
              text={optionOf(value).label}
              isRemovable
              removeButtonLabel={say('values.remove', { value: optionOf(value).label })}
              onAfterRemoveAction={() => onValues(values.filter((one) => one !== value))}
            />
          ))}
        </Inline>
      )}
    </Stack>
  );
};

/** Where an admin gives what a condition compares with, by the field's shape and the operator; nothing for `isSet`. */
export const ValueInput = (takes: Takes): ReactNode => {
  const { say } = useMessages();
  const { id, field, operator, values, isInvalid, onValues } = takes;
  const [value = ''] = values;
  switch (inputOf(field.shape, operator)) {
    case 'nothing':
      return null;
    case 'day':
      return (
        <Stack>
          <Label labelFor={id}>{say('condition.day')}</Label>
          <DatePicker
            id={id}
            value={value.slice(0, 10)}
            placeholder={say('condition.day.choose')}
            isInvalid={isInvalid}
            onChange={(day) => onValues(day === '' ? [] : [day])}
          />
          <HelperMessage>{say('condition.day.hint')}</HelperMessage>
        </Stack>
      );
    case 'text':
      return (
        <Stack>
          <Label labelFor={id}>{say('condition.value')}</Label>
          <Textfield
            id={id}
            value={value}
            maxLength={POLICY_LIMITS.text}
            isInvalid={isInvalid}
            onChange={(event) => onValues([String(event.target.value ?? '')])}
          />
          <HelperMessage>{say('condition.contains.hint')}</HelperMessage>
        </Stack>
      );
    case 'one':
    case 'several':
      return <Choice {...takes} />;
  }
};
