import { openBudget } from '../../focus/budget';
import { testConnection } from '../../focus/connection-test/test-connection';
import type { Connection } from '../../focus/sign-in';
import { forgetBearer } from '../../store/connection/bearer';
import { forgetSeenFields, keepSeenFields } from '../../store/connection/seen-fields';
import { canonicalJson } from '../../store/digest';
import { readVault, removeConnection, saveConnection } from '../../store/connection/vault';
import { asAdmin } from '../acting-admin';
import type { Acting } from '../acting-admin';
import { noPayload } from '../payload';
import { given, refuse } from '../refusal';
import { readNewConnection, readTried } from './read-connection';

const tryOut = (connection: Connection, { site, now }: Acting) => testConnection({ connection, site, budget: openBudget(now), now });

const SAVE_REFUSALS = {
  changed: refuse('connection_changed'),
  unreadable: refuse('policy_unreadable', [{ path: '/connection', code: 'unreadable', params: {} }]),
  failed: refuse('storage_failed'),
} as const;

export const connectionCalls = {
  testConnection: asAdmin('testConnection', readTried, async (acting, tried) => {
    if (tried.kind !== 'saved') return given((await tryOut(tried, acting)).report);
    const found = await readVault();
    if (found.state === 'failed') return refuse('storage_failed');
    if (found.state !== 'read' || !found.vault.connection) return refuse('focus_not_connected');
    const { connection } = found.vault;
    const { report, manners } = await tryOut(connection, acting);
    await Promise.all([
      keepSeenFields(report.endpoints),
      // Only over what was tried; whoever saves another one meanwhile wins, and what isn't learned now is learned next time.
      manners && canonicalJson(manners) !== canonicalJson(connection.manners ?? {})
        ? saveConnection({ ...connection, manners }, connection.savedAt)
        : undefined,
    ]);
    return given(report);
  }),

  saveConnection: asAdmin('saveConnection', readNewConnection, async (acting, { seen, ...connection }) => {
    const { report, manners } = await tryOut(connection, acting);
    if (!report.ok) return given(report);
    const savedAt = new Date(acting.now()).toISOString();
    const outcome = await saveConnection({ ...connection, ...(manners ? { manners } : {}), savedAt, savedBy: acting.accountId }, seen);
    if (outcome !== 'done') return SAVE_REFUSALS[outcome];
    await keepSeenFields(report.endpoints);
    return given(report);
  }),

  removeConnection: asAdmin('removeConnection', noPayload, async () => {
    const outcome = await removeConnection();
    if (outcome !== 'done') return SAVE_REFUSALS[outcome];
    await Promise.all([forgetBearer(), forgetSeenFields()]);
    return given(null);
  }),
} as const;
