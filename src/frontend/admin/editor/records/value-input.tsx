import { useState } from 'react';
import type { ReactNode } from 'react';
import { DatePicker, HelperMessage, Label, Select, Stack, Textfield } from '@forge/react';
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

/** What UI Kit's Select hands over: an option, several, or null. */
const optionsIn = (picked: unknown): readonly string[] =>
  (Array.isArray(picked) ? picked : [picked]).flatMap((one: unknown) =>
    typeof one === 'object' && one !== null && 'value' in one && typeof one.value === 'string' ? [one.value] : [],
  );

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
  return (
    <Stack>
      <Label labelFor={id}>{say(many ? 'condition.values' : 'condition.value')}</Label>
      <Select
        inputId={id}
        isMulti={many}
        isClearable={many}
        isInvalid={isInvalid}
        isLoading={seen.state === 'asking'}
        placeholder={say(isFlag ? 'values.choose' : 'values.chooseOrType')}
        options={[...found.map(optionOf), ...own]}
        value={many ? values.map(optionOf) : values[0] === undefined ? null : optionOf(values[0])}
        onInputChange={(value) => setTyped(value)}
        onChange={(picked: unknown) => {
          setTyped('');
          onValues(optionsIn(picked));
        }}
        onBlur={() => own.length > 0 && take(text)}
      />
      {!isFlag && (
        <HelperMessage>
          {say(seen.state === 'found' && seen.more ? 'values.more' : HINTS[seen.state], { max: POLICY_LIMITS.values })}
        </HelperMessage>
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
