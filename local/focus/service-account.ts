/** Who may ask Focus, by whichever credential. */
export interface Caller {
  /** Owner of what it creates. */
  readonly accountId: string;
  readonly scopes: readonly string[];
  /** False: has no VIEW_FUND, so fund operations show it nothing. */
  readonly seesFunds: boolean;
}

export interface ServiceAccount {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly accountId: string;
  /** Missing: all of Focus's. */
  readonly scopes?: readonly string[];
  readonly seesFunds?: boolean;
  /** The site it belongs to; missing: this one. */
  readonly cloudId?: string;
}

export interface ApiToken {
  readonly email: string;
  readonly token: string;
  readonly accountId: string;
  readonly scopes?: readonly string[];
  readonly seesFunds?: boolean;
}

/** Fixed, so that a connection saved yesterday works today, and plainly of no use anywhere else. */
export const LOCAL_SERVICE_ACCOUNT: ServiceAccount = {
  clientId: 'local-focus-service-account',
  clientSecret: 'local-only-not-a-secret',
  accountId: '712020:bbbb0001-0000-4000-8000-0000000focus',
};

export const LOCAL_API_TOKEN: ApiToken = {
  email: 'mira.holm@example.invalid',
  token: 'local-only-not-an-api-token',
  accountId: '712020:aaaa0001-0000-4000-8000-00000000mira',
};
