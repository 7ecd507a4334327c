import * as v from 'valibot';
import { SITE_NAME } from '../../exposure/catalogue/catalogue';
import type { Parsed } from '../../exposure/policy/policy';
import type { NewConnection } from '../contract';
import { payloadOf } from '../payload';

// What HTTP and JSON carry without doubt; a pasted line break or space is a mistake that a test would tell less plainly.
const printable = (longest: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(longest), v.regex(/^[\x21-\x7e]*$/));

/** Basic parts its two halves at the first colon. */
const email = v.pipe(v.string(), v.minLength(1), v.maxLength(320), v.regex(/^[\x21-\x39\x3b-\x7e]*$/));
const siteName = v.pipe(v.string(), v.minLength(1), v.maxLength(63), v.regex(SITE_NAME));

/** What a page says that it showed when it was asked; trying a connection takes it and needs it not. */
const seen = v.exactOptional(v.nullable(v.pipe(v.string(), v.maxLength(64))));
const token = { kind: v.literal('api-token'), email, token: printable(4_096), seen };

const READERS = {
  account: payloadOf({ kind: v.literal('service-account'), clientId: printable(256), clientSecret: printable(4_096), seen }),
  cloud: payloadOf({ form: v.literal('cloud'), ...token }),
  site: payloadOf({ form: v.literal('site'), siteName, ...token }),
  none: payloadOf({ kind: v.literal('atlassian'), seen }),
  saved: payloadOf({ kind: v.literal('saved') }),
} as const;

const member = (payload: unknown, name: string): unknown =>
  typeof payload === 'object' && payload !== null && Object.hasOwn(payload, name)
    ? (payload as Readonly<Record<string, unknown>>)[name]
    : undefined;

/** Reads what an admin connects with, by its kind; an unknown kind is told as the usual one's. */
export const readNewConnection = (payload: unknown): Parsed<NewConnection & { readonly seen?: string | null }> => {
  switch (member(payload, 'kind')) {
    case 'api-token':
      return READERS[member(payload, 'form') === 'site' ? 'site' : 'cloud'](payload);
    case 'atlassian':
      return READERS.none(payload);
    default:
      return READERS.account(payload);
  }
};

/** The same, or the word that the saved one is meant. */
export const readTried = (payload: unknown): Parsed<NewConnection | { readonly kind: 'saved' }> =>
  member(payload, 'kind') === 'saved' ? READERS.saved(payload) : readNewConnection(payload);
