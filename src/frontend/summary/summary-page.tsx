import { useCallback, useMemo } from 'react';
import type { ReactNode } from 'react';
import { makeInvoke } from '@forge/bridge';
import { Button, EmptyState, Heading, Inline, SectionMessage, Spinner, Stack, Text } from '@forge/react';
import type { Answer, Summary, ViewerCalls } from '../../resolvers/contract';
import { useLoad } from '../answers';
import type { Failure, FailureCode, Load } from '../answers';
import { useMessages } from '../messages';
import type { MessageKey } from '../messages';
import { RefusalMessage } from '../refusal-message';
import { Quiet, Row } from '../surfaces';
import { AreaTable } from './area-table';
import { Figures } from './figures';

const invoke = makeInvoke<ViewerCalls>();

interface Empty {
  readonly title: MessageKey;
  readonly body: MessageKey;
}

/** Refusals that are nobody's mistake: what it is, why, and what to do next. */
const EMPTY: Readonly<Partial<Record<FailureCode, Empty>>> = {
  not_exposed: { title: 'summary.notExposed.title', body: 'summary.notExposed.body' },
  exposure_off: { title: 'summary.off.title', body: 'summary.off.body' },
  focus_not_connected: { title: 'summary.notConnected.title', body: 'summary.notConnected.body' },
};

const Refused = ({ failure, onAgain }: { failure: Failure; onAgain: () => void }): ReactNode => {
  const { say } = useMessages();
  const empty = Object.hasOwn(EMPTY, failure.code) ? EMPTY[failure.code] : undefined;
  if (!empty) return <RefusalMessage failure={failure} onAgain={onAgain} />;
  return (
    <EmptyState
      header={say(empty.title)}
      description={say(empty.body)}
      primaryAction={<Button onClick={onAgain}>{say('summary.refresh')}</Button>}
    />
  );
};

const Shown = ({ summary, stale, onAgain }: { summary: Summary; stale: Failure | undefined; onAgain: () => void }): ReactNode => {
  const { say } = useMessages();
  const now = useMemo(() => Date.parse(summary.asOf), [summary.asOf]);
  if (summary.areas.length === 0) {
    return <EmptyState header={say('summary.empty.title')} description={say('summary.empty.body')} />;
  }
  return (
    <Stack space="space.400">
      {stale && <RefusalMessage failure={stale} onAgain={onAgain} />}
      {!summary.complete && (
        <SectionMessage appearance="warning" title={say('summary.incomplete.title')}>
          <Text>{say('summary.incomplete.body')}</Text>
        </SectionMessage>
      )}
      <Figures summary={summary} now={now} />
      <AreaTable summary={summary} />
    </Stack>
  );
};

const Body = ({ load, onAgain }: { load: Load<Summary>; onAgain: () => void }): ReactNode => {
  const { say } = useMessages();
  if (load.state === 'failed') return <Refused failure={load.failure} onAgain={onAgain} />;
  if (load.state === 'ready') return <Shown summary={load.value} stale={load.stale} onAgain={onAgain} />;
  return (
    <Inline alignInline="center">
      <Spinner size="large" label={say('page.loading')} />
    </Inline>
  );
};

/** The portfolio as far as the admin shows it to app users. What is refused is refused by the server. */
export const SummaryPage = (): ReactNode => {
  const { say, time } = useMessages();
  const ask = useCallback((): Promise<Answer<Summary>> => invoke('summary'), []);
  const { load, reload } = useLoad(ask);
  const again = (): void => void reload();
  const summary = load.state === 'ready' ? load.value : null;
  return (
    <Stack space="space.300">
      <Row
        alignBlock="start"
        action={
          summary && (
            <Inline space="space.150" alignBlock="center">
              <Quiet>{say('summary.asOf', { time: time(summary.asOf) })}</Quiet>
              <Button iconBefore="refresh" onClick={again}>
                {say('summary.refresh')}
              </Button>
            </Inline>
          )
        }
      >
        <Stack space="space.100">
          <Heading as="h1" size="large">
            {say('summary.title')}
          </Heading>
          {summary && (
            <Text color="color.text.subtle">
              {say(summary.complete ? 'summary.shown' : 'summary.shownAtLeast', {
                count: summary.areas.length,
                fields: summary.fields.length,
              })}
            </Text>
          )}
        </Stack>
      </Row>
      <Body load={load} onAgain={again} />
    </Stack>
  );
};
