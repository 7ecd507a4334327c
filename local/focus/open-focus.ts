import type Database from 'libsql';
import { answerCall, findTarget } from './answer-call';
import { loadDocument } from './document';
import type { Faults } from './faults';
import { openFaults } from './faults';
import { openCredentials } from './open-credentials';
import { ORDINARY_SIZE, seedPortfolio } from './seed/seed-portfolio';
import { LOCAL_API_TOKEN, LOCAL_SERVICE_ACCOUNT } from './service-account';
import type { ApiToken, ServiceAccount } from './service-account';
import { SHAPES } from './shapes';
import type { ShapeName } from './shapes';
import { openState } from './state/open-state';
import type { Resource } from './state/records';
import { chosenSwitches } from './unknowns';
import type { Switches } from './unknowns';

export interface FocusSettings {
  readonly database: Database.Database;
  /** Milliseconds since the epoch; Date.now unless given. */
  readonly now?: () => number;
  /** Number of focus areas. Another number than the kept one starts a new portfolio; undefined keeps what is there, or invents 148. */
  readonly size?: number | undefined;
  readonly cloudId: string;
  /** First label of the site's host name; `local` unless given. */
  readonly site?: string;
  readonly clients?: readonly ServiceAccount[];
  readonly apiTokens?: readonly ApiToken[];
}

export interface Counters {
  readonly calls: number;
  /** By operationId; `issueToken` for the token endpoint, `none` for an address that is no operation. */
  readonly byOperation: Readonly<Record<string, number>>;
}

export interface Focus {
  /** Answers for api.atlassian.com, auth.atlassian.com and the site's own host. Rejects only as a broken connection or an abort does. */
  fetch(request: Request): Promise<Response>;
  counters(): Counters;
  resetCounters(): void;
  readonly faults: Faults;
  /** The unknowns of unknowns.ts, and the shape of answers; set a member to change what Focus does from now on. */
  readonly switches: Switches & { shape: ShapeName };
  /** Everything kept of a resource, in creation order, as a list would show it. For tests: no credential, no page, no count. */
  records(resource: Resource): readonly Readonly<Record<string, unknown>>[];
  /** Hangs a focus area elsewhere (null: at the top), which REST can't. Throws for an unknown id and for a loop. */
  move(id: string, newParentId: string | null): void;
  /** The first client, for the local site to hand to the app. */
  readonly serviceAccount: { readonly clientId: string; readonly clientSecret: string };
  /** Ends every bearer at once. */
  readonly revokeTokens: () => void;
  /** Back to the invented portfolio of the same size; ends bearers, faults, counts and switches. */
  reset(): void;
}

/** Opens the stand-in for Focus on the site's database. What is written is kept there between runs. */
export async function openFocus(settings: FocusSettings): Promise<Focus> {
  const { database, now = Date.now, cloudId, site = 'local', clients = [LOCAL_SERVICE_ACCOUNT], apiTokens = [LOCAL_API_TOKEN] } = settings;
  const [first] = clients;
  if (!first) throw new Error('Focus needs at least one service account.');
  const document = loadDocument();
  const kept = openState(database, settings.size, seedPortfolio, ORDINARY_SIZE);
  const switches: Switches & { shape: ShapeName } = { ...chosenSwitches(), shape: 'full' };
  const allScopes = [...new Set(document.operations.map((operation) => operation.scope))];
  const credentials = openCredentials({ database, now, cloudId, clients, apiTokens, allScopes, switches });
  const faults = openFaults();
  let byOperation: Record<string, number> = {};

  const focus: Focus = {
    fetch(request) {
      const target = findTarget(request, document, site);
      const name = target.kind === 'operation' ? target.operation.operationId : target.kind === 'token' ? 'issueToken' : 'none';
      byOperation[name] = (byOperation[name] ?? 0) + 1;
      return faults.around(name, request.signal, () =>
        answerCall(request, target, { document, credentials, state: kept.state(), together: kept.together, switches, now }),
      );
    },
    counters: () => ({ calls: Object.values(byOperation).reduce((sum, count) => sum + count, 0), byOperation: { ...byOperation } }),
    resetCounters: () => {
      byOperation = {};
    },
    faults,
    switches,
    records(resource) {
      const setting = { state: kept.state(), switches, where: 'list' } as const;
      const show = <R extends Resource>(wanted: R) => {
        const shape = SHAPES[switches.shape].records[wanted];
        return setting.state[wanted].all('created').map(({ record }) => shape(record, setting));
      };
      return show(resource);
    },
    move(id, newParentId) {
      const { focusArea } = kept.state();
      const area = focusArea.get(id);
      if (!area) throw new Error(`There is no focus area ${id} to move.`);
      for (let above = newParentId; above !== null;) {
        const parent = focusArea.get(above);
        if (!parent) throw new Error(`There is no focus area ${above} to move it under.`);
        if (parent.id === id) throw new Error('A focus area cannot hang under itself.');
        above = parent.parentId;
      }
      focusArea.put({ ...area, parentId: newParentId, lastUpdated: now() });
    },
    serviceAccount: { clientId: first.clientId, clientSecret: first.clientSecret },
    revokeTokens: credentials.revokeTokens,
    reset() {
      kept.reset();
      credentials.revokeTokens();
      faults.set(null);
      focus.resetCounters();
      Object.assign(switches, chosenSwitches(), { shape: 'full' });
    },
  };
  return focus;
}
