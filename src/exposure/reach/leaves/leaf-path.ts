/** The steps of a leaf path such as `owner.id`. */
export interface LeafPath {
  readonly names: readonly string[];
  /** All but the last of them. */
  readonly groups: readonly string[];
  readonly last: string;
  /** Whether no step has a name that every object inherits, such as `constructor`. */
  readonly plain: boolean;
}

// A name cut out of another text is looked up many times slower than one that has been a key (V8 keeps those once).
const asKey = (name: string): string => Object.keys({ [name]: 0 })[0] ?? name;

export const leafPath = (path: string): LeafPath => {
  const names = path.split('.').map(asKey);
  const last = asKey(path.slice(path.lastIndexOf('.') + 1));
  return { names, groups: names.slice(0, -1), last, plain: !names.some((name) => name in Object.prototype) };
};

/** The leaf at a path of own members, or undefined. What lies in a list is no leaf. */
export const leafAt = (fields: unknown, { names, plain }: LeafPath): unknown => {
  let at: unknown = fields;
  for (const name of names) {
    if (typeof at !== 'object' || at === null) return undefined;
    // Straight below Object.prototype there is nothing of a plain name to inherit; asking that is cheaper than asking for each name.
    if (!(plain && Object.getPrototypeOf(at) === Object.prototype) && (Array.isArray(at) || !Object.hasOwn(at, name))) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[name];
  }
  return at;
};

/** Puts a leaf into an answer at its path, beside what is there. */
export const putLeaf = (answer: Record<string, unknown>, { groups, last, plain }: LeafPath, value: unknown): void => {
  let at = answer;
  for (const name of groups) {
    let group = plain || Object.hasOwn(at, name) ? (at[name] as Record<string, unknown> | undefined) : undefined;
    if (group === undefined) at[name] = group = {};
    at = group;
  }
  at[last] = value;
};
