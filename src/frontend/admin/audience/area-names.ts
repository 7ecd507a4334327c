import { useCallback, useEffect, useRef, useState } from 'react';
import type { AdminCalls, FocusAreaChoice } from '../../../resolvers/contract';
import { settle } from '../../answers';
import type { FailureCode } from '../../answers';
import type { NameOf } from '../../sentences';

/** As many as one call of `nameFocusAreas` takes. */
const AT_ONCE = 20;

export interface AreaNames {
  readonly nameOf: NameOf;
  readonly areaOf: (id: string) => FocusAreaChoice | undefined;
  /** Keeps what a search told, so that it isn't asked again. */
  readonly remember: (areas: readonly FocusAreaChoice[]) => void;
  /** How the last question for names failed. */
  readonly trouble?: FailureCode;
}

/** Names for the ids that the policies on screen hold; each id is asked once. Where Focus doesn't tell, the id stands for itself. */
export const useAreaNames = (
  ids: readonly string[],
  ask: (payload: Parameters<AdminCalls['nameFocusAreas']>[0]) => Promise<ReturnType<AdminCalls['nameFocusAreas']>>,
): AreaNames => {
  const [areas, setAreas] = useState<ReadonlyMap<string, FocusAreaChoice>>(new Map());
  const [trouble, setTrouble] = useState<FailureCode>();
  const asked = useRef(new Set<string>());

  const remember = useCallback((found: readonly FocusAreaChoice[]) => {
    for (const area of found) asked.current.add(area.id);
    setAreas((before) => new Map([...before, ...found.map((area) => [area.id, area] as const)]));
  }, []);

  const wanted = [...ids].sort().join(' ');
  useEffect(() => {
    const fresh = wanted.split(' ').filter((id) => id !== '' && !asked.current.has(id));
    for (const id of fresh) asked.current.add(id);
    const askAll = async (): Promise<void> => {
      for (let at = 0; at < fresh.length; at += AT_ONCE) {
        const answer = await settle(ask({ ids: fresh.slice(at, at + AT_ONCE) }));
        if (answer.ok) remember(answer.value.areas);
        setTrouble(answer.ok ? undefined : answer.refusal.code);
      }
    };
    void askAll();
  }, [wanted, ask, remember]);

  const areaOf = useCallback((id: string) => areas.get(id), [areas]);
  const nameOf = useCallback((id: string) => areas.get(id)?.name ?? id, [areas]);
  return { nameOf, areaOf, remember, ...(trouble === undefined ? {} : { trouble }) };
};
