const patternOf = (host: string): RegExp => new RegExp(`^${host.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);

/**
 * Whether the manifest's addresses permit a URL. As @forge/egress 3.0.0 decides for the back end: protocol and host (port included) must
 * match, `*` stands for any part of a host, the path doesn't matter; an address without protocol means https.
 */
export const isEgressPermitted = (addresses: readonly string[], url: URL): boolean =>
  url.username === '' &&
  url.password === '' &&
  addresses.some((address) => {
    if (address === '*') return true;
    const [, protocol = 'https:', host = ''] = /^(?:(\w+:)\/\/)?([^/]+)/.exec(address) ?? [];
    return url.protocol === protocol && patternOf(host).test(url.host);
  });

/** The app's `fetch` was refused; name, status and message as of @forge/api's ExternalEndpointNotAllowedError. */
class EgressRefused extends Error {
  override readonly name = 'REQUEST_EGRESS_ALLOWLIST_ERR';
  readonly status = 403;
}

type Transport = (request: Request) => Promise<Response>;

// As the fetch standard says: 303 for any method and 301 or 302 for POST become GET; credentials don't cross to another origin.
const redirected = (
  request: Request,
  body: ArrayBuffer | null,
  status: number,
  to: URL,
): { readonly request: Request; readonly body: ArrayBuffer | null } => {
  const becomesGet = (status === 303 && request.method !== 'HEAD') || ((status === 301 || status === 302) && request.method === 'POST');
  const headers = new Headers(request.headers);
  if (to.origin !== new URL(request.url).origin) for (const name of ['authorization', 'cookie']) headers.delete(name);
  if (becomesGet) for (const name of ['content-type', 'content-length']) headers.delete(name);
  const kept = becomesGet ? null : body;
  const method = becomesGet ? 'GET' : request.method;
  return { request: new Request(to, { method, headers, body: kept, signal: request.signal, redirect: 'manual' }), body: kept };
};

/** Sends the app's own requests: only where `permitted` says, redirects included. `transport` must not follow redirects itself. */
export const openEgress = (permitted: (url: URL) => boolean, transport: Transport): Transport => {
  const send = async (request: Request, body: ArrayBuffer | null, mode: RequestRedirect, hops: number): Promise<Response> => {
    const url = new URL(request.url);
    if (!permitted(url)) {
      throw new EgressRefused(
        `URL not included in the external fetch backend permissions: ${url.origin}. Visit go.atlassian.com/forge-egress for more information.`,
      );
    }
    const answer = await transport(request);
    const location = answer.headers.get('location');
    const redirects = [301, 302, 303, 307, 308].includes(answer.status) && location !== null;
    if (!redirects || mode === 'manual') return answer;
    if (mode === 'error' || hops >= 20) throw new TypeError('fetch failed');
    const next = redirected(request, body, answer.status, new URL(location, url));
    return send(next.request, next.body, mode, hops + 1);
  };
  return async (request) => {
    const body = request.body === null ? null : await request.arrayBuffer();
    const first = new Request(request.url, {
      method: request.method,
      headers: request.headers,
      body,
      signal: request.signal,
      redirect: 'manual',
    });
    return send(first, body, request.redirect, 0);
  };
};
