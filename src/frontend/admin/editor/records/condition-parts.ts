import { OPERATORS_FOR } from '../../../../exposure/catalogue/catalogue';
import type { Operator } from '../../../../exposure/catalogue/catalogue';
import type { Condition, LeafShape, Scalar } from '../../../../exposure/policy/policy';
import { readCondition } from '../../../../exposure/words/contradictions';
import type { MessageKey } from '../../../messages';

/** What a condition is compared with, and how an admin gives it. */
type Input = 'nothing' | 'day' | 'text' | 'one' | 'several';

interface Asked {
  readonly label: MessageKey;
  readonly input: Input;
}

export const OPERATORS: Readonly<Record<Operator, Asked>> = {
  equals: { label: 'condition.equals', input: 'one' },
  in: { label: 'condition.in', input: 'several' },
  notIn: { label: 'condition.notIn', input: 'several' },
  before: { label: 'condition.before', input: 'day' },
  after: { label: 'condition.after', input: 'day' },
  contains: { label: 'condition.contains', input: 'text' },
  isSet: { label: 'condition.isSet', input: 'nothing' },
};

/** How the value is given: one day by the calendar, an entry of a list out of those seen. */
export const inputOf = (shape: LeafShape, operator: Operator): Input => {
  if (operator === 'equals' && shape === 'date') return 'day';
  return operator === 'contains' && shape !== 'text' ? 'one' : OPERATORS[operator].input;
};

/** A condition as it is being written: everything is text until it is used. */
export interface Writing {
  readonly field: string | undefined;
  readonly operator: Operator | undefined;
  readonly values: readonly string[];
}

export const NOTHING_WRITTEN: Writing = { field: undefined, operator: undefined, values: [] };

export const writingOf = (condition: Condition): Writing => {
  const { field, operator, values } = readCondition(condition);
  return { field, operator, values: values.map(String) };
};

/** Another field keeps operator and values only where they make sense there. */
export const withField = (writing: Writing, field: string, shape: LeafShape): Writing => {
  const { operator } = writing;
  return { field, operator: operator && OPERATORS_FOR[shape].includes(operator) ? operator : OPERATORS_FOR[shape][0], values: [] };
};

const FLAGS: Readonly<Record<string, boolean>> = { true: true, false: false };
const NUMBER = /^-?\d+(\.\d+)?$/;

/** Text as what the shape is compared with; what is none stays text, and the parser says so. */
const scalarOf = (shape: LeafShape, text: string): Scalar => {
  if (shape === 'flag' && Object.hasOwn(FLAGS, text)) return FLAGS[text] ?? text;
  return shape === 'number' && NUMBER.test(text) ? Number(text) : text;
};

/** What was written as a condition; undefined while a field or an operator is missing. Whether it is a good one, the parser knows. */
export const conditionOf = ({ field, operator, values }: Writing, shape: LeafShape): Condition | undefined => {
  if (field === undefined || operator === undefined) return undefined;
  const scalars = values.map((text) => scalarOf(shape, text));
  const [text = ''] = values;
  switch (operator) {
    case 'equals':
      return { field, equals: scalars[0] ?? '' };
    case 'in':
      return { field, in: scalars };
    case 'notIn':
      return { field, notIn: scalars };
    case 'before':
      return { field, before: text };
    case 'after':
      return { field, after: text };
    case 'contains':
      return { field, contains: text };
    case 'isSet':
      return { field, isSet: true };
  }
};

/** Operators of a field, in the catalogue's order. */
export const operatorsOf = (shape: LeafShape): readonly Operator[] => OPERATORS_FOR[shape];
