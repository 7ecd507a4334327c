import { messageOf } from '../bridge/operations';
import type { ApiRoute, SiteState } from '../shell/site-state';

/** What came of the last call that this browser tried; kept for the session, so that the checklist can show it. */
export interface Tried {
  readonly method: string;
  readonly path: string;
  /** 0: no answer at all. */
  readonly status: number;
  readonly body: string;
}

const KEPT = 'local-site.tried';

/** The route that a newcomer tries: the first that reads and needs no id in its path. */
export const firstRoute = (state: SiteState): ApiRoute | undefined =>
  state.routes.find((route) => route.operation === 'GET' && !route.path.includes('*')) ?? state.routes[0];

const addressOf = (state: SiteState, route: ApiRoute): string => `${state.restApis.baseUrls[0]?.url ?? ''}${route.path}`;

/** A shell line that calls the route. Single quotes are closed and reopened, so that no value can leave its place. */
export const curlFor = (state: SiteState, route: ApiRoute, token: string): string => {
  const quoted = (value: string): string => `'${value.replaceAll("'", `'\\''`)}'`;
  const method = route.operation === 'GET' ? '' : ` -X ${route.operation}`;
  return `curl -i${method} ${quoted(addressOf(state, route))} -H ${quoted('Accept: application/json')} -H ${quoted(`Authorization: Bearer ${token}`)}`;
};

const pretty = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
};

/** Calls the route from this browser and keeps what came. */
export const tryCall = async (state: SiteState, route: ApiRoute, token: string): Promise<Tried> => {
  const asked = { method: route.operation, path: route.path };
  const tried = await fetch(addressOf(state, route), {
    method: route.operation,
    // The call must stand on its token alone, as that of any integration.
    credentials: 'omit',
    headers: { accept: 'application/json', authorization: `Bearer ${token}` },
  }).then(
    async (response): Promise<Tried> => ({ ...asked, status: response.status, body: pretty(await response.text()) }),
    (error: unknown): Tried => ({ ...asked, status: 0, body: messageOf(error) }),
  );
  window.sessionStorage.setItem(KEPT, JSON.stringify({ ...asked, status: tried.status }));
  return tried;
};

/** Status of the last call tried in this session. */
export const lastStatus = (): number | undefined => {
  const kept: unknown = JSON.parse(window.sessionStorage.getItem(KEPT) ?? 'null');
  const status: unknown = typeof kept === 'object' && kept !== null ? Reflect.get(kept, 'status') : undefined;
  return typeof status === 'number' ? status : undefined;
};
