/** A focus area as the stored hierarchy has it. */
export interface StoredArea {
  readonly id: string;
  /** From the top, the whole chain. */
  readonly ancestors: readonly string[];
  /** Direct ones. */
  readonly children: number;
}

/** A root that the stored hierarchy knows, with everything below it. */
export interface StoredSubtree {
  readonly root: string;
  readonly ancestors: readonly string[];
  /** Root included. */
  readonly areas: number;
  /** Calls to Focus that a walk by `parentId` takes, the root's own included. */
  readonly calls: number;
}

type Told<T> = { readonly ok: true; readonly value: T } | { readonly ok: false };

/**
 * The stored hierarchy as a walk may use it; whoever hands it in has made sure that its age fits the grant. This room knows nothing of
 * storage. Every answer that isn't `ok` means that the hierarchy can't be used (further) in this invocation.
 */
export interface StoredTree {
  /** ms since the epoch: no place in it is younger. */
  readonly readAt: number;
  /** Focus areas of the whole site. */
  readonly count: number;
  /** Focus's lists told no places when it was read: its places are read while Focus is asked, on the chance that they still don't. */
  readonly silent: boolean;
  /** In the order of the tree, roots inside another one merged into it; and the roots that it doesn't know, by their ids. */
  readonly subtrees: (
    roots: readonly string[],
  ) => Promise<Told<{ readonly known: readonly StoredSubtree[]; readonly unknown: readonly string[] }>>;
  /** Every area of these subtrees; not `ok` where storage may not be asked for that much. */
  readonly whole: (subtrees: readonly StoredSubtree[]) => Promise<Told<readonly StoredArea[]>>;
  /**
   * Areas of a subtree in the order of the tree, from behind the area whose chain (own id included) is `after`. As many as storage may
   * still be asked for, at most `atMost`; `more` = the subtree goes on.
   */
  readonly areas: (
    subtree: StoredSubtree,
    from: { readonly after?: readonly string[]; readonly atMost?: number },
  ) => Promise<Told<{ readonly areas: readonly StoredArea[]; readonly more: boolean }>>;
}

/** The order of the tree: from the top, children by their ids in code units, what is above first. Negative = the first chain comes first. */
export const compareChains = (one: readonly string[], other: readonly string[]): number => {
  for (let at = 0; at < Math.min(one.length, other.length); at++) {
    const [mine, its] = [one[at] ?? '', other[at] ?? ''];
    if (mine !== its) return mine < its ? -1 : 1;
  }
  return one.length - other.length;
};

export const chainOf = ({ id, ancestors }: Pick<StoredArea, 'id' | 'ancestors'>): readonly string[] => [...ancestors, id];
