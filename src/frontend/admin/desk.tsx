import { createContext, useContext } from 'react';
import type { makeInvoke } from '@forge/bridge';
import type { AdminCalls, Overview } from '../../resolvers/contract';
import { CATALOGUE, ID_PATTERN } from '../../exposure/catalogue/catalogue';
import type { Grant, Policy } from '../../exposure/policy/policy';
import { readCondition } from '../../exposure/words/contradictions';
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

/** Fields whose values are ids of focus areas. */
const NAMES_AREA: ReadonlySet<string> = new Set(
  Object.values(CATALOGUE).flatMap(({ fields }) => fields.filter(({ refersTo }) => refersTo === 'focusArea').map(({ name }) => name)),
);

const areasIn = ({ records }: Grant): readonly string[] => {
  if (records === 'all') return [];
  const { under = [], where = [] } = records;
  return [
    ...under,
    ...where
      .map(readCondition)
      .flatMap(({ field, values }) => (NAMES_AREA.has(field) ? values.map(String).filter((id) => ID_PATTERN.test(id)) : [])),
  ];
};

/** Focus areas that the policies on screen name, in subtrees and in conditions. */
export const rootsIn = (policies: readonly (Policy | undefined)[]): readonly string[] => [
  ...new Set(
    policies.flatMap((policy) =>
      Object.values(policy?.audiences ?? {}).flatMap((part) => Object.values(part?.grants ?? {}).flatMap((grant) => areasIn(grant))),
    ),
  ),
];
