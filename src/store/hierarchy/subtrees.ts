/** A root that the tree knows, with everything below it. */
export interface Subtree {
  readonly root: string;
  /** From the top; empty at the top. */
  readonly ancestors: readonly string[];
  /** Root included. */
  readonly areas: number;
  /** Those of them that have children. */
  readonly parents: number;
  /** Calls to Focus that a walk by `parentId` takes: for each parent its children by the hundred; and one get of the root. */
  readonly calls: number;
  /** What reading it takes at most. */
  readonly bytes: number;
  /** Where it lies: position of the root in the order of the tree, first and last bucket. */
  readonly position: number;
  readonly from: number;
  readonly to: number;
}

export interface StoredArea {
  readonly id: string;
  /** From the top, the whole chain. */
  readonly ancestors: readonly string[];
  /** Direct ones. */
  readonly children: number;
}
