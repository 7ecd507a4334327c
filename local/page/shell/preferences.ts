import { useCallback, useState } from 'react';

const PREFIX = 'local-site.';

const read = (name: string): string | null => {
  try {
    return window.localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
};

/** A choice that this browser remembers. Where it can't remember, the choice lasts for the page. */
export const usePreference = (name: string, otherwise: string): readonly [string, (value: string) => void] => {
  const [value, setValue] = useState(() => read(name) ?? otherwise);
  const choose = useCallback(
    (next: string): void => {
      setValue(next);
      try {
        window.localStorage.setItem(PREFIX + name, next);
      } catch {
        // A browser without storage forgets; that is all.
      }
    },
    [name],
  );
  return [value, choose];
};
