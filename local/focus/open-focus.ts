import type Database from 'libsql';
import { answerCall, findTarget, nameOfTarget } from './answer-call';
import { loadDocument } from './document';
import type { Faults } from './faults';
import { openFaults } from './faults';
import { openCredentials } from './open-credentials';
import { ORDINARY_SIZE, seedPortfolio } from './seed/seed-portfolio';
import { LOCAL_API_TOKEN, LOCAL_SERVICE_ACCOUNT } from './service-account';
import type { ApiToken, ServiceAccount } from './service-account';
import { plainId } from './shapes/ari';
import { openShapes } from './shapes/shapes';
import type { ShapeName } from './shapes/shapes';
import { openAreaChanges } from './state/change-areas';
import type { AreaChanges } from './state/change-areas';
import { openState } from './state/open-state';
import type { Resource } from './state/records';
import { openSwitches } from './switches';
import type { FocusSwitches } from './switches';
import { openTraffic } from './traffic/open-traffic';
import type { Traffic } from './traffic/open-traffic';

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
  /** Shape of answers at first and after a reset; `full` unless given. */
  readonly shape?: ShapeName | undefined;
}

export interface Focus extends Omit<Traffic, 'through'>, AreaChanges {
  /** Answers for api.atlassian.com, auth.atlassian.com and the site's own host. Rejects only as a broken connection or an abort does. */
  fetch(request: Request): Promise<Response>;
  readonly faults: Faults;
  /** The unknowns of unknowns.ts, the shape of answers, the site's tenant info; set a member to change what Focus does from now on. */
  readonly switches: FocusSwitches;
  /**
   * Everything kept of a resource, in creation order, as a list in the shape `full` (or the one given) would show it, whatever shape is
   * switched on. For tests: no credential, no page, no count.
   */
  records(resource: Resource, shape?: ShapeName): readonly Readonly<Record<string, unknown>>[];
  /** Where every focus area hangs: id to the parent's id, null at the top, in creation order. */
  tree(): ReadonlyMap<string, string | null>;
  /** The id that `records` and `tree` use, for one that Focus sent: an ARI of this site or a plain id. */
  idOf(sent: string): string;
  /** The first client, for the local site to hand to the app. */
  readonly serviceAccount: { readonly clientId: string; readonly clientSecret: string };
  /** Ends every bearer at once. */
  readonly revokeTokens: () => void;
  /** Back to the invented portfolio of the same size; ends bearers, faults, counts, latency and switches. */
  reset(): void;
}

/** Opens the stand-in for Focus on the site's database. What is written is kept there between runs. */
export async function openFocus(settings: FocusSettings): Promise<Focus> {
  const { database, now = Date.now, cloudId, site = 'local', clients = [LOCAL_SERVICE_ACCOUNT], apiTokens = [LOCAL_API_TOKEN] } = settings;
  const [first] = clients;
  if (!first) throw new Error('Focus needs at least one service account.');
  const document = loadDocument();
  const kept = openState(database, settings.size, seedPortfolio, ORDINARY_SIZE);
  const { switches, back } = openSwitches(settings.shape ?? 'full');
  const shapes = openShapes(cloudId, switches);
  const allScopes = [...new Set(document.operations.map((operation) => operation.scope))];
  const credentials = openCredentials({ database, now, cloudId, clients, apiTokens, allScopes, switches });
  const faults = openFaults(now);
  const traffic = openTraffic();

  return Object.assign(traffic, openAreaChanges(kept.state, kept.together, now), {
    fetch(request: Request) {
      const target = findTarget(request, document, site);
      const name = nameOfTarget(target);
      return traffic.through(name, request.signal, () =>
        faults.around(name, request, () =>
          answerCall(request, target, {
            document,
            credentials,
            state: kept.state(),
            together: kept.together,
            switches,
            shape: shapes[switches.shape],
            cloudId,
            now,
          }),
        ),
      );
    },
    faults,
    switches,
    records(resource: Resource, shape: ShapeName = 'full') {
      const setting = { state: kept.state(), switches, where: 'list' } as const;
      const show = <R extends Resource>(wanted: R) => {
        const tell = shapes[shape].records[wanted];
        return setting.state[wanted].all('created').map(({ record }) => tell(record, setting));
      };
      return show(resource);
    },
    tree: () =>
      new Map(
        kept
          .state()
          .focusArea.all('created')
          .map(({ record }) => [record.id, record.parentId]),
      ),
    idOf: (sent: string) => plainId(sent, cloudId),
    serviceAccount: { clientId: first.clientId, clientSecret: first.clientSecret },
    revokeTokens: credentials.revokeTokens,
    reset() {
      kept.reset();
      credentials.revokeTokens();
      faults.set(null);
      traffic.latency = 0;
      traffic.resetCounters();
      back();
    },
  });
}
