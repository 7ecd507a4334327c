import type { ReactNode } from 'react';
import { Box, Button, ButtonGroup, DynamicTable, Heading, Icon, Inline, Lozenge, Stack, Text, Toggle, xcss } from '@forge/react';
import type { Field } from '../../../exposure/catalogue/field';
import type { Treatment } from '../../../exposure/policy/policy';
import { maskOf } from '../../../exposure/words/widening';
import { useMessages } from '../../messages';
import { fieldDescription, fieldLabel } from '../../sentences';
import { Quiet, Row } from '../../surfaces';
import type { AudienceFace } from '../audience/audiences';
import { useDesk } from '../desk';
import { RESOURCE, fieldsIn, grantOf, setFields } from './edit-part';

const cellStyle = xcss({ paddingBlock: 'space.075' });

const Name = ({ field, shown }: { field: Field; shown: boolean }): ReactNode => {
  const messages = useMessages();
  return (
    <Stack space="space.025">
      <Inline space="space.100" alignBlock="baseline" shouldWrap>
        <Text weight="medium" color={shown ? 'color.text' : 'color.text.subtle'}>
          {fieldLabel(messages, RESOURCE, field.name)}
        </Text>
        <Text size="small" color="color.text.subtlest">
          {field.name}
        </Text>
        {field.personal && <Lozenge appearance="accent-magenta">{messages.say('fields.personal')}</Lozenge>}
        {field.observed && <Lozenge>{messages.say('fields.observed')}</Lozenge>}
      </Inline>
      <Quiet>{fieldDescription(messages, RESOURCE, field.name)}</Quiet>
    </Stack>
  );
};

interface Turns {
  readonly field: Field;
  /** Undefined = hidden. */
  readonly treatment: Treatment | undefined;
  readonly onTurn: (shown: boolean) => void;
}

const Switch = ({ field, treatment, onTurn }: Turns): ReactNode => {
  const messages = useMessages();
  const { say } = messages;
  const shown = treatment !== undefined;
  const masked = shown ? maskOf(treatment) : undefined;
  return (
    <Inline space="space.100" alignBlock="center">
      <Toggle
        id={`field-${field.name}`}
        label={say('fields.switch', { field: fieldLabel(messages, RESOURCE, field.name) })}
        isChecked={shown}
        onChange={(event) => onTurn(event.target.checked === true)}
      />
      <Icon glyph={shown ? 'eye-open' : 'eye-open-strikethrough'} color={shown ? 'color.icon' : 'color.icon.disabled'} label="" />
      <Text color={shown ? 'color.text' : 'color.text.subtle'}>
        {masked
          ? say('fields.masked', { mask: masked.mask, steps: messages.list(masked.steps) })
          : say(shown ? 'fields.shown' : 'fields.hidden')}
      </Text>
    </Inline>
  );
};

/** Every field Focus has, in the catalogue's order, then those seen in its data, each with its switch; hidden ones stay in place. */
export const FieldTable = ({ face }: { face: AudienceFace }): ReactNode => {
  const { say } = useMessages();
  const { view, draft } = useDesk();
  const grant = grantOf(view.policy, face.key);
  const all = fieldsIn(grant);
  const treatmentOf = (name: string): Treatment | undefined => (Object.hasOwn(grant.fields, name) ? grant.fields[name] : undefined);
  const isShown = (name: string): boolean => treatmentOf(name) !== undefined;
  const turn = (names: readonly string[], shown: boolean): void => draft.edit(setFields(draft.view().policy, face.key, names, shown));
  const impersonal = all.filter((field) => !field.personal).map((field) => field.name);
  const shown = all.filter((field) => isShown(field.name)).length;
  return (
    <Stack space="space.100">
      <Row
        action={
          <ButtonGroup label={say('fields.actions')}>
            <Button spacing="compact" onClick={() => turn(impersonal, true)}>
              {say('fields.showImpersonal')}
            </Button>
            <Button
              spacing="compact"
              onClick={() =>
                turn(
                  all.map((field) => field.name),
                  false,
                )
              }
            >
              {say('fields.hideAll')}
            </Button>
          </ButtonGroup>
        }
      >
        <Stack space="space.050">
          <Heading as="h2" size="small">
            {say('fields.title')}
          </Heading>
          <Text color="color.text.subtle">{say('fields.count', { shown, all: all.length })}</Text>
        </Stack>
      </Row>
      <DynamicTable
        label={say('fields.title')}
        head={{
          cells: [
            { key: 'field', content: say('fields.column.field'), width: 72 },
            { key: 'switch', content: say('fields.column.switch'), width: 28 },
          ],
        }}
        rows={all.map((field) => ({
          key: field.name,
          cells: [
            {
              key: `${field.name}-name`,
              content: (
                <Box xcss={cellStyle}>
                  <Name field={field} shown={isShown(field.name)} />
                </Box>
              ),
            },
            {
              key: `${field.name}-switch`,
              content: (
                <Box xcss={cellStyle}>
                  <Switch field={field} treatment={treatmentOf(field.name)} onTurn={(on) => turn([field.name], on)} />
                </Box>
              ),
            },
          ],
        }))}
      />
    </Stack>
  );
};
