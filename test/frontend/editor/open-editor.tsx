import { openAs, openTestSite } from '../site-page';
import type { Intercept, TestSite } from '../site-page';
import { App } from '../../../src/frontend/admin/app';
import type { AudiencePart, Grant, Policy } from '../../../src/exposure/policy/policy';
import { PEOPLE } from '../../../local/site/people';
import type { Page } from '../open-page';

const [MIRA] = PEOPLE.map((person) => person.accountId) as [string];

export const SCOPE = 'read:focus-area:custom';

/** A site with one admin, and the editor of an audience open in front of her. */
export interface Editing {
  readonly site: TestSite;
  readonly open: (path?: string, intercept?: Intercept) => Promise<Page>;
  readonly publish: (audiences: Policy['audiences']) => Promise<void>;
  /** What the stored draft grants to the scope of focus areas. */
  readonly grant: () => Promise<Grant | undefined>;
  readonly admin: <T>(functionKey: string, payload?: unknown) => Promise<T>;
  /** Every record that a client reads. */
  readonly read: () => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly close: () => Promise<void>;
}

export const openEditing = async (options: Parameters<typeof openTestSite>[0] = {}): Promise<Editing> => {
  const site = await openTestSite({ focusSize: 30, ...options });
  const pages: Page[] = [];
  const admin = async <T,>(functionKey: string, payload?: unknown): Promise<T> => {
    const result = await site.asUser(MIRA).invoke('admin', functionKey, payload);
    const answer = (result.ok ? result.result : {}) as { ok?: boolean; value?: T };
    if (answer.ok !== true) throw new Error(`${functionKey} was refused: ${JSON.stringify(result)}`);
    return answer.value as T;
  };
  return {
    site,
    admin,
    open: async (startPath = '/audiences/focus-areas', intercept) => {
      const page = await openAs(site, MIRA, 'admin', <App />, { startPath, ...(intercept ? { intercept } : {}) });
      pages.push(page);
      return page;
    },
    publish: async (audiences) => {
      const { draft, live } = await admin<{ draft?: { version: number }; live: { number: number } }>('overview');
      const policy = { format: 1, serving: true, audiences };
      const { version } = await admin<{ version: number }>('saveDraft', { version: draft?.version ?? 0, policy });
      await admin('publish', { version, liveRevision: live.number, note: '' });
    },
    grant: async () => (await admin<{ draft?: { policy: Policy } }>('overview')).draft?.policy.audiences[SCOPE]?.grants.focusArea,
    read: async () => {
      const answer = await site.api('/v1/focusAreas?limit=100', { token: await site.token() });
      return ((await answer.json()) as { data: readonly Readonly<Record<string, unknown>>[] }).data;
    },
    close: async () => {
      for (const page of pages.splice(0)) await page.close();
      await site.close();
    },
  };
};

/** A part that shows the names of every focus area, with whatever is given over it. */
export const partWith = (grant: Partial<Grant>): AudiencePart => ({
  enabled: true,
  grants: { focusArea: { actions: ['list', 'get'], fields: { name: 'show' }, records: 'all', ...grant } },
});
