import { useEffect, useState } from 'react';
import type { FocusAreaChoice } from '../../../../resolvers/contract';
import { settle } from '../../../answers';
import type { Failure } from '../../../answers';
import { useDesk } from '../../desk';

/** Long enough that a word is asked once, short enough that nobody waits for it. */
const PAUSE_MS = 250;

type Search =
  /** Nothing is typed yet. */
  | { readonly state: 'idle' }
  | { readonly state: 'asking' }
  | { readonly state: 'failed'; readonly failure: Failure }
  | { readonly state: 'found'; readonly areas: readonly FocusAreaChoice[]; readonly more: boolean };

/** Asks for focus areas by name when typing rests; an answer to an earlier text is dropped. */
export const useSubtreeSearch = (text: string): { search: Search; again: () => void } => {
  const { invoke } = useDesk();
  const [search, setSearch] = useState<Search>({ state: 'idle' });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let late = false;
    const ask = async (): Promise<void> => {
      const answer = await settle(invoke('searchFocusAreas', { text }));
      if (late) return;
      setSearch(answer.ok ? { state: 'found', ...answer.value } : { state: 'failed', failure: answer.refusal });
    };
    setSearch({ state: text === '' ? 'idle' : 'asking' });
    if (text === '') return undefined;
    const timer = setTimeout(() => void ask(), PAUSE_MS);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [invoke, text, turn]);
  return { search, again: () => setTurn((before) => before + 1) };
};
