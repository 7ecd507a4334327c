import * as v from 'valibot';
import { GATEWAY_LIMITS } from './limits';
import type { GatewayChoices } from './unknowns';

const headerValues = v.array(v.string());

/** `{ statusCode, headers?, body? }`, as documented for web triggers and, by reference, for apiRoute. */
const answerWith = (values: typeof headerValues | v.UnionSchema<[typeof headerValues, v.StringSchema<undefined>], undefined>) =>
  v.object({
    statusCode: v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599)),
    // A list would pass as a record of its positions.
    headers: v.optional(
      v.pipe(
        v.unknown(),
        v.check((headers) => !Array.isArray(headers)),
        v.record(v.string(), values),
      ),
    ),
    body: v.optional(v.string()),
  });

const SHAPES = {
  refused: answerWith(headerValues),
  taken: answerWith(v.union([headerValues, v.string()])),
} as const;

/** Made anew by the server for its own connection, or, for cookies, never an app's to set on the site's host. */
const KEPT_BACK = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'upgrade', 'trailer', 'set-cookie']);

/** Statuses whose answers have no body (RFC 9110). */
const WITHOUT_BODY = new Set([204, 205, 304]);

const passes = (name: string, choices: GatewayChoices): boolean =>
  !KEPT_BACK.has(name) && (choices.responseHeaders === 'all' || name === 'content-type');

/** Takes what the function gave; gives the caller's answer, or why it is none (without a word of what it holds). */
export const answerFrom = (result: unknown, choices: GatewayChoices): Response | { readonly wrong: string } => {
  const parsed = v.safeParse(SHAPES[choices.plainHeaderValues], result);
  if (!parsed.success) return { wrong: 'the function gave something else than {statusCode, headers: {name: [values]}, body: text}' };
  const { statusCode, headers = {}, body } = parsed.output;
  const bytes = body === undefined || WITHOUT_BODY.has(statusCode) ? null : new TextEncoder().encode(body);
  if (bytes !== null && bytes.byteLength > GATEWAY_LIMITS.responseBytes) return { wrong: 'the function gave a body over 5 MB' };
  try {
    const passed = new Headers();
    for (const [name, values] of Object.entries(headers)) {
      if (!passes(name.toLowerCase(), choices)) continue;
      for (const value of [values].flat()) passed.append(name, value);
    }
    return new Response(bytes, { status: statusCode, headers: passed });
  } catch {
    return { wrong: 'the function gave a header that HTTP does not allow' };
  }
};
