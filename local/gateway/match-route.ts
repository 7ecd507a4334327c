import type { ApiRoute } from '../site/read-manifest';

/** How exactly a part of a route's path names a segment: the lower, the more exactly. */
const rankOf = (part: string): number => (part === '**' ? 2 : part === '*' ? 1 : 0);

const partsOf = (route: ApiRoute): readonly string[] => route.path.slice(1).split('/');

const matches = (parts: readonly string[], segments: readonly string[]): boolean => {
  const open = parts.at(-1) === '**';
  // `**` stands for one segment or more; whether Forge lets it stand for none is not known, and no is the stricter answer.
  if (open ? segments.length < parts.length : segments.length !== parts.length) return false;
  return parts.every((part, index) => rankOf(part) > 0 || part === segments[index]);
};

/** Negative when the first is more exact: the first differing part, from the left, decides. */
const byExactness = (first: readonly string[], second: readonly string[]): number => {
  for (const [index, part] of first.entries()) {
    const other = second[index];
    if (other === undefined) return -1;
    if (rankOf(part) !== rankOf(other)) return rankOf(part) - rankOf(other);
  }
  return first.length - second.length;
};

/**
 * Takes the manifest's routes, a verb and the decoded segments below the app; gives the most exact route (literal, then `*`, then `**`)
 * or undefined. Precedence of overlapping routes is not known of Forge.
 */
export const matchRoute = (routes: readonly ApiRoute[], verb: string, segments: readonly string[]): ApiRoute | undefined =>
  routes
    .filter((route) => route.operation === verb && matches(partsOf(route), segments))
    .sort((first, second) => byExactness(partsOf(first), partsOf(second)))[0];

/** The verbs under which a path is known: for the hint alone. */
export const verbsOf = (routes: readonly ApiRoute[], segments: readonly string[]): string[] => [
  ...new Set(routes.filter((route) => matches(partsOf(route), segments)).map((route) => route.operation)),
];
