import type { Fault } from '../faults';
import { hugePage, inParts } from './bodies';
import { late, untilAborted } from './waits';

type Misbehaviour = Exclude<Fault, { readonly kind: 'endless' | 'circle' }>;
type Instead = Extract<Misbehaviour, { readonly kind: 'status' | 'throttle' | 'redirect' | 'nonsense' | 'disconnect' | 'never' | 'huge' }>;
type Spoilt = Exclude<Misbehaviour, Instead>;

const DEFAULT_MEGABYTES = 30;
const PARTS = 10;

/** Answers as the fault says. `now`: milliseconds since the epoch; `carryOut` makes the real answer. */
export async function misbehave(
  fault: Misbehaviour,
  request: Request,
  now: () => number,
  carryOut: () => Promise<Response>,
): Promise<Response> {
  switch (fault.kind) {
    case 'delay':
    case 'slow-body':
    case 'stalled-body':
    case 'cut-body':
    case 'truncated':
      return spoil(fault, request.signal, await carryOut());
    default:
      if (fault.when === 'after') await carryOut();
      return instead(fault, request, now);
  }
}

async function instead(fault: Instead, { url, signal }: Request, now: () => number): Promise<Response> {
  switch (fault.kind) {
    case 'status':
      return Response.json({ code: fault.status, message: 'A fault was asked for.' }, { status: fault.status });
    case 'throttle': {
      const status = fault.status ?? 429;
      const retryAfter = fault.retryAfter === null ? undefined : retryAfterOf(fault.retryAfter ?? 1, fault.form, now);
      const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
      return Response.json({ code: status, message: 'Too many requests.' }, { status, headers });
    }
    case 'redirect': {
      const { pathname, search } = new URL(url);
      const location = fault.location ?? `https://elsewhere.atlassian.net${pathname}${search}`;
      return new Response(null, { status: fault.status ?? 302, headers: { location } });
    }
    case 'nonsense':
      return new Response(fault.body ?? '<html><body>We will be back soon.</body></html>', {
        headers: { 'content-type': fault.contentType ?? 'text/html; charset=utf-8' },
      });
    case 'huge':
      return new Response(hugePage((fault.megabytes ?? DEFAULT_MEGABYTES) * 1024 * 1024), {
        headers: { 'content-type': 'application/json' },
      });
    case 'disconnect':
      throw new TypeError('fetch failed', { cause: new Error('other side closed') });
    case 'never':
      return untilAborted(signal);
  }
}

/** Both forms of RFC 9110, 10.2.3. A text is sent as it is, so that it may be neither. */
const retryAfterOf = (asked: number | string, form: 'seconds' | 'date' = 'seconds', now: () => number): string =>
  form === 'date' && typeof asked === 'number' ? new Date(now() + asked * 1000).toUTCString() : String(asked);

async function spoil(fault: Spoilt, signal: AbortSignal, answer: Response): Promise<Response> {
  if (fault.kind === 'delay') {
    await late(fault.milliseconds, signal);
    return answer;
  }
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  const { status } = answer;
  const headers = new Headers(answer.headers);
  headers.delete('content-length');
  const withBody = (body: BodyInit): Response => new Response(bytes.length === 0 ? null : body, { status, headers });
  switch (fault.kind) {
    case 'truncated':
      return withBody(half);
    case 'slow-body': {
      const length = Math.ceil(bytes.length / PARTS);
      const parts = Array.from({ length: PARTS }, (_, index) => bytes.subarray(index * length, (index + 1) * length));
      return withBody(inParts(parts, signal, (until) => late(fault.milliseconds / PARTS, until)));
    }
    case 'stalled-body':
      return withBody(
        inParts([half, bytes.subarray(half.length)], signal, (until, index) => (index === 0 ? undefined : untilAborted(until))),
      );
    case 'cut-body':
      return withBody(
        inParts([half, bytes.subarray(half.length)], signal, (_, index) => {
          if (index > 0) throw new TypeError('terminated', { cause: new Error('other side closed') });
        }),
      );
  }
}
