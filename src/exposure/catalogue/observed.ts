import type { Grant, ObservedShape, ResourceName } from '../policy/policy';
import type { Field } from './field';
import { FIELDS } from './fields';

/** One step of an observed field's path: what Focus plausibly calls a member. `__proto__` is none. */
export const OBSERVED_NAME = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

/** Most steps of an observed field's path. */
export const MOST_DEPTH = 4;

export const OBSERVED_SHAPES: readonly ObservedShape[] = ['text', 'number', 'flag', 'date', 'texts', 'series'];

/** Paths above a path, the longest last: `a.b.c` gives `a`, `a.b`. */
export const pathsAbove = (path: string): readonly string[] => {
  const above: string[] = [];
  for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) above.push(path.slice(0, dot));
  return above;
};

/** What `find` gives for the first path above a path for which it gives something, from the shortest on. Every decision asks it of every observed field. */
export const firstAbove = (path: string, find: (group: string) => string | undefined): string | undefined => {
  for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) {
    const found = find(path.slice(0, dot));
    if (found !== undefined) return found;
  }
  return undefined;
};

interface Taken {
  /** Path to the name of the field that has it. */
  readonly at: ReadonlyMap<string, string>;
  /** Paths under which nothing may be observed. */
  readonly under: ReadonlyMap<string, string>;
}

/**
 * An observed field could otherwise answer under a name of ours, or let a reference out that its target's place should decide about:
 * so nothing may stand at, over or under any name that Focus may send a reference by.
 */
const takenBy = (fields: readonly Field[]): Taken => {
  const at = new Map<string, string>();
  const under = new Map<string, string>();
  for (const { name, readNames, refersTo } of fields) {
    for (const path of [name, ...readNames]) {
      at.set(path, name);
      if (path === name || refersTo !== undefined) {
        under.set(path, name);
        for (const group of pathsAbove(path)) at.set(group, name);
      }
    }
  }
  return { at, under };
};

const RESOURCES = Object.keys(FIELDS) as readonly ResourceName[];
const TAKEN = Object.fromEntries(RESOURCES.map((name) => [name, takenBy(FIELDS[name])])) as Readonly<Record<ResourceName, Taken>>;

// Own properties by these names are harmless; what a merge in some caller's code does with them isn't. `__proto__` fits no step.
const NEVER = String.raw`(?!(?:constructor|prototype)(?:\.|$))`;
const STEP = `${NEVER}${OBSERVED_NAME.source.slice(1, -1)}`;
const OBSERVED_PATH = new RegExp(String.raw`^${STEP}(?:\.${STEP}){0,${MOST_DEPTH - 1}}$`);

/** Whether text may be the path of an observed field at all. */
export const isObservedPath = (path: string): boolean => OBSERVED_PATH.test(path);

/** The catalogue's field that an observed one of this path would shadow, if any. */
export const shadowed = (resource: ResourceName, path: string): string | undefined => {
  const { at, under } = TAKEN[resource];
  return at.get(path) ?? firstAbove(path, (group) => under.get(group));
};

/** Groups of which the catalogue knows that they say something about a person, to the field that says it. */
const personalGroups = (fields: readonly Field[]): ReadonlyMap<string, string> =>
  new Map(fields.filter(({ personal }) => personal).flatMap(({ name }) => pathsAbove(name).map((group) => [group, name])));

const PERSONAL_GROUPS = Object.fromEntries(RESOURCES.map((name) => [name, personalGroups(FIELDS[name])])) as Readonly<
  Record<ResourceName, ReadonlyMap<string, string>>
>;

const besidePersonal = (resource: ResourceName, path: string): boolean =>
  firstAbove(path, (group) => PERSONAL_GROUPS[resource].get(group)) !== undefined;

/**
 * The field that a grant declares under this path, if it may. It says something about a person when it stands in a group of which the
 * catalogue knows that much (`owner.email`), and is money when it is a series of amounts.
 */
export const observedField = (resource: ResourceName, path: string, observed: Grant['observed']): Field | undefined => {
  if (!observed || !Object.hasOwn(observed, path)) return undefined;
  const shape = observed[path];
  if (shape === undefined || !isObservedPath(path) || shadowed(resource, path) !== undefined) return undefined;
  return {
    name: path,
    shape,
    label: path,
    description: path,
    personal: besidePersonal(resource, path),
    financial: shape === 'series',
    observed: true,
    readNames: [path],
    writeNames: {},
  };
};
