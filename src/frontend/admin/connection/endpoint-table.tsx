import type { ReactNode } from 'react';
import { DynamicTable, Icon, Inline, Stack, Text } from '@forge/react';
import { CATALOGUE } from '../../../exposure/catalogue/catalogue';
import type { EndpointTest } from '../../../resolvers/contract';
import { useMessages } from '../../messages';
import type { MessageKey } from '../../messages';
import { fieldLabel } from '../../sentences';
import { Quiet } from '../../surfaces';

interface Outcome {
  readonly label: MessageKey;
  readonly glyph: 'status-success' | 'status-error' | 'status-warning';
  readonly color: 'color.icon.success' | 'color.icon.danger' | 'color.icon.warning';
}

const OUTCOMES: Readonly<Record<EndpointTest['outcome'], Outcome>> = {
  reachable: { label: 'outcome.reachable', glyph: 'status-success', color: 'color.icon.success' },
  refused: { label: 'outcome.refused', glyph: 'status-error', color: 'color.icon.danger' },
  failed: { label: 'outcome.failed', glyph: 'status-warning', color: 'color.icon.warning' },
  timeout: { label: 'outcome.timeout', glyph: 'status-warning', color: 'color.icon.warning' },
  throttled: { label: 'outcome.throttled', glyph: 'status-warning', color: 'color.icon.warning' },
};

const RESOURCES = {
  focusArea: 'focusResource.focusArea',
  costItem: 'focusResource.costItem',
  benefitItem: 'focusResource.benefitItem',
  costType: 'focusResource.costType',
  costSubtype: 'focusResource.costSubtype',
  benefitType: 'focusResource.benefitType',
  investmentCategory: 'focusResource.investmentCategory',
  organization: 'focusResource.organization',
} as const satisfies Readonly<Record<EndpointTest['resource'], MessageKey>>;

/** Names of the fields in Focus's answer, never a value; those that Atlassian doesn't describe stand apart, by Focus's own names. */
const FieldsSeen = ({ endpoint }: { endpoint: EndpointTest }): ReactNode => {
  const messages = useMessages();
  const { say, list } = messages;
  const { resource, fieldsSeen, outcome } = endpoint;
  if (outcome !== 'reachable') return null;
  const described = new Set(CATALOGUE[resource].fields.map(({ name }) => name));
  const known = fieldsSeen.filter(({ path }) => described.has(path)).map(({ path }) => fieldLabel(messages, resource, path));
  const others = fieldsSeen.filter(({ path }) => !described.has(path)).map(({ path }) => path);
  if (fieldsSeen.length === 0) return <Quiet>{say('test.fields.none')}</Quiet>;
  return (
    <Stack space="space.050">
      {known.length > 0 && <Quiet>{list(known)}</Quiet>}
      {others.length > 0 && <Quiet>{say('test.fields.others', { fields: list(others) })}</Quiet>}
    </Stack>
  );
};

/** What Focus said to the read of each resource. */
export const EndpointTable = ({ endpoints }: { endpoints: readonly EndpointTest[] }): ReactNode => {
  const { say } = useMessages();
  const rows = endpoints.map((endpoint) => {
    const { label, glyph, color } = OUTCOMES[endpoint.outcome];
    return {
      key: endpoint.resource,
      cells: [
        { key: 'resource', content: <Text weight="medium">{say(RESOURCES[endpoint.resource])}</Text> },
        {
          key: 'outcome',
          content: (
            <Inline space="space.075" alignBlock="center">
              <Icon glyph={glyph} color={color} label="" />
              <Text>{say(label)}</Text>
            </Inline>
          ),
        },
        {
          key: 'fields',
          content: (
            <Stack>
              <FieldsSeen endpoint={endpoint} />
            </Stack>
          ),
        },
      ],
    };
  });
  return (
    <DynamicTable
      label={say('test.table')}
      head={{
        cells: [
          { key: 'resource', content: say('test.column.resource'), width: 22 },
          { key: 'outcome', content: say('test.column.outcome'), width: 28 },
          { key: 'fields', content: say('test.column.fields'), width: 50 },
        ],
      }}
      rows={rows}
    />
  );
};
