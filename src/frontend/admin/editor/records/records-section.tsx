import { useState } from 'react';
import type { ReactNode } from 'react';
import { Heading, RadioGroup, Stack } from '@forge/react';
import { useMessages } from '../../../messages';
import { Card, Line } from '../../../surfaces';
import { rootsOf, setRoots } from '../edit-grant';
import { useGrant } from '../use-grant';
import { Conditions } from './conditions';
import type { Conditional } from './conditions';
import { PlaceAge } from './place-age';
import { Subtrees } from './subtrees';

/** Which focus areas: every one, or those inside chosen subtrees, and what must hold of them. The subtrees are kept while "every" is tried out. */
export const RecordsSection = (edits: Conditional): ReactNode => {
  const { face } = edits;
  const { say } = useMessages();
  const { grant, edit } = useGrant(edits);
  const under = rootsOf(grant.records);
  const [kept, setKept] = useState<readonly string[]>(under ?? []);
  const choose = (value: unknown): void => {
    if (under) setKept(under);
    edit((before) => setRoots(before, value === 'all' ? undefined : kept));
  };
  return (
    <Stack space="space.150">
      <Heading as="h2" size="small">
        {say('records.title')}
      </Heading>
      <Card>
        <Stack space="space.200">
          <RadioGroup
            name={`records-${face.slug}`}
            value={under ? 'under' : 'all'}
            options={[
              { name: 'records', value: 'under', label: say('records.under') },
              { name: 'records', value: 'all', label: say('records.all') },
            ]}
            onChange={(event) => choose(event.target.value)}
          />
          {under && <Subtrees {...edits} under={under} />}
          <PlaceAge {...edits} />
          <Line />
          <Conditions {...edits} />
        </Stack>
      </Card>
    </Stack>
  );
};
