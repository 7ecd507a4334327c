import { parsePolicy } from '../../../exposure/policy/parse-policy';
import type { Grant, Problem, ResourceName } from '../../../exposure/policy/policy';
import type { AudienceFace } from '../audience/audiences';
import { useDesk } from '../desk';
import { grantOf, withGrant } from './edit-part';
import type { GrantKey } from './edit-part';

/** What a section of the editor is about: one resource of one audience. */
export interface Edits {
  readonly face: AudienceFace;
  readonly resource: ResourceName;
}

type Change = (grant: Grant) => Grant;

/** The problems at a place or below it, with what is left of their paths. */
export const problemsAt = (problems: readonly Problem[], place: string): readonly Problem[] =>
  problems.flatMap((problem) => {
    const { path } = problem;
    return path === place || path.startsWith(`${place}/`) ? [{ ...problem, path: path.slice(place.length) }] : [];
  });

interface GrantDesk {
  readonly grant: Grant;
  /** What would be wrong with the grant after a change, with places in the grant (`/records/where/0`). Nothing is edited. */
  readonly check: (change: Change) => readonly Problem[];
  /** Edits the draft, unless something would be wrong: then gives what, and the draft stays as it is. */
  readonly edit: (change: Change) => readonly Problem[];
}

/** One grant of the draft. Every edit passes the parser that storage uses, so that no edit of a section can keep the draft from being saved. */
export const useGrant = ({ face, resource }: Edits): GrantDesk => {
  const { view, draft } = useDesk();
  const key: GrantKey = { audience: face.key, resource };
  const tried = (change: Change) => {
    const { policy } = draft.view();
    const next = withGrant(policy, key, change(grantOf(policy, key)));
    const parsed = parsePolicy(next);
    return { next, problems: parsed.ok ? [] : problemsAt(parsed.problems, `/audiences/${face.key}/grants/${resource}`) };
  };
  return {
    grant: grantOf(view.policy, key),
    check: (change) => tried(change).problems,
    edit: (change) => {
      const { next, problems } = tried(change);
      if (problems.length === 0) draft.edit(next);
      return problems;
    },
  };
};
