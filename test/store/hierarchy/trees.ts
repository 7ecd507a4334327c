import { createHash } from 'node:crypto';
import fc from 'fast-check';

/** Parent by id, null at the top. */
export type Parents = ReadonlyMap<string, string | null>;

/** A UUID that is the same for the same name. */
export const uuidOf = (name: string): string => {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** The chain above an area by walking up; null when it has no place. */
export const naiveChain = (parents: Parents, id: string): readonly string[] | null => {
  const chain: string[] = [];
  let at = parents.get(id);
  while (at !== null) {
    if (at === undefined || chain.length > 63) return null;
    chain.unshift(at);
    at = parents.get(at);
  }
  return chain.length > 63 ? null : chain;
};

/** Everything at or below a root, by looking at each area's chain. */
export const naiveSubtree = (parents: Parents, root: string): ReadonlySet<string> =>
  new Set([...parents.keys()].filter((id) => naiveChain(parents, id) !== null && [...(naiveChain(parents, id) ?? []), id].includes(root)));

/** A tree of this size without anything left out: the parent of each area is one before it, so that some are wide and some deep. */
export const treeOf = (
  size: number,
  parentAt: (index: number) => number | null,
  idAt = (index: number) => uuidOf(`area ${index}`),
): Parents =>
  new Map(
    Array.from({ length: size }, (_, index) => {
      const parent = parentAt(index);
      return [idAt(index), parent === null ? null : idAt(parent)] as const;
    }),
  );

const anyId = fc.oneof(
  { weight: 3, arbitrary: fc.uuid() },
  fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/),
  // As long as a short UUID, and in capital letters: neither may be taken for one.
  fc.stringMatching(/^[A-Za-z0-9_-]{22}$/),
  fc.uuid().map((id) => id.toUpperCase()),
);

/** Any map of parents: trees, forests, loops, orphans, in any order. */
export const anyParents = (most = 60): fc.Arbitrary<Parents> =>
  fc.uniqueArray(anyId, { maxLength: most }).chain((ids) =>
    fc
      .array(
        fc.oneof(
          { weight: 2, arbitrary: fc.constant(null) },
          { weight: 12, arbitrary: fc.nat() },
          { weight: 1, arbitrary: fc.constant('absent' as const) },
        ),
        { minLength: ids.length, maxLength: ids.length },
      )
      .map(
        (choices) =>
          new Map(
            ids.map((id, index) => {
              const choice = choices[index] ?? null;
              if (choice === null) return [id, null];
              return [id, choice === 'absent' ? 'no-such-area' : (ids[choice % ids.length] ?? null)];
            }),
          ),
      ),
  );
