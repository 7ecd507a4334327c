import { useEffect, useState } from 'react';
import type { Answer } from '../../resolvers/contract';
import { settle } from '../answers';
import type { Failure } from '../answers';

/** Long enough that a word is asked once, short enough that nobody waits for it. */
const PAUSE_MS = 250;

type Search<T> =
  /** Nothing is typed yet. */
  | { readonly state: 'idle' }
  | { readonly state: 'asking' }
  | { readonly state: 'failed'; readonly failure: Failure }
  | { readonly state: 'found'; readonly found: T };

/** Asks when typing rests; an answer to an earlier text is dropped. `ask` must be stable from one drawing to the next. */
export const useTypedSearch = <T>(text: string, ask: (text: string) => Promise<Answer<T>>): { search: Search<T>; again: () => void } => {
  const [search, setSearch] = useState<Search<T>>({ state: 'idle' });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let late = false;
    const run = async (): Promise<void> => {
      const answer = await settle<Answer<T>>(ask(text));
      if (late) return;
      setSearch(answer.ok ? { state: 'found', found: answer.value } : { state: 'failed', failure: answer.refusal });
    };
    setSearch({ state: text === '' ? 'idle' : 'asking' });
    if (text === '') return undefined;
    const timer = setTimeout(() => void run(), PAUSE_MS);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [ask, text, turn]);
  return { search, again: () => setTurn((before) => before + 1) };
};
