import type { ReactNode } from 'react';
import { Icon, Inline, SectionMessage, Stack, Text } from '@forge/react';
import type { ConnectionTest, EndpointTest } from '../../../resolvers/contract';
import { useMessages } from '../../messages';
import type { MessageKey } from '../../messages';
import { Quiet } from '../../surfaces';

interface Words {
  readonly appearance: 'success' | 'warning' | 'error';
  readonly title: MessageKey;
  readonly body: MessageKey;
}

const TEST_WORDS = {
  works: { appearance: 'success', title: 'test.works.title', body: 'test.works.body' },
  enough: { appearance: 'success', title: 'test.enough.title', body: 'test.enough.body' },
  partly_reachable: { appearance: 'warning', title: 'test.partly_reachable.title', body: 'test.partly_reachable.body' },
  credentials_refused: { appearance: 'error', title: 'test.credentials_refused.title', body: 'test.credentials_refused.body' },
  no_endpoint_reachable: { appearance: 'error', title: 'test.no_endpoint_reachable.title', body: 'test.no_endpoint_reachable.body' },
  other_site: { appearance: 'error', title: 'test.other_site.title', body: 'test.other_site.body' },
  site_unknown: { appearance: 'error', title: 'test.site_unknown.title', body: 'test.site_unknown.body' },
  not_offered_by_forge: { appearance: 'error', title: 'test.not_offered_by_forge.title', body: 'test.not_offered_by_forge.body' },
  unreachable: { appearance: 'error', title: 'test.unreachable.title', body: 'test.unreachable.body' },
} as const satisfies Readonly<Record<ConnectionTest['code'] | 'enough', Words>>;

const WARNING_WORDS = {
  sees_money: 'test.warning.sees_money',
  administers_focus: 'test.warning.administers_focus',
} as const satisfies Readonly<Record<ConnectionTest['warnings'][number], MessageKey>>;

const OUTCOMES: Readonly<
  Record<
    EndpointTest['outcome'],
    {
      readonly label: MessageKey;
      readonly glyph: 'status-success' | 'status-error' | 'status-warning';
      readonly color: 'color.icon.success' | 'color.icon.danger' | 'color.icon.warning';
    }
  >
> = {
  reachable: { label: 'outcome.reachable', glyph: 'status-success', color: 'color.icon.success' },
  refused: { label: 'outcome.refused', glyph: 'status-error', color: 'color.icon.danger' },
  failed: { label: 'outcome.failed', glyph: 'status-warning', color: 'color.icon.warning' },
  timeout: { label: 'outcome.timeout', glyph: 'status-warning', color: 'color.icon.warning' },
  throttled: { label: 'outcome.throttled', glyph: 'status-warning', color: 'color.icon.warning' },
};

const RESOURCE_WORDS = {
  focusArea: 'focusResource.focusArea',
  costItem: 'focusResource.costItem',
  benefitItem: 'focusResource.benefitItem',
  costType: 'focusResource.costType',
  costSubtype: 'focusResource.costSubtype',
  benefitType: 'focusResource.benefitType',
  investmentCategory: 'focusResource.investmentCategory',
  organization: 'focusResource.organization',
} as const satisfies Readonly<Record<string, MessageKey>>;

const keyIn = <Key extends string>(table: Readonly<Record<Key, unknown>>, key: string): key is Key => Object.hasOwn(table, key);

const Endpoint = ({ endpoint }: { endpoint: EndpointTest }): ReactNode => {
  const { say } = useMessages();
  const { label, glyph, color } = OUTCOMES[endpoint.outcome];
  const name = keyIn(RESOURCE_WORDS, endpoint.resource) ? say(RESOURCE_WORDS[endpoint.resource]) : endpoint.resource;
  return (
    <Inline space="space.100" alignBlock="start">
      <Icon glyph={glyph} color={color} label="" />
      <Stack>
        <Text>{say(label, { resource: name })}</Text>
        {endpoint.fieldsSeen.length > 0 && (
          <Quiet>{say('test.fieldsSeen', { fields: endpoint.fieldsSeen.map(({ path }) => path).join(', ') })}</Quiet>
        )}
      </Stack>
    </Inline>
  );
};

/** This release reads focus areas alone: an account that sees just those is what the advice asks for, and no fault. */
const codeOf = ({ code, endpoints }: ConnectionTest): string => {
  const readsAreas = endpoints.some(({ resource, outcome }) => resource === 'focusArea' && outcome === 'reachable');
  return code === 'partly_reachable' && readsAreas ? 'enough' : code;
};

/** What Focus said to each read, in words; warnings on top of a success stay visible. */
export const TestResult = ({ test }: { test: ConnectionTest }): ReactNode => {
  const { say } = useMessages();
  const code = codeOf(test);
  const words = keyIn(TEST_WORDS, code) ? TEST_WORDS[code] : TEST_WORDS.unreachable;
  return (
    <SectionMessage
      appearance={words.appearance === 'success' && test.warnings.length > 0 ? 'warning' : words.appearance}
      title={say(words.title)}
    >
      <Stack space="space.150">
        <Text>{say(words.body)}</Text>
        {test.warnings.map((code) => (
          <Inline key={code} space="space.100" alignBlock="start">
            <Icon glyph="status-warning" color="color.icon.warning" label={say('attention.level.warning')} />
            <Text>{keyIn(WARNING_WORDS, code) ? say(WARNING_WORDS[code]) : code}</Text>
          </Inline>
        ))}
        {test.endpoints.map((endpoint) => (
          <Endpoint key={endpoint.resource} endpoint={endpoint} />
        ))}
      </Stack>
    </SectionMessage>
  );
};
