import { useState } from 'react';
import type { ReactNode } from 'react';
import { HelperMessage, Label, RadioGroup, Stack, Text, Textfield } from '@forge/react';
import { POLICY_LIMITS } from '../../../../exposure/policy/parse-policy';
import type { Problem, Treatment } from '../../../../exposure/policy/policy';
import type { TreatmentKind } from '../../../../exposure/catalogue/catalogue';
import type { Field } from '../../../../exposure/catalogue/field';
import { useMessages } from '../../../messages';
import type { MessageKey } from '../../../messages';
import { fieldLabel } from '../../../sentences';
import { Panel, Quiet } from '../../../surfaces';
import { ProblemsHere } from '../problems-here';
import type { Edits } from '../use-grant';
import { treatmentsFor } from './edit-fields';
import { KINDS, exampleWords, kindOf } from './treatment-words';

const NUMBER = /^-?\d+(\.\d+)?$/;

/** What isn't a number becomes NaN, which the parser refuses as such. */
const numberIn = (text: string): number => (NUMBER.test(text) ? Number(text) : Number.NaN);

const numbersIn = (text: string): readonly number[] =>
  text
    .split(/[,;\s]+/)
    .filter((part) => part !== '')
    .map(numberIn);

interface Written {
  readonly label: MessageKey;
  readonly example: MessageKey;
  readonly written: (treatment: Treatment) => string;
  readonly read: (text: string) => Treatment;
}

/** The treatments with numbers: what is typed, and how it is read. */
const NUMBERS = {
  round: {
    label: 'treatment.round.label',
    example: 'treatment.round.example',
    written: (treatment: Treatment) => (typeof treatment === 'object' && 'round' in treatment ? String(treatment.round) : ''),
    read: (text: string): Treatment => ({ round: numberIn(text.trim()) }),
  },
  bucket: {
    label: 'treatment.bucket.label',
    example: 'treatment.bucket.example',
    written: (treatment: Treatment) => (typeof treatment === 'object' && 'bucket' in treatment ? treatment.bucket.join(', ') : ''),
    read: (text: string): Treatment => ({ bucket: numbersIn(text) }),
  },
} as const satisfies Partial<Record<TreatmentKind, Written>>;

const hasNumbers = (kind: TreatmentKind): kind is keyof typeof NUMBERS => Object.hasOwn(NUMBERS, kind);

interface Chooses extends Edits {
  readonly field: Field;
  readonly treatment: Treatment;
  /** Edits the draft, or gives what is wrong; then the draft keeps the last good one. */
  readonly onChoose: (treatment: Treatment) => readonly Problem[];
}

const Numbers = ({ field, treatment, onChoose, kind }: Chooses & { kind: keyof typeof NUMBERS }): ReactNode => {
  const { say } = useMessages();
  const { label, example, written, read } = NUMBERS[kind];
  const [typed, setTyped] = useState<string | null>(null);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const id = `numbers-${field.name}`;
  const type = (text: string): void => {
    setTyped(text);
    setProblems(onChoose(read(text)));
  };
  return (
    <Stack>
      <Label labelFor={id}>{say(label)}</Label>
      <Textfield
        id={id}
        value={typed ?? written(treatment)}
        isInvalid={problems.length > 0}
        onChange={(event) => type(String(event.target.value ?? ''))}
        onBlur={() => problems.length === 0 && setTyped(null)}
      />
      <ProblemsHere problems={problems} />
      <HelperMessage>{problems.length > 0 ? say('treatment.keptLast') : say(example, { max: POLICY_LIMITS.edges })}</HelperMessage>
    </Stack>
  );
};

/** The treatments that fit a field, each with what leaves of an invented value. */
export const TreatmentChoice = (chooses: Chooses): ReactNode => {
  const messages = useMessages();
  const { say } = messages;
  const { face, resource, field, treatment, onChoose } = chooses;
  const kind = kindOf(treatment);
  const { hint } = KINDS[kind];
  const kinds = treatmentsFor(face.key, field);
  const choose = (value: unknown): void => {
    const chosen = kinds.find((one) => one === value);
    if (chosen && chosen !== kind) onChoose(KINDS[chosen].start);
  };
  return (
    <Panel>
      <Stack space="space.100">
        <Text weight="medium">{say('treatment.title', { field: fieldLabel(messages, resource, field.name) })}</Text>
        <RadioGroup
          name={`treatment-${face.slug}-${field.name}`}
          value={kind}
          options={kinds.map((one) => ({
            name: 'treatment',
            value: one,
            label: say('treatment.option', {
              treatment: say(KINDS[one].label),
              example: exampleWords(messages, field, one === kind ? treatment : KINDS[one].start),
            }),
          }))}
          onChange={(event) => choose(event.target.value)}
        />
        {hasNumbers(kind) && <Numbers key={kind} {...chooses} kind={kind} />}
        {hint && <Quiet>{say(hint)}</Quiet>}
      </Stack>
    </Panel>
  );
};
