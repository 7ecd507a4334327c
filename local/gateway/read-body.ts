import { GATEWAY_LIMITS } from './limits';
import type { RefusalKind } from './refusals';

type Body = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly refusal: RefusalKind; readonly hint: string };

const TOO_LARGE: Body = { ok: false, refusal: 'tooLarge', hint: 'the body is over 5 MB' };

/** Takes a stream; gives its bytes, or undefined as soon as they are too many. */
const readUpTo = async (stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array | undefined> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    size += value.byteLength;
    if (size > most) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
};

/** Takes a request and what its route accepts; gives the body as text, or why not. An empty body has no content type to check. */
export const readBody = async (request: Request, accepted: readonly string[]): Promise<Body> => {
  if (request.body === null) return { ok: true, text: '' };
  if (Number(request.headers.get('content-length') ?? 0) > GATEWAY_LIMITS.requestBytes) return TOO_LARGE;
  const bytes = await readUpTo(request.body, GATEWAY_LIMITS.requestBytes);
  if (bytes === undefined) return TOO_LARGE;
  const [type = ''] = (request.headers.get('content-type') ?? '').split(';');
  if (bytes.byteLength > 0 && !accepted.includes(type.trim().toLowerCase()))
    return { ok: false, refusal: 'contentType', hint: `a body must be ${accepted.join(' or ')}` };
  return { ok: true, text: new TextDecoder().decode(bytes) };
};
