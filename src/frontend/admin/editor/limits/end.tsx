import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, DatePicker, HelperMessage, Inline, Label, Stack } from '@forge/react';
import { parsePolicy } from '../../../../exposure/policy/parse-policy';
import type { Problem } from '../../../../exposure/policy/policy';
import { useMessages } from '../../../messages';
import { Share } from '../../../surfaces';
import type { AudienceFace } from '../../audience/audiences';
import { useDesk } from '../../desk';
import { partOf, setEnd } from '../edit-part';
import { ProblemsHere } from '../problems-here';
import { problemsAt } from '../use-grant';

/** An end at midnight UTC, as days are chosen here; another time of day is kept until a day is chosen. */
const AT_MIDNIGHT = /T00:00:00(\.0+)?Z$/;

/** Until when an audience is answered, and what that means. */
export const End = ({ face }: { face: AudienceFace }): ReactNode => {
  const { say, ends } = useMessages();
  const { view, draft, now } = useDesk();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const { expiresAt } = partOf(view.policy, face.key);
  const set = (day: string | undefined): void => {
    const next = setEnd(draft.view().policy, face.key, day);
    const parsed = parsePolicy(next);
    const found = parsed.ok ? [] : problemsAt(parsed.problems, `/audiences/${face.key}/expiresAt`);
    setProblems(found);
    if (found.length === 0) draft.edit(next);
  };
  const hint = (): string => {
    if (expiresAt === undefined) return say('end.hint.none');
    if (Date.parse(expiresAt) <= now) return say('end.hint.past', { at: ends(expiresAt) });
    return AT_MIDNIGHT.test(expiresAt) ? say('end.hint') : say('end.hint.time', { at: ends(expiresAt) });
  };
  const id = `ends-${face.slug}`;
  return (
    <Stack>
      <Label labelFor={id}>{say('end.label')}</Label>
      <Inline space="space.100" alignBlock="center">
        <Share>
          <DatePicker
            id={id}
            value={expiresAt?.slice(0, 10) ?? ''}
            placeholder={say('end.none')}
            isInvalid={problems.length > 0}
            onChange={(value) => set(value === '' ? undefined : value)}
          />
        </Share>
        {expiresAt !== undefined && (
          <Button appearance="subtle" onClick={() => set(undefined)}>
            {say('end.clear')}
          </Button>
        )}
      </Inline>
      <ProblemsHere problems={problems} />
      <HelperMessage>{hint()}</HelperMessage>
    </Stack>
  );
};
