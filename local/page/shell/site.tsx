import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { callSite } from '../bridge/page-door';
import { messageOf } from '../bridge/operations';
import { usePreference } from './preferences';
import type { PersonOnSite, SiteState } from './site-state';
import { parseSiteState } from './site-state';

/** The site as the shell's pages see it. */
interface Site {
  readonly state: SiteState;
  readonly acting: PersonOnSite;
  readonly actAs: (accountId: string) => void;
  /** Reads the state again; rejects never, a failure is shown by the shell. */
  readonly refresh: () => Promise<void>;
  /** Counts rebuilds of the app: a new number means a new frame. */
  readonly builds: number;
  /** Why the last build failed, if it did. */
  readonly buildError: string | undefined;
}

const SiteContext = createContext<Site | undefined>(undefined);

export const useSite = (): Site => {
  const site = useContext(SiteContext);
  if (site === undefined) throw new Error('useSite is for pages inside SiteProvider.');
  return site;
};

const buildMessage = (data: unknown): string => {
  try {
    const parsed: unknown = JSON.parse(String(data));
    return typeof parsed === 'string' ? parsed : messageOf(parsed);
  } catch {
    return String(data);
  }
};

/** Reads the state, listens for rebuilds, and keeps who acts. Draws `children` once the state is known, else why it isn't. */
export const SiteProvider = ({ children, broken }: { readonly children: ReactNode; readonly broken: (sentence: string) => ReactNode }) => {
  const [state, setState] = useState<SiteState>();
  const [problem, setProblem] = useState<string>();
  const [builds, setBuilds] = useState(0);
  const [buildError, setBuildError] = useState<string>();
  const [acting, actAs] = usePreference('acting', '');

  const refresh = useCallback(async () => {
    try {
      const next = parseSiteState(await callSite('GET', '/_site/state'));
      setState(next);
      setProblem(undefined);
      setBuildError(next.build.ok ? undefined : (next.build.message ?? 'The app could not be built.'));
    } catch (error) {
      setProblem(messageOf(error));
    }
  }, []);

  useEffect(() => {
    void refresh();
    const events = new EventSource('/_site/events');
    events.addEventListener('reload', () => {
      setBuildError(undefined);
      setBuilds((count) => count + 1);
      void refresh();
    });
    events.addEventListener('build-failed', (event) => setBuildError(buildMessage(event.data)));
    return () => events.close();
  }, [refresh]);

  const site = useMemo<Site | undefined>(() => {
    const [first] = state?.people ?? [];
    if (state === undefined || first === undefined) return undefined;
    const find = (accountId: string) => state.people.find((person) => person.accountId === accountId);
    return { state, acting: find(acting) ?? find(state.actingDefault) ?? first, actAs, refresh, builds, buildError };
  }, [state, acting, actAs, refresh, builds, buildError]);

  if (site === undefined) return <>{problem === undefined ? null : broken(problem)}</>;
  return <SiteContext.Provider value={site}>{children}</SiteContext.Provider>;
};
