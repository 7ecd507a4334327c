import type { ReactNode } from 'react';
import { DonutChart, Heading, Inline, Stack } from '@forge/react';
import type { Summary } from '../../resolvers/contract';
import { useMessages } from '../messages';
import { Card, Quiet, Share } from '../surfaces';
import { countByStatus, countDue, statusWords } from './leaves';

const DUE_DAYS = 90;

const Figure = ({ name, value, note }: { name: string; value: string; note: string }): ReactNode => (
  <Card>
    <Stack space="space.050">
      <Quiet>{name}</Quiet>
      <Heading as="h2" size="large">
        {value}
      </Heading>
      <Quiet>{note}</Quiet>
    </Stack>
  </Card>
);

/** Every slice carries its count in its label, since the legend is all that a chart of UI Kit says in words. */
const ByStatus = ({ areas }: Pick<Summary, 'areas'>): ReactNode => {
  const { say } = useMessages();
  const data = countByStatus(areas).map(({ status, count }) => ({
    label: say('summary.status.label', { status: status === '' ? say('summary.status.none') : statusWords(status), count }),
    count,
  }));
  return (
    <Card>
      <DonutChart
        title={say('summary.status.title')}
        data={data}
        colorAccessor="label"
        valueAccessor="count"
        labelAccessor="label"
        height={260}
        showBorder={false}
      />
    </Card>
  );
};

/** The portfolio at a glance, as far as the granted fields tell. */
export const Figures = ({ summary, now }: { summary: Summary; now: number }): ReactNode => {
  const { say } = useMessages();
  const { areas, fields, complete } = summary;
  const statuses = fields.includes('status');
  const due = fields.includes('targetDate') ? countDue(areas, now, DUE_DAYS) : null;
  return (
    <Inline space="space.200" alignBlock="start" shouldWrap rowSpace="space.200">
      <Share>
        <Stack space="space.200">
          <Figure
            name={say('summary.figure.areas')}
            value={say(complete ? 'summary.figure.count' : 'summary.figure.atLeast', { count: areas.length })}
            note={say(statuses ? 'summary.figure.statuses' : 'summary.figure.reached', { count: countByStatus(areas).length })}
          />
          {due && (
            <Figure
              name={say('summary.figure.due', { days: DUE_DAYS })}
              value={say(complete ? 'summary.figure.count' : 'summary.figure.atLeast', { count: due.soon })}
              note={say('summary.figure.past', { count: due.past })}
            />
          )}
        </Stack>
      </Share>
      {statuses && areas.length > 0 && (
        <Share>
          <ByStatus areas={areas} />
        </Share>
      )}
    </Inline>
  );
};
