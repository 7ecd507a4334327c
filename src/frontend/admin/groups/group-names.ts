import { useCallback, useEffect, useRef, useState } from 'react';
import type { Policy } from '../../../exposure/policy/policy';
import type { AdminCalls, GroupChoice } from '../../../resolvers/contract';
import { settle } from '../../answers';

/** As many as one call of `nameGroups` takes. */
const AT_ONCE = 50;

/** `gone` = Jira was asked and no longer knows it; `unknown` = Jira didn't say so far. */
type Known = { readonly state: 'named'; readonly name: string } | { readonly state: 'gone' } | { readonly state: 'unknown' };

export interface GroupNames {
  readonly groupOf: (id: string) => Known;
  /** Its name; where Jira doesn't tell it, the id stands for itself. */
  readonly nameOf: (id: string) => string;
  /** Keeps what a search told, so that it isn't asked again. */
  readonly remember: (groups: readonly GroupChoice[]) => void;
}

/** Jira groups that the policies on screen name. */
export const groupsNamedIn = (policies: readonly (Policy | undefined)[]): readonly string[] => [
  ...new Set(policies.flatMap((policy) => Object.values(policy?.audiences ?? {}).flatMap((part) => part?.groups ?? []))),
];

/** Names for the group ids that the policies on screen hold; each id is asked once. */
export const useGroupNames = (
  ids: readonly string[],
  ask: (payload: Parameters<AdminCalls['nameGroups']>[0]) => Promise<ReturnType<AdminCalls['nameGroups']>>,
): GroupNames => {
  const [names, setNames] = useState<ReadonlyMap<string, string | null>>(new Map());
  const asked = useRef(new Set<string>());

  const remember = useCallback((groups: readonly GroupChoice[]) => {
    for (const { id } of groups) asked.current.add(id);
    setNames((before) => new Map([...before, ...groups.map(({ id, name }) => [id, name] as const)]));
  }, []);

  const wanted = [...ids].sort().join(' ');
  useEffect(() => {
    const fresh = wanted.split(' ').filter((id) => id !== '' && !asked.current.has(id));
    for (const id of fresh) asked.current.add(id);
    const askAll = async (): Promise<void> => {
      for (let at = 0; at < fresh.length; at += AT_ONCE) {
        const some = fresh.slice(at, at + AT_ONCE);
        const answer = await settle(ask({ ids: some }));
        if (!answer.ok) continue;
        const told = new Map(answer.value.groups.map(({ id, name }) => [id, name]));
        setNames((before) => new Map([...before, ...some.map((id) => [id, told.get(id) ?? null] as const)]));
      }
    };
    void askAll();
  }, [wanted, ask]);

  const groupOf = useCallback(
    (id: string): Known => {
      const name = names.get(id);
      if (name === undefined) return { state: 'unknown' };
      return name === null ? { state: 'gone' } : { state: 'named', name };
    },
    [names],
  );
  const nameOf = useCallback((id: string) => names.get(id) ?? id, [names]);
  return { groupOf, nameOf, remember };
};
