/** The steps of a leaf path such as `owner.id`. */
export interface LeafPath {
  readonly names: readonly string[];
  /** The first of them. */
  readonly top: string;
  /** Whether no step has a name that every object inherits, such as `constructor`. */
  readonly plain: boolean;
}

// A name cut out of another text is looked up many times slower than one that has been a key (V8 keeps those once).
const asKey = (name: string): string => Object.keys({ [name]: 0 })[0] ?? name;

export const leafPath = (path: string): LeafPath => {
  const names = path.split('.').map(asKey);
  return { names, top: names[0] ?? '', plain: !names.some((name) => name in Object.prototype) };
};

/** The leaf at a path of own members, or undefined. What lies in a list is no leaf. */
export const leafAt = (fields: unknown, { names, plain }: LeafPath): unknown => {
  let at: unknown = fields;
  for (let depth = 0; depth < names.length; depth++) {
    if (typeof at !== 'object' || at === null) return undefined;
    const name = names[depth] ?? '';
    // Straight below Object.prototype there is nothing of a plain name to inherit; asking that is cheaper than asking for each name.
    if (!(plain && Object.getPrototypeOf(at) === Object.prototype) && (Array.isArray(at) || !Object.hasOwn(at, name))) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[name];
  }
  return at;
};

/** Puts a leaf into an answer at its path, beside what is there. */
export const putLeaf = (answer: Record<string, unknown>, { names, plain }: LeafPath, value: unknown): void => {
  const last = names.length - 1;
  let at = answer;
  for (let depth = 0; depth < last; depth++) {
    const name = names[depth] ?? '';
    let group = plain || Object.hasOwn(at, name) ? (at[name] as Record<string, unknown> | undefined) : undefined;
    if (group === undefined) at[name] = group = {};
    at = group;
  }
  at[names[last] ?? ''] = value;
};
