import type { ReactNode } from 'react';
import { Box, Button, Icon, Inline, Lozenge, Stack, Text, Toggle, xcss } from '@forge/react';
import type { Field } from '../../../../exposure/catalogue/field';
import type { Problem, Treatment } from '../../../../exposure/policy/policy';
import { useMessages } from '../../../messages';
import { fieldDescription, fieldLabel } from '../../../sentences';
import { Quiet } from '../../../surfaces';
import { ProblemsHere } from '../problems-here';
import type { Edits } from '../use-grant';
import { treatmentsFor } from './edit-fields';
import { TreatmentChoice } from './treatment-choice';
import { exampleWords, treatmentWords } from './treatment-words';

// Beside long words a toggle would shrink to a dot.
const switchStyle = xcss({ width: '40px', minWidth: '40px' });

/** What a field is, and what deserves a second look before it is shown. */
export const FieldName = ({ resource, field, shown }: Pick<Edits, 'resource'> & { field: Field; shown: boolean }): ReactNode => {
  const messages = useMessages();
  const { say } = messages;
  const label = fieldLabel(messages, resource, field.name);
  return (
    <Stack space="space.025">
      <Inline space="space.100" alignBlock="baseline" shouldWrap>
        <Text weight="medium" color={shown ? 'color.text' : 'color.text.subtle'}>
          {label}
        </Text>
        {label !== field.name && (
          <Text size="small" color="color.text.subtlest">
            {field.name}
          </Text>
        )}
        {field.personal && <Lozenge appearance="accent-magenta">{say('fields.personal')}</Lozenge>}
        {field.financial && <Lozenge appearance="moved">{say('fields.financial')}</Lozenge>}
        {field.observed && <Lozenge>{say('fields.observed')}</Lozenge>}
      </Inline>
      <Quiet>
        {field.observed ? say('fields.observed.holds', { shape: field.shape }) : fieldDescription(messages, resource, field.name)}
      </Quiet>
    </Stack>
  );
};

interface Turns extends Edits {
  readonly field: Field;
  /** Undefined = hidden. */
  readonly treatment: Treatment | undefined;
  readonly isOpen: boolean;
  /** What is wrong with the last edit of this field. */
  readonly problems: readonly Problem[];
  readonly onOpen: (open: boolean) => void;
  readonly onTurn: (shown: boolean) => void;
  readonly onChoose: (treatment: Treatment) => readonly Problem[];
  /** Focus sends something else under this name than what the grant has taken up. */
  readonly isStale: boolean;
}

/** Whether and how a field leaves, with an example; how is chosen in place. */
export const FieldAnswer = (turns: Turns): ReactNode => {
  const messages = useMessages();
  const { say } = messages;
  const { face, resource, field, treatment, isOpen, problems, onOpen, onTurn, isStale } = turns;
  const shown = treatment !== undefined;
  const glyph = !shown ? 'eye-open-strikethrough' : treatment === 'show' ? 'eye-open' : 'glasses';
  const choosable = shown && treatmentsFor(face.key, field).length > 1;
  return (
    <Stack space="space.050">
      <Inline space="space.100" alignBlock="center">
        <Box xcss={switchStyle}>
          <Toggle
            id={`field-${field.name}`}
            label={say('fields.switch', { field: fieldLabel(messages, resource, field.name) })}
            isChecked={shown}
            onChange={(event) => onTurn(event.target.checked === true)}
          />
        </Box>
        <Icon glyph={glyph} color={shown ? 'color.icon' : 'color.icon.disabled'} label="" />
        <Text color={shown ? 'color.text' : 'color.text.subtle'}>{treatmentWords(messages, treatment)}</Text>
        {choosable && (
          <Button spacing="compact" onClick={() => onOpen(!isOpen)}>
            {say(isOpen ? 'fields.done' : 'fields.mask')}
          </Button>
        )}
      </Inline>
      {shown && !isOpen && <Quiet>{exampleWords(messages, field, treatment)}</Quiet>}
      {shown && isStale && (
        <Text size="small" color="color.text.warning">
          {say('fields.observed.stale')}
        </Text>
      )}
      <ProblemsHere problems={problems} />
      {shown && isOpen && choosable && <TreatmentChoice {...turns} treatment={treatment} />}
    </Stack>
  );
};
