import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Checkbox, DatePicker, ErrorMessage, Heading, HelperMessage, Inline, Label, Stack, Text, Textfield } from '@forge/react';
import { LARGEST_PAGE } from '../../../exposure/catalogue/catalogue';
import type { ActionName } from '../../../exposure/policy/policy';
import { useMessages } from '../../messages';
import type { MessageKey } from '../../messages';
import { Card, Share } from '../../surfaces';
import type { AudienceFace } from '../audience/audiences';
import { useDesk } from '../desk';
import { actionsOf, grantOf, partOf, setActions, setEnd, setPageSize } from './edit-part';

const End = ({ face }: { face: AudienceFace }): ReactNode => {
  const { say } = useMessages();
  const { view, draft } = useDesk();
  const day = partOf(view.policy, face.key).expiresAt?.slice(0, 10);
  const set = (to: string | undefined): void => draft.edit(setEnd(draft.view().policy, face.key, to));
  const id = `ends-${face.slug}`;
  return (
    <Stack>
      <Label labelFor={id}>{say('end.label')}</Label>
      <Inline space="space.100" alignBlock="center">
        <Share>
          <DatePicker id={id} value={day ?? ''} placeholder={say('end.none')} onChange={(value) => set(value === '' ? undefined : value)} />
        </Share>
        {day !== undefined && (
          <Button appearance="subtle" onClick={() => set(undefined)}>
            {say('end.clear')}
          </Button>
        )}
      </Inline>
      <HelperMessage>{say(day === undefined ? 'end.hint.none' : 'end.hint')}</HelperMessage>
    </Stack>
  );
};

const WHOLE = /^[0-9]{1,3}$/;

const PageSize = ({ face }: { face: AudienceFace }): ReactNode => {
  const { say } = useMessages();
  const { view, draft } = useDesk();
  const stored = String(grantOf(view.policy, face.key).pageSize ?? LARGEST_PAGE);
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? stored;
  const size = WHOLE.test(text) ? Number(text) : 0;
  const wrong = size < 1 || size > LARGEST_PAGE;
  const type = (value: string): void => {
    setTyped(value);
    const next = WHOLE.test(value) ? Number(value) : 0;
    if (next >= 1 && next <= LARGEST_PAGE) draft.edit(setPageSize(draft.view().policy, face.key, next === LARGEST_PAGE ? undefined : next));
  };
  const id = `page-size-${face.slug}`;
  return (
    <Stack>
      <Label labelFor={id}>{say('pageSize.label')}</Label>
      <Textfield
        id={id}
        value={text}
        isInvalid={wrong}
        onChange={(event) => type(String(event.target.value ?? '').trim())}
        onBlur={() => !wrong && setTyped(null)}
      />
      {wrong ? (
        <ErrorMessage>{say('pageSize.wrong', { max: LARGEST_PAGE })}</ErrorMessage>
      ) : (
        <HelperMessage>{say('pageSize.hint', { max: LARGEST_PAGE })}</HelperMessage>
      )}
    </Stack>
  );
};

const ACTION_LABELS: Readonly<Partial<Record<ActionName, MessageKey>>> = { list: 'actions.list', get: 'actions.get' };

const Actions = ({ face }: { face: AudienceFace }): ReactNode => {
  const { say } = useMessages();
  const { view, draft } = useDesk();
  const { actions } = grantOf(view.policy, face.key);
  const turn = (action: ActionName, on: boolean): void =>
    draft.edit(setActions(draft.view().policy, face.key, on ? [...actions, action] : actions.filter((one) => one !== action)));
  return (
    <Stack space="space.100">
      <Text weight="medium">{say('actions.title')}</Text>
      {actionsOf(face.key).map((action) => {
        const label = ACTION_LABELS[action];
        return (
          label && (
            <Checkbox
              key={action}
              label={say(label)}
              value={action}
              isChecked={actions.includes(action)}
              onChange={(event) => turn(action, event.target.checked === true)}
            />
          )
        );
      })}
    </Stack>
  );
};

/** Until when and how much. What app users may ask for is the summary page's own matter, so its actions are not offered. */
export const LimitsSection = ({ face }: { face: AudienceFace }): ReactNode => {
  const { say } = useMessages();
  return (
    <Stack space="space.150">
      <Heading as="h2" size="small">
        {say('limits.title')}
      </Heading>
      <Card>
        <Inline space="space.400" alignBlock="start" shouldWrap rowSpace="space.200">
          <Share>
            <End face={face} />
          </Share>
          {face.width.leavesSite && (
            <Share>
              <PageSize face={face} />
            </Share>
          )}
          {face.width.leavesSite && (
            <Share>
              <Actions face={face} />
            </Share>
          )}
        </Inline>
      </Card>
    </Stack>
  );
};
