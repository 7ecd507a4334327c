import type { AudiencePart, Policy } from '../../src/exposure/policy/policy';
import type { AdminCalls } from '../../src/resolvers/contract';
import { SITE } from '../../local/site/identity';
// Before the handlers below: what they load expects the platform's globals.
import { openBarePlatform } from './bare-platform';
import type { BarePlatform } from './bare-platform';
import { answer } from '../../src/api-routes/index';
import { handler as admin } from '../../src/resolvers/admin';
import type { Content, Seen } from './history';

const SCOPE = 'read:focus-area:custom';

type Payload<K extends keyof AdminCalls> = AdminCalls[K] extends (payload: infer P) => unknown ? P : never;
type Given<K extends keyof AdminCalls> = AdminCalls[K] extends (...given: never[]) => infer A ? A : never;

/** What may be taken away from storage, to see whether it is missed. */
export type Guard = 'conditions' | 'strict reads';

/** Where schedules run, one after the other: the app's own functions on a bare platform. */
export interface Stage extends Pick<BarePlatform, 'kvs' | 'advance' | 'close'> {
  readonly admin: <K extends keyof AdminCalls>(call: K, payload?: Payload<K>) => Promise<Given<K>>;
  /** A call of the list route. Nothing is connected: who is allowed is told just that, and nobody else is. */
  readonly call: () => Promise<Seen>;
}

export const policyOf = ({ serving, enabled, expiresAt }: Content): Policy => {
  const part: AudiencePart = {
    enabled,
    grants: { focusArea: { actions: ['list'], fields: { id: 'show' }, records: 'all' } },
    ...(expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt).toISOString() }),
  };
  return { format: 1, serving, audiences: { [SCOPE]: part } };
};

type KvsCall = BarePlatform['kvs']['call'];

const withoutConditions = (call: KvsCall): KvsCall => {
  const freed = (items: unknown): unknown =>
    Array.isArray(items) ? items.map((item: object) => ({ ...item, conditions: undefined })) : undefined;
  return (installation, path, body) => {
    if (!path.endsWith('/transaction')) return call(installation, path, body);
    const { set, delete: gone } = JSON.parse(body) as Record<string, unknown>;
    return call(installation, path, JSON.stringify({ set: freed(set), delete: freed(gone) }));
  };
};

const LATE_READS = 3;

/** As if a part were answered from memory for the next few reads. */
const withLateReads = (call: KvsCall): KvsCall => {
  const kept = new Map<string, { readonly text: string; readonly status: number; left: number }>();
  return async (installation, path, body) => {
    if (!path.endsWith('/entity/get') || !body.includes(SCOPE)) return call(installation, path, body);
    const known = kept.get(body);
    if (known && known.left > 0) {
      known.left -= 1;
      return new Response(known.text, { status: known.status });
    }
    const fresh = await call(installation, path, body);
    kept.set(body, { text: await fresh.clone().text(), status: fresh.status, left: LATE_READS });
    return fresh;
  };
};

const WITHOUT: Readonly<Record<Guard, (call: KvsCall) => KvsCall>> = { conditions: withoutConditions, 'strict reads': withLateReads };

const ROUTE = 'focus-areas-list';
const EVENT = {
  method: 'GET',
  call: { functionKey: ROUTE },
  headers: {},
  queryParameters: {},
  path: `/svc/jira/${SITE.cloudId}/apps/app_env/v1/focusAreas`,
  context: { cloudId: SITE.cloudId, moduleKey: ROUTE },
};

const ALLOWED = 'focus_not_connected';

/** Opens a stage; `missing` names the guard that is taken away. */
export const openStage = (appRoot: string, missing?: Guard): Stage => {
  const platform = openBarePlatform(appRoot);
  const { kvs } = platform;
  if (missing) kvs.call = WITHOUT[missing](kvs.call.bind(kvs));
  return {
    kvs,
    advance: platform.advance,
    close: platform.close,
    admin: async (functionKey, payload) =>
      (await platform.invoke(admin, { call: { functionKey, payload }, context: { cloudId: SITE.cloudId } })) as never,
    call: async () => {
      const { body } = (await platform.invoke(answer, EVENT)) as { body: string };
      const { code, revision } = JSON.parse(body) as { code: string; revision?: number };
      return code === ALLOWED && revision !== undefined ? { allowed: true, revision } : { allowed: false, code };
    },
  };
};
