import type { Accounts } from '../accounts/open-accounts';
import type { Clock } from '../clock/open-clock';
import type { BuildBoard } from '../control/build-state';
import type { Events } from '../events/open-events';
import type { Focus } from '../focus/open-focus';
import type { Gateway } from '../gateway/open-gateway';
import type { Jira } from '../jira/open-jira';
import type { Kvs } from '../kvs/open-kvs';
import type { Runtime } from '../runtime/runtime';
import type { Notes } from './notes';
import type { PersonOnSite } from './people';
import type { CustomScopes } from './read-custom-scopes';
import type { Manifest } from './read-manifest';
import type { Switches } from './switches';

/** The parts of an open site. */
export interface SiteParts {
  readonly appRoot: string;
  readonly manifest: Manifest;
  readonly customScopes: CustomScopes;
  readonly people: readonly PersonOnSite[];
  readonly identity: {
    readonly cloudId: string;
    readonly environmentId: string;
    readonly environmentType: string;
    readonly installationId: string;
    readonly name: string;
  };
  readonly clock: Clock;
  readonly events: Events;
  readonly kvs: Kvs;
  readonly focus: Focus;
  readonly focusKind: 'stand-in' | 'real';
  /** What the first run gives the app to connect with. */
  readonly focusCredential: { readonly clientId: string; readonly clientSecret: string };
  readonly jira: Jira;
  readonly accounts: Accounts;
  readonly gateway: Gateway;
  readonly runtime: Runtime;
  readonly switches: Switches;
  readonly notes: Notes;
  readonly build: BuildBoard;
  readonly siteToken: string;
  readonly pageDir?: string;
  /** Aborts when the site closes. */
  readonly closing: AbortSignal;
  readonly onFault: (error: unknown) => void;
}
