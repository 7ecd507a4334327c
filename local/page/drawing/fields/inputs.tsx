import { Checkbox } from '@atlaskit/checkbox';
import { Radio, RadioGroup } from '@atlaskit/radio';
import Range from '@atlaskit/range';
import TextArea from '@atlaskit/textarea';
import Textfield from '@atlaskit/textfield';
import Toggle from '@atlaskit/toggle';
import { useId, useState } from 'react';
import { callable } from '../../forge-doc/callable';
import { isRecord } from '../../forge-doc/forge-node';
import type { Drawing } from '../drawn';
import { textProp } from '../drawn';
import { passThrough } from '../pass-through';

interface Choice {
  readonly label: string;
  readonly value: string;
  readonly isDisabled: boolean;
}

const choicesIn = (value: unknown): readonly Choice[] =>
  (Array.isArray(value) ? (value as readonly unknown[]) : []).filter(isRecord).map((option) => ({
    label: textProp(option, 'label') ?? '',
    value: textProp(option, 'value') ?? '',
    isDisabled: option['isDisabled'] === true,
  }));
const textsIn = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : undefined;

/** Atlaskit has no group of checkboxes: one each, with the state of those ticked kept here unless the app keeps it. */
const CheckboxGroupDrawing: Drawing = ({ props }) => {
  const labelId = useId();
  const [own, setOwn] = useState(textsIn(props['defaultValue']) ?? []);
  const ticked = textsIn(props['value']) ?? own;
  const choices = choicesIn(props['options'] ?? props['items']);
  const toggle = (value: string, on: boolean): void => {
    const next = choices.map((choice) => choice.value).filter((known) => (known === value ? on : ticked.includes(known)));
    setOwn(next);
    void callable(props['onChange'])?.(next);
  };
  const label = textProp(props, 'label');
  const description = textProp(props, 'description');
  return (
    <div role="group" {...(label === undefined ? {} : { 'aria-labelledby': labelId })}>
      {label !== undefined && (
        <div id={labelId} className="group-label">
          {label}
          {props['isRequired'] === true && ' *'}
        </div>
      )}
      {choices.map((choice) => (
        <Checkbox
          key={choice.value}
          label={choice.label}
          name={textProp(props, 'name') ?? ''}
          value={choice.value}
          isDisabled={choice.isDisabled || props['isDisabled'] === true}
          isChecked={ticked.includes(choice.value)}
          onChange={(event) => toggle(choice.value, event.currentTarget.checked)}
        />
      ))}
      {description !== undefined && <div className="group-description">{description}</div>}
    </div>
  );
};

export const INPUTS = {
  Textfield: passThrough(Textfield, { empty: true }),
  TextArea: passThrough(TextArea, { empty: true }),
  Checkbox: passThrough(Checkbox, { empty: true }),
  CheckboxGroup: CheckboxGroupDrawing,
  Radio: passThrough(Radio, { empty: true }),
  RadioGroup: passThrough(RadioGroup, { empty: true }),
  Range: passThrough(Range, { empty: true }),
  Toggle: passThrough(Toggle, { empty: true }),
} as const satisfies Record<string, Drawing>;
