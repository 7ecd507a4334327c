import { useState } from 'react';
import type { ReactNode } from 'react';
import { Box, Button, ButtonGroup, DynamicTable, Heading, Inline, Stack, Text, xcss } from '@forge/react';
import { CATALOGUE } from '../../../../exposure/catalogue/catalogue';
import type { Field } from '../../../../exposure/catalogue/field';
import type { Grant, Problem, Treatment } from '../../../../exposure/policy/policy';
import { useMessages } from '../../../messages';
import { Quiet, Row } from '../../../surfaces';
import { useDesk } from '../../desk';
import { grantOf } from '../edit-part';
import { problemsAt, useGrant } from '../use-grant';
import type { Edits } from '../use-grant';
import { fieldsIn, isTakenUp, seenOf, setFields, treatmentOf } from './edit-fields';
import { FieldAnswer, FieldName } from './field-row';

const cellStyle = xcss({ paddingBlock: 'space.075' });

/** How each field left when it was last shown: switching off and on again must not unmask it. */
const useKept = ({ face, resource }: Edits): { keptOf: (name: string) => Treatment; keep: (fields: Grant['fields']) => void } => {
  const { overview } = useDesk();
  const live = overview.livePolicy ? grantOf(overview.livePolicy, { audience: face.key, resource }).fields : {};
  const [kept, setKept] = useState<ReadonlyMap<string, Treatment>>(new Map(Object.entries(live)));
  return {
    keptOf: (name) => kept.get(name) ?? 'show',
    keep: (fields) => setKept((before) => new Map([...before, ...Object.entries(fields)])),
  };
};

/** Every field Focus has, in the catalogue's order, then those seen in its data, each with its switch; hidden ones stay in place. */
export const FieldTable = (edits: Edits): ReactNode => {
  const { resource } = edits;
  const { say } = useMessages();
  const { overview } = useDesk();
  const { grant, edit } = useGrant(edits);
  const { keptOf, keep } = useKept(edits);
  const [openName, setOpenName] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<{ readonly name: string; readonly problems: readonly Problem[] } | null>(null);
  const [unfolded, setUnfolded] = useState(false);
  const seen = seenOf(overview.seen, resource);
  const all = fieldsIn(resource, grant, seen);
  const listed = unfolded ? all : all.filter((field) => isTakenUp(grant, field));
  const folded = all.filter((field) => !isTakenUp(grant, field)).length;
  const shown = all.filter(({ name }) => treatmentOf(grant, name) !== undefined).length;

  const set = (changes: readonly (readonly [string, Treatment | undefined])[]): readonly Problem[] => {
    keep(grant.fields);
    return edit((before) => setFields(resource, before, new Map(changes), seen));
  };
  const setOne = (name: string, treatment: Treatment | undefined): void => setTrouble({ name, problems: set([[name, treatment]]) });
  const choose = ({ name }: Field, treatment: Treatment): readonly Problem[] => {
    setTrouble(null);
    const problems = set([[name, treatment]]);
    const here = problemsAt(problems, `/fields/${name}`);
    return here.length > 0 ? here : problems;
  };
  // Of what nobody described nobody knows that it isn't about people.
  const impersonal = CATALOGUE[resource].fields.filter(({ personal }) => !personal);
  return (
    <Stack space="space.100">
      <Row
        action={
          <ButtonGroup label={say('fields.actions')}>
            <Button spacing="compact" onClick={() => set(impersonal.map(({ name }) => [name, treatmentOf(grant, name) ?? keptOf(name)]))}>
              {say('fields.showImpersonal')}
            </Button>
            <Button spacing="compact" onClick={() => set(all.map(({ name }) => [name, undefined]))}>
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
            { key: 'field', content: say('fields.column.field'), width: 50 },
            { key: 'switch', content: say('fields.column.switch'), width: 50 },
          ],
        }}
        rows={listed.map((field) => ({
          key: field.name,
          cells: [
            {
              key: `${field.name}-name`,
              content: (
                <Box xcss={cellStyle}>
                  <FieldName resource={resource} field={field} shown={treatmentOf(grant, field.name) !== undefined} />
                </Box>
              ),
            },
            {
              key: `${field.name}-switch`,
              content: (
                <Box xcss={cellStyle}>
                  <FieldAnswer
                    {...edits}
                    field={field}
                    treatment={treatmentOf(grant, field.name)}
                    isOpen={openName === field.name}
                    problems={trouble?.name === field.name ? trouble.problems : []}
                    onOpen={(open) => setOpenName(open ? field.name : null)}
                    onTurn={(on) => setOne(field.name, on ? keptOf(field.name) : undefined)}
                    onChoose={(treatment) => choose(field, treatment)}
                    isStale={field.observed && seen.has(field.name) && seen.get(field.name) !== field.shape}
                  />
                </Box>
              ),
            },
          ],
        }))}
      />
      {seen.size === 0 && <Quiet>{say('fields.observed.none')}</Quiet>}
      {(unfolded || folded > 0) && (
        <Inline>
          <Button appearance="subtle" iconBefore={unfolded ? 'chevron-up' : 'chevron-down'} onClick={() => setUnfolded(!unfolded)}>
            {unfolded ? say('fields.observed.fold') : say('fields.observed.unfold', { count: folded })}
          </Button>
        </Inline>
      )}
    </Stack>
  );
};
