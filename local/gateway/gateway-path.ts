/** A called path, taken apart. Nothing in it is checked against the app yet but that it can't mean two things. */
export interface GatewayPath {
  readonly product: string;
  /** The site's own URL names no cloud id. */
  readonly cloudId: string | undefined;
  /** `<appId>_<envId>`. */
  readonly installed: string;
  /** The path below the app, decoded: what `*` stands for. */
  readonly segments: readonly string[];
  /** The same as it goes on, percent-encoding normalised (RFC 3986 6.2.2), with a slash at its head. */
  readonly rest: string;
}

const UNRESERVED = /^[A-Za-z0-9._~-]$/;

const normalise = (segment: string): string =>
  segment.replace(/%[0-9a-f]{2}/gi, (escape) => {
    const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return UNRESERVED.test(character) ? character : escape.toUpperCase();
  });

/** Decodes one segment; undefined for one that is empty, malformed, a dot segment, or hides a separator or control character. */
const decode = (segment: string): string | undefined => {
  try {
    const text = decodeURIComponent(segment);
    return text === '' || text === '.' || text === '..' || /[/\\\u0000-\u001f\u007f]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
};

const FORMS = [
  { pattern: /^\/svc\/([^/]+)\/([^/]+)\/apps\/([^/]+)(\/.*)$/, cloud: true },
  { pattern: /^\/gateway\/api\/svc\/([^/]+)\/apps\/([^/]+)(\/.*)$/, cloud: false },
] as const;

/** Whether a path is the gateway's at all, so that no other door may answer it. */
export const isGatewayPath = (pathname: string): boolean => pathname.startsWith('/svc/') || pathname.startsWith('/gateway/api/svc/');

/**
 * Takes a URL's pathname, after the URL parser resolved its dot segments; gives its parts in either documented form, or undefined
 * when it has neither form or a segment below the app is empty, malformed or hides a slash. Source: facts on app REST APIs 5.
 */
export const parseGatewayPath = (pathname: string): GatewayPath | undefined => {
  for (const { pattern, cloud } of FORMS) {
    const [, product, second, third, fourth] = pattern.exec(pathname) ?? [];
    const installed = cloud ? third : second;
    const below = cloud ? fourth : third;
    if (product === undefined || installed === undefined || below === undefined) continue;
    const raw = below.slice(1).split('/');
    const segments = raw.map(decode).filter((segment) => segment !== undefined);
    if (segments.length !== raw.length) return undefined;
    return { product, cloudId: cloud ? second : undefined, installed, segments, rest: `/${raw.map(normalise).join('/')}` };
  }
  return undefined;
};
