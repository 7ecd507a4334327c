import Heading from '@atlaskit/heading';
import { useEffect, useRef } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import { AppPage } from '../app-page/app-page';
import { ConnectedAppsPage } from '../pages/connected-apps-page';
import { ConsolePage } from '../console/console-page';
import { StartPage } from '../pages/start-page';
import { goTo, usePath } from './address';
import { Navigation } from './navigation';
import { PATHS } from './paths';
import { useSite } from './site';
import type { SiteState } from './site-state';
import { TopBar } from './top-bar';

interface Shown {
  readonly title: string;
  readonly page: ReactNode;
}

const OWN_PAGES: Readonly<Record<string, Shown>> = {
  [PATHS.start]: { title: 'Start here', page: <StartPage /> },
  [PATHS.connectedApps]: { title: 'Connected apps', page: <ConnectedAppsPage /> },
  [PATHS.console]: { title: 'Developer console', page: <ConsolePage /> },
};

const isUnder = (path: string, base: string): boolean => path === base || path.startsWith(`${base}/`);

const find = (path: string, state: SiteState): Shown => {
  const own = OWN_PAGES[path];
  if (own !== undefined) return own;
  const module = state.modules.find((candidate) => isUnder(path, candidate.path));
  if (module !== undefined) return { title: module.title, page: <AppPage module={module} /> };
  return { title: 'No such page', page: <NoSuchPage /> };
};

const NoSuchPage = () => (
  <>
    <Heading size="large" as="h1">
      No such page
    </Heading>
    <p>
      The local site has no page here. <a href={PATHS.start}>Start here</a>
    </p>
  </>
);

/** Links to the local site's own pages go without a new load, so that who acts and what is open stays. */
const followInside = (event: MouseEvent): void => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!(link instanceof HTMLAnchorElement) || link.origin !== window.location.origin || link.hasAttribute('download')) return;
  if ((link.target !== '' && link.target !== '_self') || link.getAttribute('href')?.startsWith('#')) return;
  if (link.pathname === '/authorize') return;
  event.preventDefault();
  goTo(link.pathname + link.search + link.hash);
};

/** The product round the app: top bar, navigation, and the page that the address names. */
export const Shell = () => {
  const { state } = useSite();
  const path = usePath();
  const { title, page } = find(path, state);
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    document.title = `${title} – Aperture local site`;
    // A new page moves the focus to its start, as a fresh load would.
    if (!isFirst.current) main.current?.focus();
    isFirst.current = false;
  }, [title]);
  return (
    <div className="shell" onClick={followInside}>
      <a className="skip-link" href="#page">
        Skip to the page
      </a>
      <TopBar />
      <Navigation path={path} />
      <main id="page" ref={main} tabIndex={-1}>
        {page}
      </main>
    </div>
  );
};
