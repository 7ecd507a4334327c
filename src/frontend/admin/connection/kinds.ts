import type { NewConnection } from '../../../resolvers/contract';
import type { MessageKey } from '../../messages';

export type Kind = NewConnection['kind'];

/** What an admin types for one kind or another. */
export type FieldName = 'clientId' | 'clientSecret' | 'email' | 'token' | 'siteName';

export interface Field {
  readonly name: FieldName;
  readonly label: MessageKey;
  readonly missing: MessageKey;
  readonly hint?: MessageKey;
  /** Drawn as a password, emptied once it is saved; the server never tells it again. */
  readonly secret: boolean;
  readonly longest: number;
}

/** How one kind of connection is shown to an admin who chooses. */
export interface KindFace {
  readonly name: MessageKey;
  readonly what: MessageKey;
  readonly needs: MessageKey;
  readonly sees: MessageKey;
  /** Above the state of a connection that is saved. */
  readonly connected: MessageKey;
  /** What to do at Atlassian before there is something to paste. */
  readonly steps: readonly MessageKey[];
  readonly fields: readonly Field[];
  /** Why it can't be chosen yet. */
  readonly waits?: MessageKey;
}

const SITE_NAME: Field = {
  name: 'siteName',
  label: 'connection.siteName',
  missing: 'connection.siteName.missing',
  hint: 'connection.siteName.hint',
  secret: false,
  longest: 63,
};

/** The surest first. */
export const KIND_ORDER = ['service-account', 'api-token', 'atlassian'] as const satisfies readonly Kind[];

export const KINDS: Readonly<Record<Kind, KindFace>> = {
  'service-account': {
    name: 'connection.kind.serviceAccount',
    what: 'connection.kind.serviceAccount.what',
    needs: 'connection.kind.serviceAccount.needs',
    sees: 'connection.kind.serviceAccount.sees',
    connected: 'connection.kind.serviceAccount.connected',
    steps: ['connection.create.account', 'connection.create.access', 'connection.create.credential', 'connection.create.paste'],
    fields: [
      { name: 'clientId', label: 'connection.clientId', missing: 'connection.clientId.missing', secret: false, longest: 256 },
      {
        name: 'clientSecret',
        label: 'connection.clientSecret',
        missing: 'connection.clientSecret.missing',
        hint: 'connection.secret.hint',
        secret: true,
        longest: 4_096,
      },
    ],
  },
  'api-token': {
    name: 'connection.kind.apiToken',
    what: 'connection.kind.apiToken.what',
    needs: 'connection.kind.apiToken.needs',
    sees: 'connection.kind.apiToken.sees',
    connected: 'connection.kind.apiToken.connected',
    steps: ['connection.create.owner', 'connection.create.token', 'connection.create.renew', 'connection.create.paste'],
    fields: [
      { name: 'email', label: 'connection.email', missing: 'connection.email.missing', secret: false, longest: 320 },
      {
        name: 'token',
        label: 'connection.token',
        missing: 'connection.token.missing',
        hint: 'connection.secret.hint',
        secret: true,
        longest: 4_096,
      },
    ],
  },
  atlassian: {
    name: 'connection.kind.atlassian',
    what: 'connection.kind.atlassian.what',
    needs: 'connection.kind.atlassian.needs',
    sees: 'connection.kind.atlassian.sees',
    connected: 'connection.kind.atlassian.connected',
    steps: [],
    fields: [],
    waits: 'connection.kind.atlassian.waits',
  },
};

export type Typed = Readonly<Record<FieldName, string>>;

export const NOTHING_TYPED: Typed = { clientId: '', clientSecret: '', email: '', token: '', siteName: '' };

export type TokenForm = 'cloud' | 'site';

/** What is asked for beside the kind's own fields, where a token is used at the site's own address. */
export const addressFields = (kind: Kind, form: TokenForm): readonly Field[] =>
  kind === 'api-token' && form === 'site' ? [SITE_NAME] : [];

/** The name before `.atlassian.net`, also out of an address that was pasted whole. */
const siteNameIn = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\.atlassian\.net(\/.*)?$/, '');

const MADE: Readonly<Record<Kind, (typed: Typed, form: TokenForm) => NewConnection>> = {
  'service-account': ({ clientId, clientSecret }) => ({
    kind: 'service-account',
    clientId: clientId.trim(),
    clientSecret: clientSecret.trim(),
  }),
  'api-token': ({ email, token, siteName }, form) => {
    const credential = { kind: 'api-token', email: email.trim(), token: token.trim() } as const;
    return form === 'site' ? { ...credential, form, siteName: siteNameIn(siteName) } : { ...credential, form };
  },
  atlassian: () => ({ kind: 'atlassian' }),
};

/** What the server is asked to try or to save. */
export const connectionOf = (kind: Kind, typed: Typed, form: TokenForm): NewConnection => MADE[kind](typed, form);
