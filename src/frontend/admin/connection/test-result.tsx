import type { ReactNode } from 'react';
import { Icon, Inline, SectionMessage, Stack, Text } from '@forge/react';
import type { ConnectionTest } from '../../../resolvers/contract';
import { useMessages } from '../../messages';
import type { MessageKey } from '../../messages';
import { EndpointTable } from './endpoint-table';

interface Words {
  readonly appearance: 'success' | 'warning' | 'error' | 'information';
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
  not_offered_by_forge: { appearance: 'information', title: 'test.not_offered_by_forge.title', body: 'test.not_offered_by_forge.body' },
  unreachable: { appearance: 'error', title: 'test.unreachable.title', body: 'test.unreachable.body' },
} as const satisfies Readonly<Record<ConnectionTest['code'] | 'enough', Words>>;

const WARNING_WORDS = {
  sees_money: 'test.warning.sees_money',
  administers_focus: 'test.warning.administers_focus',
} as const satisfies Readonly<Record<ConnectionTest['warnings'][number], MessageKey>>;

const keyIn = <Key extends string>(table: Readonly<Record<Key, unknown>>, key: string): key is Key => Object.hasOwn(table, key);

/** This release reads focus areas alone: an account that sees just those is what the advice asks for, and no fault. */
const codeOf = ({ code, endpoints }: ConnectionTest): string => {
  const readsAreas = endpoints.some(({ resource, outcome }) => resource === 'focusArea' && outcome === 'reachable');
  return code === 'partly_reachable' && readsAreas ? 'enough' : code;
};

/** What Focus said, in words; warnings on top of a success stay visible. Each read by itself only where they differ from a plain no. */
export const TestResult = ({ test }: { test: ConnectionTest }): ReactNode => {
  const { say } = useMessages();
  const code = codeOf(test);
  const words = keyIn(TEST_WORDS, code) ? TEST_WORDS[code] : TEST_WORDS.unreachable;
  return (
    <Stack space="space.200">
      <SectionMessage
        appearance={words.appearance === 'success' && test.warnings.length > 0 ? 'warning' : words.appearance}
        title={say(words.title)}
      >
        <Stack space="space.150">
          <Text>{say(words.body)}</Text>
          {test.warnings.map((warning) => (
            <Inline key={warning} space="space.100" alignBlock="start">
              <Icon glyph="status-warning" color="color.icon.warning" label={say('attention.level.warning')} />
              <Text>{keyIn(WARNING_WORDS, warning) ? say(WARNING_WORDS[warning]) : warning}</Text>
            </Inline>
          ))}
        </Stack>
      </SectionMessage>
      {test.endpoints.some(({ outcome }) => outcome === 'reachable') && <EndpointTable endpoints={test.endpoints} />}
    </Stack>
  );
};
