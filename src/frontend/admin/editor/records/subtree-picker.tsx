import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import {
  Box,
  Button,
  Checkbox,
  Heading,
  Icon,
  Inline,
  Label,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  ModalTransition,
  Spinner,
  Stack,
  Text,
  Textfield,
  xcss,
} from '@forge/react';
import { POLICY_LIMITS } from '../../../../exposure/policy/parse-policy';
import type { FocusAreaChoice } from '../../../../resolvers/contract';
import { useMessages } from '../../../messages';
import { RefusalMessage } from '../../../refusal-message';
import { Line, Panel, Quiet } from '../../../surfaces';
import type { AudienceFace } from '../../audience/audiences';
import { useDesk } from '../../desk';
import { useTypedSearch } from '../../typed-search';

const foundStyle = xcss({ maxHeight: '360px', overflowY: 'auto' });
const wideStyle = xcss({ width: '0px', flexGrow: 3, minWidth: '260px' });
const chosenStyle = xcss({ width: '0px', flexGrow: 2, minWidth: '220px' });
const iconStyle = xcss({ paddingInlineStart: 'space.075' });

/** Where a focus area lies, from the top. */
export const placeOf = (area: FocusAreaChoice | undefined): string => (area?.ancestors ?? []).map(({ id, name }) => name ?? id).join(' › ');

interface Found {
  readonly area: FocusAreaChoice;
  readonly chosen: readonly FocusAreaChoice[];
  readonly onTurn: (area: FocusAreaChoice, on: boolean) => void;
}

const Result = ({ area, chosen, onTurn }: Found): ReactNode => {
  const { say } = useMessages();
  const ticked = chosen.some(({ id }) => id === area.id);
  const above = chosen.find(({ id }) => id !== area.id && (area.ancestors ?? []).some((one) => one.id === id));
  const full = chosen.length >= POLICY_LIMITS.roots;
  return (
    <Stack space="space.025">
      <Checkbox
        label={area.name}
        value={area.id}
        isChecked={ticked || above !== undefined}
        isDisabled={!ticked && (above !== undefined || full)}
        onChange={(event) => onTurn(area, event.target.checked === true)}
      />
      <Box paddingInlineStart="space.300">
        <Quiet>
          {[
            area.ancestors === undefined ? say('picker.placeUnknown') : placeOf(area) || say('picker.top'),
            ...(above ? [say('picker.included', { name: above.name })] : []),
          ].join(' · ')}
        </Quiet>
      </Box>
    </Stack>
  );
};

const Results = ({ text, chosen, onTurn }: { text: string } & Omit<Found, 'area'>): ReactNode => {
  const { say } = useMessages();
  const { invoke } = useDesk();
  const ask = useCallback((typed: string) => invoke('searchFocusAreas', { text: typed }), [invoke]);
  const { search, again } = useTypedSearch(text, ask);
  if (search.state === 'idle') return <Quiet>{say('picker.idle')}</Quiet>;
  if (search.state === 'asking') return <Spinner size="medium" label={say('picker.asking')} />;
  if (search.state === 'failed') return <RefusalMessage failure={search.failure} onAgain={again} />;
  const { areas, more } = search.found;
  if (areas.length === 0) return <Text>{say('picker.noMatch', { text })}</Text>;
  return (
    <Stack space="space.150">
      <Quiet>{say(more ? 'picker.more' : 'picker.count', { count: areas.length })}</Quiet>
      <Box xcss={foundStyle}>
        <Stack space="space.150">
          {areas.map((area) => (
            <Result key={area.id} area={area} chosen={chosen} onTurn={onTurn} />
          ))}
        </Stack>
      </Box>
    </Stack>
  );
};

const Chosen = ({ chosen, onTurn }: Omit<Found, 'area'>): ReactNode => {
  const { say } = useMessages();
  return (
    <Panel>
      <Stack space="space.150">
        <Heading as="h2" size="xsmall">
          {say('picker.chosen', { count: chosen.length })}
        </Heading>
        {chosen.length === 0 && <Text color="color.text.subtle">{say('picker.chosenNone')}</Text>}
        {chosen.map((area, at) => (
          <Stack key={area.id} space="space.100">
            {at > 0 && <Line />}
            <Inline spread="space-between" alignBlock="center" space="space.100">
              <Stack>
                <Text weight="medium">{area.name}</Text>
                <Quiet>{placeOf(area)}</Quiet>
              </Stack>
              <Button appearance="subtle" spacing="compact" onClick={() => onTurn(area, false)}>
                {say('picker.remove')}
              </Button>
            </Inline>
          </Stack>
        ))}
        {chosen.length >= POLICY_LIMITS.roots && <Text color="color.text.warning">{say('picker.full', { max: POLICY_LIMITS.roots })}</Text>}
      </Stack>
    </Panel>
  );
};

interface Picks {
  readonly face: AudienceFace;
  readonly start: readonly FocusAreaChoice[];
  readonly onUse: (chosen: readonly FocusAreaChoice[]) => void;
  readonly onClose: () => void;
}

/** Finds focus areas by name and keeps what is chosen beside the search; nothing is edited before Use. */
export const SubtreePicker = ({ face, start, onUse, onClose }: Picks): ReactNode => {
  const { say } = useMessages();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(start);
  const turn = (area: FocusAreaChoice, on: boolean): void =>
    setChosen((before) => (on ? [...before.filter(({ id }) => id !== area.id), area] : before.filter(({ id }) => id !== area.id)));
  return (
    <ModalTransition>
      <Modal width="x-large" onClose={onClose}>
        <ModalHeader>
          <ModalTitle>{say('picker.title', { audience: say(face.name) })}</ModalTitle>
        </ModalHeader>
        <ModalBody>
          <Stack space="space.200">
            <Text>{say('picker.intro')}</Text>
            <Inline space="space.300" alignBlock="start" shouldWrap rowSpace="space.200">
              <Box xcss={wideStyle}>
                <Stack space="space.150">
                  <Stack>
                    <Label labelFor="find-focus-areas">{say('picker.find')}</Label>
                    <Textfield
                      id="find-focus-areas"
                      autoFocus
                      value={text}
                      maxLength={200}
                      elemBeforeInput={
                        <Box xcss={iconStyle}>
                          <Icon glyph="search" label="" />
                        </Box>
                      }
                      onChange={(event) => setText(String(event.target.value ?? ''))}
                    />
                  </Stack>
                  <Results text={text.trim()} chosen={chosen} onTurn={turn} />
                </Stack>
              </Box>
              <Box xcss={chosenStyle}>
                <Chosen chosen={chosen} onTurn={turn} />
              </Box>
            </Inline>
          </Stack>
        </ModalBody>
        <ModalFooter>
          <Button appearance="subtle" onClick={onClose}>
            {say('action.cancel')}
          </Button>
          <Button
            appearance="primary"
            onClick={() => {
              onUse(chosen);
              onClose();
            }}
          >
            {say('picker.use', { count: chosen.length })}
          </Button>
        </ModalFooter>
      </Modal>
    </ModalTransition>
  );
};
