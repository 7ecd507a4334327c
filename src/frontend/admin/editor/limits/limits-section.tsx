import { useState } from 'react';
import type { ReactNode } from 'react';
import { Checkbox, ErrorMessage, Heading, HelperMessage, Inline, Label, Stack, Text, Textfield } from '@forge/react';
import { LARGEST_PAGE } from '../../../../exposure/catalogue/catalogue';
import type { ActionName } from '../../../../exposure/policy/policy';
import { useMessages } from '../../../messages';
import type { MessageKey } from '../../../messages';
import { Card, Share } from '../../../surfaces';
import { setActions, setPageSize } from '../edit-grant';
import { actionsOf, grantableIn } from '../edit-part';
import { useGrant } from '../use-grant';
import type { Edits } from '../use-grant';
import { End } from './end';

const WHOLE = /^[0-9]{1,3}$/;

const PageSize = (edits: Edits): ReactNode => {
  const { face } = edits;
  const { say } = useMessages();
  const { grant, edit } = useGrant(edits);
  const stored = String(grant.pageSize ?? LARGEST_PAGE);
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? stored;
  const size = WHOLE.test(text) ? Number(text) : 0;
  const wrong = size < 1 || size > LARGEST_PAGE;
  const type = (value: string): void => {
    setTyped(value);
    const next = WHOLE.test(value) ? Number(value) : 0;
    if (next >= 1 && next <= LARGEST_PAGE) edit((before) => setPageSize(before, next));
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

const Actions = (edits: Edits): ReactNode => {
  const { say } = useMessages();
  const { grant, edit } = useGrant(edits);
  const { actions } = grant;
  const key = { audience: edits.face.key, resource: edits.resource };
  const turn = (action: ActionName, on: boolean): void => {
    edit((before) =>
      setActions(before, grantableIn(key), on ? [...before.actions, action] : before.actions.filter((one) => one !== action)),
    );
  };
  return (
    <Stack space="space.100">
      <Text weight="medium">{say('actions.title')}</Text>
      {actionsOf(key).map((action) => {
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
export const LimitsSection = (edits: Edits): ReactNode => {
  const { face } = edits;
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
              <PageSize {...edits} />
            </Share>
          )}
          {face.width.leavesSite && (
            <Share>
              <Actions {...edits} />
            </Share>
          )}
        </Inline>
      </Card>
    </Stack>
  );
};
