/** How long what Accounts gives out lives, in milliseconds. Sources: forge-app-rest-apis facts 5.1, RFC 6749. */
export const LIFETIMES = {
  /** `expires_in` 3600 was seen in token answers of the cloud. */
  accessToken: 3_600_000,
  /** A 90-day refresh token was seen with `offline_access`. */
  refreshToken: 90 * 24 * 3_600_000,
  /** Not published by Atlassian. RFC 6749 4.1.2 says at most ten minutes; the shorter finds slow clients. */
  authorizationCode: 60_000,
  /** How long a consent page may stay open. Local choice. */
  consent: 600_000,
} as const;

interface Unknown {
  readonly question: string;
  readonly source: string;
  readonly choices: readonly string[];
  /** Which choice the local site takes until told otherwise. */
  readonly assumed: string;
}

/** One chosen answer for each unknown of a table. Writable, so that a test or the site can try the other answer. */
export type Choices<T extends Readonly<Record<string, Unknown>>> = { -readonly [K in keyof T]: T[K]['choices'][number] };

/** What is not known of auth.atlassian.com's 3LO for apps' own scopes. Each row can go either way. */
export const ACCOUNT_UNKNOWNS = {
  offlineAccess: {
    question: 'May offline_access be asked together with custom scopes?',
    source: 'Seen both ways: one client got a 90-day refresh token, another noted the two as mutually exclusive.',
    choices: ['granted', 'refused'],
    assumed: 'granted',
  },
  revokedGrant: {
    question: 'Does an access token end with its revoked grant, or at its own expiry?',
    source: 'Not documented by Atlassian. RFC 6749 4.1.2 asks to revoke tokens issued on a replayed code.',
    choices: ['ends-tokens', 'tokens-expire'],
    assumed: 'ends-tokens',
  },
  scopeNames: {
    question: 'How does the token answer spell custom scopes?',
    source: 'Seen with the prefix <appId>.<envId>: by one third party only.',
    choices: ['prefixed', 'plain'],
    assumed: 'prefixed',
  },
} as const satisfies Readonly<Record<string, Unknown>>;

export type AccountChoices = Choices<typeof ACCOUNT_UNKNOWNS>;

/** The answers that the local site assumes for Accounts. */
export const assumedAccountChoices = (): AccountChoices => ({
  offlineAccess: ACCOUNT_UNKNOWNS.offlineAccess.assumed,
  revokedGrant: ACCOUNT_UNKNOWNS.revokedGrant.assumed,
  scopeNames: ACCOUNT_UNKNOWNS.scopeNames.assumed,
});
