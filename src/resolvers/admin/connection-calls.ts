import * as v from 'valibot';
import { openBudget } from '../../focus/budget';
import type { Connection } from '../../focus/sign-in';
import { testConnection } from '../../focus/test-connection';
import { forgetBearer } from '../../store/bearer';
import { forgetSeenFields, keepSeenFields } from '../../store/connection/seen-fields';
import { readVault, removeConnection, saveConnection } from '../../store/vault';
import { asAdmin } from '../acting-admin';
import type { Acting } from '../acting-admin';
import type { Parsed } from '../../exposure/policy/policy';
import { noPayload, payloadOf } from '../payload';
import { given, refuse } from '../refusal';

// What HTTP and JSON carry without doubt; a pasted line break or space is a mistake that a test would tell less plainly.
const printable = (longest: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(longest), v.regex(/^[\x21-\x7e]*$/));

const readNew = payloadOf({ kind: v.literal('service-account'), clientId: printable(256), clientSecret: printable(4_096) });
const readSavedKind = payloadOf({ kind: v.literal('saved') });

type Tried = { readonly kind: 'saved' } | Connection;

const readTried = (payload: unknown): Parsed<Tried> =>
  typeof payload === 'object' && payload !== null && 'kind' in payload && payload.kind === 'saved'
    ? readSavedKind(payload)
    : readNew(payload);

const tryOut = (connection: Connection, { site, now }: Acting) => testConnection({ connection, site, budget: openBudget(now), now });

export const connectionCalls = {
  testConnection: asAdmin('testConnection', readTried, async (acting, tried) => {
    if (tried.kind !== 'saved') return given(await tryOut(tried, acting));
    const found = await readVault();
    if (found.state === 'failed') return refuse('storage_failed');
    if (found.state !== 'read' || !found.vault.connection) return refuse('focus_not_connected');
    const test = await tryOut(found.vault.connection, acting);
    await keepSeenFields(test.endpoints);
    return given(test);
  }),

  saveConnection: asAdmin('saveConnection', readNew, async (acting, connection) => {
    const test = await tryOut(connection, acting);
    if (!test.ok) return given(test);
    const savedAt = new Date(acting.now()).toISOString();
    const outcome = await saveConnection({ ...connection, savedAt, savedBy: acting.accountId });
    if (outcome === 'unreadable') return refuse('policy_unreadable', [{ path: '/connection', code: 'unreadable', params: {} }]);
    if (outcome !== 'saved') return refuse('storage_failed');
    await keepSeenFields(test.endpoints);
    return given(test);
  }),

  removeConnection: asAdmin('removeConnection', noPayload, async () => {
    if ((await removeConnection()) === 'failed') return refuse('storage_failed');
    await Promise.all([forgetBearer(), forgetSeenFields()]);
    return given(null);
  }),
} as const;
