import { openTestSite } from '../site';
import { openBudget } from '../../src/focus/budget';
import type { Budget } from '../../src/focus/budget';
import { openFocus } from '../../src/focus/open-focus';
import type { Focus } from '../../src/focus/open-focus';
import type { BearerShelf } from '../../src/focus/sign-in';

export const CLOUD = '11111111-2222-4333-8444-555555555555';
const CONNECTION = { kind: 'service-account', clientId: 'c', clientSecret: 's' } as const;

/** One request that left the app. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | null;
  readonly body: string;
}

type Upstream = (request: Request, sent: Sent) => Response | Promise<Response>;

interface Needs {
  readonly bearers?: BearerShelf;
  readonly connected?: boolean;
  readonly now?: () => number;
}

/** A token endpoint that gives `bearer-1`, `bearer-2`, … and leaves everything else to `answer`. */
export const withTokens = (answer: Upstream): Upstream => {
  let given = 0;
  return (request, sent) => {
    if (!sent.url.startsWith('https://auth.atlassian.com/')) return answer(request, sent);
    given += 1;
    return Response.json({ access_token: `bearer-${String(given)}`, expires_in: 3600 });
  };
};

/**
 * Runs `act` as a function of the app inside an invocation, with Focus opened on `upstream` in place of Atlassian.
 * Gives what `act` gave and every request that left the app, in order.
 */
export const inside = async <T>(
  upstream: Upstream,
  act: (focus: Focus, budget: Budget) => Promise<T>,
  needs: Needs = {},
): Promise<{ readonly value: T; readonly sent: readonly Sent[] }> => {
  const sent: Sent[] = [];
  const given: { value?: T } = {};
  const run = async (): Promise<void> => {
    const now = needs.now ?? Date.now;
    const budget = openBudget(now);
    const connection = needs.connected === false ? undefined : CONNECTION;
    const focus = openFocus({ connection, site: { cloudId: CLOUD }, budget, now, ...(needs.bearers ? { bearers: needs.bearers } : {}) });
    given.value = await act(focus, budget);
  };
  const site = await openTestSite({
    focusSize: 1,
    load: () => run,
    real: {
      clientId: 'c',
      clientSecret: 's',
      cloudId: CLOUD,
      send: async (request) => {
        const { method, url, headers } = request;
        const one = { method, url, authorization: headers.get('authorization'), body: await request.clone().text() };
        sent.push(one);
        return upstream(request, one);
      },
    },
  });
  const outcome = await site.call('admin', {});
  await site.close();
  if (!outcome.ok || !('value' in given)) throw new Error(outcome.ok ? 'The function gave nothing.' : outcome.error.message);
  return { value: given.value, sent };
};
