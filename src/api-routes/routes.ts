import type { AudienceKey, ResourceName } from '../exposure/policy/policy';

export interface Route {
  /** The apiRoute's key in the manifest: the one thing about the route that Forge itself tells. */
  readonly key: string;
  readonly operation: 'GET';
  /** As in the manifest; `*` is one segment. */
  readonly path: string;
  /** A token's scopes are told nowhere, so each route has exactly one, and the route tells it. */
  readonly scope: AudienceKey;
  readonly resource: ResourceName;
  readonly action: 'list' | 'get';
}

export const ROUTES = [
  {
    key: 'focus-areas-list',
    operation: 'GET',
    path: '/v1/focusAreas',
    scope: 'read:focus-area:custom',
    resource: 'focusArea',
    action: 'list',
  },
  {
    key: 'focus-areas-get',
    operation: 'GET',
    path: '/v1/focusAreas/*',
    scope: 'read:focus-area:custom',
    resource: 'focusArea',
    action: 'get',
  },
] as const satisfies readonly Route[];

/** The route of an apiRoute key, if it is one of ours. */
export const routeOf = (key: string | undefined): Route | undefined => ROUTES.find((route) => route.key === key);

/**
 * The values of the pattern's `*`, read from the end of the full gateway path
 * (`/svc/<product>/<cloudId>/apps/<appId>_<envId>/v1/…`), or undefined when it doesn't fit.
 * Segments stay as they came: an id never needs percent-encoding.
 */
export const pathValues = (route: Route, path: string): readonly string[] | undefined => {
  const pattern = route.path.split('/').slice(1);
  const segments = path.split('?', 1)[0]?.split('/').slice(-pattern.length) ?? [];
  if (segments.length !== pattern.length) return undefined;
  const values: string[] = [];
  for (const [index, expected] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (expected === '*') values.push(segment);
    else if (segment !== expected) return undefined;
  }
  return values;
};
