import { difference } from '../../../exposure/words/difference';
import type { AudienceKey, Policy } from '../../../exposure/policy/policy';

/** The audiences that say something else in `after` than in `before`. */
export const editedAudiences = (before: Policy | undefined, after: Policy): readonly AudienceKey[] => [
  ...new Set(difference(before, after).flatMap(({ audience }) => (audience === '*' ? [] : [audience]))),
];

/** `policy` with the parts of `from` for these audiences; a part that `from` hasn't got goes. */
export const withParts = (policy: Policy, from: Policy, keys: readonly AudienceKey[]): Policy => {
  const audiences = { ...policy.audiences };
  for (const key of keys) {
    const part = from.audiences[key];
    if (part) audiences[key] = part;
    else delete audiences[key];
  }
  return { ...policy, audiences };
};

interface Merged {
  /** Theirs, with my parts where only I changed something. */
  readonly policy: Policy;
  /** Audiences that both changed, and not to the same. */
  readonly collisions: readonly AudienceKey[];
  /** Audiences that only they changed. */
  readonly theirsOnly: readonly AudienceKey[];
}

/** Brings together two edits of one draft. `base` is what both started from. The master switch is not edited in a draft, so theirs stands. */
export const mergeDrafts = (base: Policy, mine: Policy, theirs: Policy): Merged => {
  const byMe = editedAudiences(base, mine);
  const byThem = editedAudiences(base, theirs);
  const apart = editedAudiences(mine, theirs);
  const collisions = byMe.filter((key) => byThem.includes(key) && apart.includes(key));
  return {
    policy: withParts(
      theirs,
      mine,
      byMe.filter((key) => !collisions.includes(key)),
    ),
    collisions,
    theirsOnly: byThem.filter((key) => !byMe.includes(key)),
  };
};
