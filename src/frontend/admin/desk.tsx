import { createContext, useContext } from 'react';
import type { makeInvoke } from '@forge/bridge';
import type { AdminCalls, Overview } from '../../resolvers/contract';
import type { Policy } from '../../exposure/policy/policy';
import type { AreaNames } from './audience/area-names';
import type { DraftDesk, DraftView } from './draft/draft-desk';
import type { GroupNames } from './groups/group-names';
import type { HierarchyDesk } from './hierarchy/use-hierarchy';

type AdminInvoke = ReturnType<typeof makeInvoke<AdminCalls>>;

/** What every part of the admin page works with. */
export interface Desk {
  readonly overview: Overview;
  /** Asks the server again. */
  readonly reload: () => Promise<void>;
  readonly invoke: AdminInvoke;
  readonly draft: DraftDesk;
  /** The draft as it is now; `policy` is what the page shows and edits. */
  readonly view: DraftView;
  /** Names of what a policy holds by id: focus areas, and Jira groups where the sentence asks for one. */
  readonly names: AreaNames;
  readonly groups: GroupNames;
  readonly hierarchy: HierarchyDesk;
  readonly go: (path: string) => void;
  /** When the overview came, ms since the epoch: what has ended is judged by it. */
  readonly now: number;
}

const DeskContext = createContext<Desk | null>(null);

export const DeskProvider = DeskContext.Provider;

export const useDesk = (): Desk => {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('useDesk needs DeskProvider around it.');
  return desk;
};

/** Focus areas that the policies on screen name. */
export const rootsIn = (policies: readonly (Policy | undefined)[]): readonly string[] => [
  ...new Set(
    policies.flatMap((policy) =>
      Object.values(policy?.audiences ?? {}).flatMap((part) =>
        Object.values(part?.grants ?? {}).flatMap(({ records }) => (records === 'all' ? [] : (records.under ?? []))),
      ),
    ),
  ),
];
