import { NeedsAuthenticationError, asUser } from '@forge/api';
import type { Route } from '@forge/api';

/** Longest wait for one of Jira's answers, its body included, ms. */
const JIRA_WAIT = 4_000;

export type JiraAnswer = { readonly ok: true; readonly body: unknown } | { readonly ok: false };

const NOTHING: JiraAnswer = { ok: false };

const ask = async (path: Route): Promise<JiraAnswer> => {
  const response = await asUser().requestJira(path, { headers: { accept: 'application/json' } });
  return response.status === 200 ? { ok: true, body: (await response.json()) as unknown } : NOTHING;
};

/**
 * Asks Jira as the acting user; `path` comes from `route`. Gives the body of a 200. Any other status, a body that is no JSON, a broken
 * connection and an answer that is late are one and the same: Jira didn't say. Throws NeedsAuthenticationError alone: it must reach Forge,
 * which then asks the person on screen to let the app act for them (docs/decisions/0012).
 */
export const askJira = async (path: Route): Promise<JiraAnswer> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<JiraAnswer>((resolve) => {
    timer = setTimeout(() => resolve(NOTHING), JIRA_WAIT);
  });
  try {
    return await Promise.race([ask(path), late]);
  } catch (error) {
    if (error instanceof NeedsAuthenticationError) throw error;
    return NOTHING;
  } finally {
    clearTimeout(timer);
  }
};
