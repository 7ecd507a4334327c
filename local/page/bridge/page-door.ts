import { isRecord } from '../forge-doc/forge-node';

/** The site refused or could not be reached. The message is made for the screen. */
class SiteError extends Error {
  override readonly name = 'SiteError';
  constructor(
    message: string,
    readonly status?: number,
  ) {
    super(message);
  }
}

const problemIn = (body: unknown): string | undefined => {
  if (!isRecord(body)) return undefined;
  const { error, message, problems } = body;
  if (typeof error === 'string') return error;
  if (isRecord(error)) return problemIn(error);
  if (typeof message === 'string') return message;
  return Array.isArray(problems) ? problems.filter((problem) => typeof problem === 'string').join(' ') : undefined;
};

const parseBody = (text: string): unknown => {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
};

/** Calls a path of the local site and gives its JSON. Throws SiteError with a sentence for anything but 2xx. */
export const callSite = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<unknown> => {
  const init: RequestInit = { method, credentials: 'same-origin' };
  if (body !== undefined) Object.assign(init, { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  const response = await fetch(path, init).catch(() => {
    throw new SiteError('The local site does not answer. Is it still running?');
  });
  const answer = parseBody(await response.text());
  if (response.ok) return answer;
  if (response.status === 401 || (response.status === 403 && problemIn(answer) === undefined)) {
    throw new SiteError('The local site does not know this browser. Open the address that it printed at the start.', response.status);
  }
  throw new SiteError(problemIn(answer) ?? `The local site answered ${path} with ${response.status}.`, response.status);
};

/** What a page of the app asks of the site, as the person who acts. */
export interface PageDoor {
  context(): Promise<Record<string, unknown>>;
  /** Gives what the resolver gave; throws SiteError when the function failed. */
  invoke(functionKey: string, payload: unknown): Promise<unknown>;
  /** Takes and gives what the bridge's `fetchProduct` does. */
  fetchProduct(product: string, restPath: string, init: unknown): Promise<unknown>;
}

export const openPageDoor = (module: string, as: string): PageDoor => ({
  async context() {
    const answer = await callSite('GET', `/_page/context?${new URLSearchParams({ module, as })}`);
    if (!isRecord(answer)) throw new SiteError('The local site gave no context for this page.');
    return answer;
  },
  async invoke(functionKey, payload) {
    const answer = await callSite('POST', '/_page/invoke', { module, functionKey, payload, as });
    if (isRecord(answer) && answer['ok'] === true) return answer['result'];
    throw new SiteError(problemIn(answer) ?? `The function ${functionKey} failed.`);
  },
  fetchProduct: (product, restPath, init) => callSite('POST', '/_page/fetch-product', { product, restPath, init, as }),
});
