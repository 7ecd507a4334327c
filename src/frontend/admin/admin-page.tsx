import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { makeInvoke } from '@forge/bridge';
import { Box, Heading, Inline, Spinner, Stack, Tab, TabList, TabPanel, Tabs, Text } from '@forge/react';
import { closedPolicy } from '../../exposure/policy/empty-policy';
import type { AdminCalls, Answer, Overview } from '../../resolvers/contract';
import { useLoad } from '../answers';
import type { Failure } from '../answers';
import { useMessages } from '../messages';
import { RefusalMessage } from '../refusal-message';
import type { NameOf } from '../sentences';
import { Full } from '../surfaces';
import { useAreaNames } from './audience/area-names';
import { Connection } from './connection/connection';
import { DeskProvider, rootsIn } from './desk';
import type { Desk } from './desk';
import { DraftBar } from './draft/draft-bar';
import { openDraftDesk } from './draft/draft-desk';
import type { Stored } from './draft/draft-desk';
import { groupsNamedIn, useGroupNames } from './groups/group-names';
import { Editor } from './editor/editor';
import { Hierarchy } from './hierarchy/hierarchy';
import { useHierarchy } from './hierarchy/use-hierarchy';
import type { HierarchyAsks } from './hierarchy/use-hierarchy';
import { Integration } from './integration/integration';
import { OverviewTab } from './overview/overview';
import { ServingCard } from './overview/serving-card';
import { ReviewScreen } from './review/review';
import { useSaveFlag } from './draft/save-flag';
import { SaveTrouble } from './draft/save-state';
import { TABS, screenOf, tabPath } from './screens';
import type { Tab as TabName } from './screens';
import { useAddress } from './use-address';

const invoke = makeInvoke<AdminCalls>();

const HIERARCHY_ASKS: HierarchyAsks = {
  look: () => invoke('hierarchy'),
  refresh: () => invoke('refreshHierarchy'),
  save: (every) => invoke('saveHierarchySettings', { every }),
};

const storedIn = ({ draft, draftUnreadable, livePolicy }: Overview): Stored => ({
  policy: draft?.policy ?? livePolicy ?? closedPolicy(),
  version: draft?.version ?? draftUnreadable?.version ?? 0,
  ...(draft ? { last: draft } : {}),
});

const Home = ({ tab, overview, go }: { tab: TabName; overview: Overview; go: (path: string) => void }): ReactNode => {
  const { say } = useMessages();
  return (
    <Stack space="space.300">
      <Stack space="space.100">
        <Heading as="h1" size="large">
          {say('app.name')}
        </Heading>
        <Text color="color.text.subtle">{say('app.promise')}</Text>
      </Stack>
      <ServingCard />
      <SaveTrouble />
      <DraftBar />
      <Tabs id="admin-tabs" selected={TABS.indexOf(tab)} onChange={(index) => go(tabPath(TABS[index] ?? 'overview'))}>
        <TabList>
          <Tab>{say('tab.overview')}</Tab>
          <Tab>{say('tab.connection')}</Tab>
          <Tab>{say('tab.hierarchy')}</Tab>
          <Tab>{say('tab.integration')}</Tab>
        </TabList>
        {[
          <OverviewTab key="overview" />,
          <Connection key="connection" />,
          <Hierarchy key="hierarchy" />,
          <Integration key="integration" cloudId={overview.cloudId} />,
        ].map((content) => (
          <TabPanel key={content.key}>
            <Full>
              <Box paddingBlockStart="space.300">{content}</Box>
            </Full>
          </TabPanel>
        ))}
      </Tabs>
    </Stack>
  );
};

interface Works {
  readonly overview: Overview;
  readonly now: number;
  /** Asking again failed: what is shown is the state before. */
  readonly stale: Failure | undefined;
  readonly reload: () => Promise<void>;
}

const Working = ({ overview, now, stale, reload: reloadOverview }: Works): ReactNode => {
  const { path, go } = useAddress();
  const screen = screenOf(path);
  const hierarchy = useHierarchy(HIERARCHY_ASKS, screen.at === 'home' && screen.tab === 'hierarchy');
  const { reload: reloadHierarchy } = hierarchy;
  // What is live decides whether the hierarchy is needed at all.
  const reload = useCallback(async () => {
    await Promise.all([reloadOverview(), reloadHierarchy()]);
  }, [reloadOverview, reloadHierarchy]);
  const [note, setNote] = useState('');
  const [draft] = useState(() =>
    openDraftDesk(
      (payload) => invoke('saveDraft', payload),
      storedIn(overview),
      () => void reload(),
    ),
  );
  const view = useSyncExternalStore(draft.subscribe, draft.view);
  useSaveFlag(view.status);
  useEffect(() => draft.adopt(storedIn(overview)), [draft, overview]);
  const askNames = useCallback((payload: { ids: readonly string[] }) => invoke('nameFocusAreas', payload), []);
  const askGroups = useCallback((payload: { ids: readonly string[] }) => invoke('nameGroups', payload), []);
  const policies = [overview.livePolicy, overview.draft?.policy, view.policy];
  const areas = useAreaNames(rootsIn(policies), askNames);
  const groups = useGroupNames(groupsNamedIn(policies), askGroups);
  const nameOf: NameOf = (id, kind) => (kind === 'group' ? groups : areas).nameOf(id);
  const desk: Desk = { overview, reload, invoke, draft, view, names: { ...areas, nameOf }, groups, hierarchy, go, now };
  return (
    <DeskProvider value={desk}>
      {stale && (
        <Box paddingBlockEnd="space.200">
          <RefusalMessage failure={stale} onAgain={() => void reload()} />
        </Box>
      )}
      {screen.at === 'home' && <Home tab={screen.tab} overview={overview} go={go} />}
      {screen.at === 'audience' && <Editor key={screen.face.key} face={screen.face} />}
      {screen.at === 'review' && <ReviewScreen note={note} onNote={setNote} />}
    </DeskProvider>
  );
};

/** Everything an admin sees; whether one is an admin is the server's to say. */
export const AdminPage = (): ReactNode => {
  const { say } = useMessages();
  const ask = useCallback((): Promise<Answer<Overview>> => invoke('overview'), []);
  const { load, reload } = useLoad(ask);
  if (load.state === 'failed') return <RefusalMessage failure={load.failure} onAgain={() => void reload()} />;
  if (load.state === 'ready') return <Working overview={load.value} now={load.at} stale={load.stale} reload={reload} />;
  return (
    <Inline alignInline="center">
      <Spinner size="large" label={say('page.loading')} />
    </Inline>
  );
};
