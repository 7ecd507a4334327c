import { useCallback, useEffect, useRef, useState } from 'react';
import { view } from '@forge/bridge';

type History = Awaited<ReturnType<typeof view.createHistory>>;

interface Address {
  /** Path inside the page, `/` at first. */
  readonly path: string;
  readonly go: (path: string) => void;
}

/**
 * Where in the page the reader is, kept in the browser's address so that Back, reload and a shared link work. UI Kit's own
 * Router is left out: it blanks the page on a state change beside its routes. Without a history the path lives in the page alone.
 */
export const useAddress = (): Address => {
  const [path, setPath] = useState('/');
  const history = useRef<History | null>(null);

  useEffect(() => {
    let gone = false;
    let unlisten = (): void => undefined;
    const listen = async (): Promise<void> => {
      try {
        const made = await view.createHistory();
        if (gone) return;
        history.current = made;
        setPath(made.location.pathname || '/');
        unlisten = made.listen((location) => setPath(location.pathname || '/'));
      } catch {
        history.current = null;
      }
    };
    void listen();
    return () => {
      gone = true;
      unlisten();
    };
  }, []);

  const go = useCallback((to: string) => {
    setPath(to);
    history.current?.push(to);
  }, []);

  return { path, go };
};
