import { CALL_BUDGET, openBudget } from '../../focus/budget';
import type { Budget } from '../../focus/budget';
import { openFocus } from '../../focus/open-focus';
import type { Focus } from '../../focus/open-focus';
import type { FocusRefusal } from '../../focus/sign-in';
import { bearerShelf } from '../../store/connection/bearer';
import { readVault } from '../../store/connection/vault';
import type { Acting } from '../acting-admin';
import type { Refusal } from '../contract';

/** What Focus refuses, as a page is told it. */
export const FOCUS_REFUSALS: Readonly<Record<FocusRefusal['failure'], Refusal['code']>> = {
  focus_refused: 'focus_refused',
  focus_failed: 'focus_failed',
  focus_timeout: 'focus_timeout',
  too_many_requests: 'too_many_requests',
  focus_not_connected: 'focus_not_connected',
  absent: 'focus_failed',
};

/** Focus through the saved connection, for this invocation; null when storage doesn't answer. `calls` = how many it may take. */
export const connectedFocus = async (
  { site, now }: Acting,
  calls: number = CALL_BUDGET.calls,
): Promise<{ focus: Focus; budget: Budget } | null> => {
  const found = await readVault();
  if (found.state === 'failed') return null;
  const connection = found.state === 'read' ? found.vault.connection : undefined;
  const budget = openBudget(now, { ...CALL_BUDGET, calls });
  return { focus: openFocus({ connection, site, budget, now, ...(connection ? { bearers: bearerShelf(connection) } : {}) }), budget };
};
