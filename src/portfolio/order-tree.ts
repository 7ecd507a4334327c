/** Deepest level that gets a place: Focus documents 10, a chain beyond this is nonsense. */
export const MOST_DEPTH = 63;

/** Children that one page of Focus's list holds. */
const PAGE = 100;

/** A focus area that has a place. */
export interface PlacedArea {
  readonly id: string;
  /** 0 at the top. */
  readonly depth: number;
  /** Direct ones. */
  readonly children: number;
  /** In its subtree, itself included. */
  readonly areas: number;
  /** Those of them that have children. */
  readonly parents: number;
  /** Calls to Focus that a walk of its subtree by `parentId` takes; one is for the area itself. */
  readonly calls: number;
}

/** How many focus areas have no place, by why: themselves, or what they hang under. */
export interface LeftOut {
  readonly loops: number;
  /** Their parent is no focus area that is known. */
  readonly orphans: number;
  readonly tooDeep: number;
}

interface Tree {
  /** In preorder, children by their ids in code-unit order: a subtree is a run of `areas`. */
  readonly areas: readonly PlacedArea[];
  readonly leftOut: LeftOut;
}

const childrenOf = (parents: ReadonlyMap<string, string | null>): ReadonlyMap<string | null, string[]> => {
  const children = new Map<string | null, string[]>();
  for (const [id, parent] of parents) {
    const known = children.get(parent);
    if (known) known.push(id);
    else children.set(parent, [id]);
  }
  // The last one first, since a stack gives back what it took last.
  for (const ids of children.values()) ids.sort().reverse();
  return children;
};

const countLeftOut = (parents: ReadonlyMap<string, string | null>, placed: ReadonlySet<string>): LeftOut => {
  const counts = { loops: 0, orphans: 0, tooDeep: 0 };
  const known = new Map<string, keyof LeftOut>();
  for (const id of parents.keys()) {
    if (placed.has(id)) continue;
    const passed = new Set<string>();
    let at: string | null = id;
    let why: keyof LeftOut | undefined;
    while (why === undefined) {
      if (at === null || placed.has(at)) why = 'tooDeep';
      else if (passed.has(at)) why = 'loops';
      else if (!parents.has(at)) why = 'orphans';
      else {
        why = known.get(at);
        passed.add(at);
        at = parents.get(at) ?? null;
      }
    }
    for (const each of passed) known.set(each, why);
    counts[why] += 1;
  }
  return counts;
};

type Counted = { -readonly [Member in keyof PlacedArea]: PlacedArea[Member] };

/**
 * Puts focus areas into the order of their tree. Takes each one's parent, null at the top; what hangs in a loop, under nothing that is
 * known, or deeper than 63 levels is counted and stays out, with everything below it. Equal maps give equal trees, in whatever order.
 */
export const orderTree = (parents: ReadonlyMap<string, string | null>): Tree => {
  const children = childrenOf(parents);
  const areas: Counted[] = [];
  const placed = new Set<string>();
  const open: { readonly id: string; readonly depth: number }[] = (children.get(null) ?? []).map((id) => ({ id, depth: 0 }));
  for (let next = open.pop(); next; next = open.pop()) {
    const below = next.depth < MOST_DEPTH ? (children.get(next.id) ?? []) : [];
    const { length } = below;
    areas.push({ ...next, children: length, areas: 1, parents: length > 0 ? 1 : 0, calls: 1 + Math.ceil(length / PAGE) });
    placed.add(next.id);
    for (const id of below) open.push({ id, depth: next.depth + 1 });
  }
  // From the end, every area's subtree is whole when it is added to its parent's.
  const above: Counted[] = [];
  const chains = areas.map((area) => {
    above.length = area.depth;
    const parent = above.at(-1);
    above.push(area);
    return parent;
  });
  for (let at = areas.length - 1; at >= 0; at--) {
    const [area, parent] = [areas[at], chains[at]];
    if (!area || !parent) continue;
    parent.areas += area.areas;
    parent.parents += area.parents;
    parent.calls += area.calls - 1;
  }
  return { areas, leftOut: countLeftOut(parents, placed) };
};
