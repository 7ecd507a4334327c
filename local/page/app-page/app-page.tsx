import EmptyState from '@atlaskit/empty-state';
import Spinner from '@atlaskit/spinner';
import { useMemo, useRef, useState } from 'react';
import { openPageDoor } from '../bridge/page-door';
import { ProductContext } from '../drawing/drawing-context';
import { NodeView } from '../drawing/node-view';
import { useSite } from '../shell/site';
import type { UiModule } from '../shell/site-state';
import { useTheme } from '../shell/theme';
import { AppFlags } from './app-flags';
import { DrawingBoundary } from './drawing-boundary';
import { openJiraUsers } from './jira-users';
import { ProblemPanel } from './problem-panel';
import { useAppFrame } from './use-app-frame';

interface FrameGiven {
  readonly module: UiModule;
  readonly reload: () => void;
}

const RunningPage = ({ module, reload }: FrameGiven) => {
  const { state, acting } = useSite();
  const theme = useTheme();
  const container = useRef<HTMLDivElement>(null);
  const door = useMemo(() => openPageDoor(module.key, acting.accountId), [module.key, acting.accountId]);
  const users = useMemo(() => openJiraUsers(door), [door]);
  const { tree, problems, flags, fail, closeFlag, dismissProblems } = useAppFrame(container, {
    module,
    modules: state.modules,
    door,
    theme,
    reload,
  });
  return (
    <ProductContext.Provider value={users}>
      {problems.length > 0 && <ProblemPanel title="The page reported a problem" problems={problems} dismiss={dismissProblems} />}
      <div className="app-page" data-app-page={module.key}>
        {tree === undefined && problems.length === 0 && <Spinner label={`Loading ${module.title}`} />}
        {tree !== undefined && (
          <DrawingBoundary attempt={tree} failed={fail}>
            <NodeView node={tree} />
          </DrawingBoundary>
        )}
      </div>
      <AppFlags flags={flags} dismiss={closeFlag} />
      <div ref={container} />
    </ProductContext.Provider>
  );
};

// The server refuses too; here the app's page is not even started, as Jira would not.
const NotAMember = ({ name, title }: { readonly name: string; readonly title: string }) => (
  <EmptyState
    header={`${name} can’t open ${title}`}
    headingLevel={1}
    description={`${name} is no member of this site, so Jira would show a sign-in page here. Choose somebody else under “Acting as”.`}
  />
);

/** A page of the app. Another person, a rebuild or a reload means a new frame, because there is no unmount in a frame. */
export const AppPage = ({ module }: { readonly module: UiModule }) => {
  const { acting, builds, buildError } = useSite();
  const [reloads, setReloads] = useState(0);
  if (acting.role === 'outsider') return <NotAMember name={acting.name} title={module.title} />;
  return (
    <>
      {buildError !== undefined && <ProblemPanel title="The app could not be built; this is its last good state" problems={[buildError]} />}
      <RunningPage
        key={`${module.key} ${acting.accountId} ${builds} ${reloads}`}
        module={module}
        reload={() => setReloads((count) => count + 1)}
      />
    </>
  );
};
