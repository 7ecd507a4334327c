import type { ReactNode } from 'react';
import { HelperMessage, Label, Select, Stack } from '@forge/react';
import { CATALOGUE, PLACE_AGE } from '../../../../exposure/catalogue/catalogue';
import type { Grant } from '../../../../exposure/policy/policy';
import { useMessages } from '../../../messages';
import { resourceLabel } from '../../../sentences';
import { conditionsIn, rootsOf, setPlaceAge } from '../edit-grant';
import { useGrant } from '../use-grant';
import type { Edits } from '../use-grant';

/** Minutes to choose from; whatever else is stored is offered too. */
const MINUTES = [5, 15, 30, PLACE_AGE.usual, 180, 360, 720, 1_440, PLACE_AGE.most];

const LIVE = 'live';

/** Whether it matters to a grant where a record lies. */
const asksPlace = ({ resource }: Edits, grant: Grant): boolean => {
  const { placed, parentOf, fields } = CATALOGUE[resource];
  const places = fields.filter(({ refersTo }) => refersTo !== undefined && refersTo === parentOf).map(({ name }) => name);
  return placed && ((rootsOf(grant.records) ?? []).length > 0 || conditionsIn(grant).some(({ field }) => places.includes(field)));
};

/** How old the knowledge of a record's place may be, with what that means for one that is moved. Drawn where a place decides. */
export const PlaceAge = (edits: Edits): ReactNode => {
  const messages = useMessages();
  const { say, lasts } = messages;
  const { grant, edit } = useGrant(edits);
  if (!asksPlace(edits, grant)) return null;
  const age = grant.placeAge ?? PLACE_AGE.usual;
  const ages: readonly (number | typeof LIVE)[] = [
    LIVE,
    ...[...new Set([...MINUTES, ...(age === LIVE ? [] : [age])])].sort((one, other) => one - other),
  ];
  const optionOf = (one: number | typeof LIVE) => ({
    value: String(one),
    label: one === LIVE ? say('placeAge.live') : say('placeAge.stored', { age: lasts(one), usual: String(one === PLACE_AGE.usual) }),
  });
  const choose = (picked: unknown): void => {
    const value = typeof picked === 'object' && picked !== null && 'value' in picked ? picked.value : undefined;
    const chosen = ages.find((one) => String(one) === value);
    if (chosen !== undefined) edit((before) => setPlaceAge(before, chosen));
  };
  const id = `place-age-${edits.face.slug}`;
  const resource = resourceLabel(messages, edits.resource);
  return (
    <Stack>
      <Label labelFor={id}>{say('placeAge.label')}</Label>
      <Select inputId={id} options={ages.map(optionOf)} value={optionOf(age)} onChange={choose} />
      <HelperMessage>{age === LIVE ? say('placeAge.live.hint', { resource }) : say('placeAge.stored.hint', { resource })}</HelperMessage>
    </Stack>
  );
};
