import { MOST_DEPTH } from './order-tree';

/** What one answer of Focus told of a focus area's place. */
export interface Told {
  readonly id: string;
  /** null = at the top. */
  readonly parent: string | null;
  /** Mark of the whole chain of ancestors, where the answer told it. */
  readonly chain?: string;
}

interface Gathered {
  readonly parents: ReadonlyMap<string, string | null>;
  /** Areas that stay out because of what was told of them. */
  readonly contradicting: number;
}

/** Whether the chain that the parents make is the one that was told. A loop, a gap or a chain too deep is no matter of this. */
const agrees = (
  parents: ReadonlyMap<string, string | null>,
  { parent, chain }: Told,
  markOf: (ancestors: readonly string[]) => string,
): boolean => {
  if (chain === undefined) return true;
  const ancestors: string[] = [];
  for (let at = parent; at !== null; at = parents.get(at) ?? null) {
    if (ancestors.length > MOST_DEPTH || ancestors.includes(at) || !parents.has(at)) return true;
    ancestors.push(at);
  }
  return markOf(ancestors.reverse()) === chain;
};

/**
 * Each area's parent from what many answers told. The tree may change while it is read, so one area told at two places, or a chain put
 * together from answers of different moments that was never told as a whole, is no place at all. `markOf` must be what made the marks.
 */
export const gatherParents = (told: Iterable<Told>, markOf: (ancestors: readonly string[]) => string): Gathered => {
  const parents = new Map<string, string | null>();
  const chains = new Map<string, Told>();
  const contradicting = new Set<string>();
  for (const each of told) {
    const known = chains.get(each.id);
    if (known && (known.parent !== each.parent || known.chain !== each.chain)) contradicting.add(each.id);
    chains.set(each.id, each);
    parents.set(each.id, each.parent);
  }
  for (const each of chains.values()) if (!agrees(parents, each, markOf)) contradicting.add(each.id);
  for (const id of contradicting) parents.delete(id);
  return { parents, contradicting: contradicting.size };
};
