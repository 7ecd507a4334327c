import { openAs, openTestSite } from './site-page';
import type { Intercept, TestSite } from './site-page';
import { App } from '../../src/frontend/admin/app';
import type { Page } from './open-page';
import { PEOPLE } from '../../local/site/people';

const [MIRA, JONAS] = PEOPLE.map((person) => person.accountId) as [string, string];

const EVERY_AREA_BY_NAME = { actions: ['list', 'get'], fields: { name: 'show' }, records: 'all' } as const;

let site: TestSite;
const pages: Page[] = [];

beforeEach(async () => {
  site = await openTestSite({ focusSize: 12 });
});

afterEach(async () => {
  for (const page of pages.splice(0)) await page.close();
  await site.close();
});

const open = async (startPath: string, intercept?: Intercept): Promise<Page> => {
  const page = await openAs(site, MIRA, 'admin', <App />, { startPath, ...(intercept ? { intercept } : {}) });
  pages.push(page);
  return page;
};

interface Told {
  readonly ok: boolean;
  readonly value?: Readonly<Record<string, unknown>>;
}

/** Another admin, who works through the same resolvers without a page. */
const jonas = async (functionKey: string, payload?: unknown): Promise<Told> => {
  const result = await site.asUser(JONAS).invoke('admin', functionKey, payload);
  if (!result.ok) throw new Error(result.error.message);
  return result.result as Told;
};

const versionNow = async (): Promise<number> => {
  const { value } = await jonas('overview');
  return Number((value?.['draft'] as { version?: number } | undefined)?.version ?? 0);
};

const jonasSaves = async (audiences: Readonly<Record<string, unknown>>): Promise<number> => {
  const saved = await jonas('saveDraft', { version: await versionNow(), policy: { format: 1, serving: true, audiences } });
  expect(saved.ok).toBe(true);
  return Number(saved.value?.['version']);
};

const jonasPublishes = async (version: number, liveRevision: number): Promise<void> => {
  expect((await jonas('publish', { version, liveRevision, note: 'from Jonas' })).ok).toBe(true);
};

describe('two admins edit the draft at once', () => {
  it('different audiences: both edits are kept, and it is said', async () => {
    const page = await open('/audiences/focus-areas');
    await page.see('In words');
    await jonasSaves({ 'app-users': { enabled: true, grants: { focusArea: EVERY_AREA_BY_NAME } } });
    await page.turn('Show Status');
    await page.see('App users was changed by somebody else meanwhile', `@${JONAS}`, 'Nothing of yours is lost.', 'Saved to the draft');
    const { value } = await jonas('overview');
    const draft = value?.['draft'] as { policy: { audiences: Record<string, { grants: { focusArea: { fields: object } } }> } };
    expect(draft.policy.audiences['read:focus-area:custom']?.grants.focusArea.fields).toEqual({ status: 'show' });
    expect(draft.policy.audiences['app-users']?.grants.focusArea.fields).toEqual({ name: 'show' });
    await page.press('I have seen it');
    await page.seeNoMore('meanwhile');
  });

  it('the same audience: the person decides, and keeping one’s own edits loses none of them', async () => {
    const page = await open('/audiences/focus-areas');
    await page.see('In words');
    await jonasSaves({ 'read:focus-area:custom': { enabled: false, grants: { focusArea: EVERY_AREA_BY_NAME } } });
    await page.turn('Show Status');
    await page.see('Somebody else changed Focus areas while you did', `@${JONAS}`, 'No longer shows Name of focus areas.');
    expect(page.flags.map(({ title }) => title)).toEqual(['Somebody else changed the same audience']);
    await page.turn('Show Draft');
    expect(page.isOn('Show Status')).toBe(true);
    await page.press('Keep my edits');
    await page.see('Saved to the draft');
    await page.seeNoMore('Somebody else changed');
    expect([page.isOn('Show Status'), page.isOn('Show Draft'), page.isOn('Show Name')]).toEqual([true, true, false]);
  });

  it('the same audience: taking what is stored shows it', async () => {
    const page = await open('/audiences/focus-areas');
    await page.see('In words');
    await jonasSaves({ 'read:focus-area:custom': { enabled: false, grants: { focusArea: EVERY_AREA_BY_NAME } } });
    await page.turn('Show Status');
    await page.see('Somebody else changed Focus areas while you did');
    await page.press('Take what is stored');
    await page.see('Saved to the draft');
    expect([page.isOn('Show Status'), page.isOn('Show Name')]).toEqual([false, true]);
  });

  it('an edit survives storage that fails, and is saved on trying again', async () => {
    const page = await open('/audiences/focus-areas');
    await page.see('In words');
    site.kvs.faults.set({ when: 'before', operation: 'transaction', answer: { status: 500 } });
    await page.turn('Show Status');
    await page.see('Your last edits are not saved yet. They are kept on this page.', 'Storage did not answer');
    site.kvs.faults.set(null);
    await page.turn('Show Name');
    await page.see('Saved to the draft');
    expect(await versionNow()).toBeGreaterThan(0);
    await page.seeNoMore('not saved yet');
  });

  it('an edit survives a call that never came through', async () => {
    let broken = true;
    const page = await open('/audiences/focus-areas', (functionKey, _payload, go) =>
      functionKey === 'saveDraft' && broken ? Promise.reject(new Error('network')) : go(),
    );
    await page.see('In words');
    await page.turn('Show Status');
    await page.see('No answer', 'not known whether it was carried out', 'Not saved');
    broken = false;
    await page.press('Try again');
    await page.see('Saved to the draft');
    expect(page.isOn('Show Status')).toBe(true);
  });

  it('a save that landed although its answer was lost is not taken for somebody else’s', async () => {
    let lose = true;
    const page = await open('/audiences/focus-areas', async (functionKey, _payload, go) => {
      const answer = await go();
      if (functionKey !== 'saveDraft' || !lose) return answer;
      lose = false;
      throw new Error('network');
    });
    await page.see('In words');
    await page.turn('Show Status');
    await page.see('Not saved');
    await page.press('Try again');
    await page.see('Saved to the draft');
    expect(page.words()).not.toContain('meanwhile');
  });

  it('quick edits are saved one after the other, none of them lost', async () => {
    const versions: unknown[] = [];
    const page = await open('/audiences/focus-areas', (functionKey, payload, go) => {
      if (functionKey === 'saveDraft') versions.push((payload as { version: number }).version);
      return go();
    });
    await page.see('In words');
    const names = ['Show Id', 'Show Name', 'Show Status', 'Show Draft', 'Show Path'];
    for (const name of names) await page.turn(name);
    await page.see('Saved to the draft', '5 of 12 leave Focus');
    expect(versions).toEqual([...versions].sort());
    const fields = await jonas('overview').then(
      ({ value }) =>
        (value?.['draft'] as { policy: { audiences: Record<string, { grants: { focusArea: { fields: object } } }> } }).policy.audiences[
          'read:focus-area:custom'
        ]?.grants.focusArea.fields,
    );
    expect(Object.keys(fields ?? {})).toEqual(['id', 'name', 'status', 'path', 'draft']);
  });
});

describe('two admins publish what they reviewed', () => {
  const reviewing = async (): Promise<{ page: Page; version: number }> => {
    const version = await jonasSaves({ 'app-users': { enabled: true, grants: { focusArea: EVERY_AREA_BY_NAME } } });
    const page = await open('/review');
    await page.see('Publish revision 1', 'Also shows Name of focus areas.');
    await page.fill('Why this change', 'my reason');
    return { page, version };
  };

  it('the same draft: the second is told who was faster, that nothing is lost, and keeps the note', async () => {
    const { page, version } = await reviewing();
    await jonasPublishes(version, 0);
    await page.press('Publish revision 1');
    await page.see('Nothing was published: somebody was faster', `@${JONAS}`, 'published revision 1', 'nothing of yours is lost');
    expect(page.isEnabled('Publish revision 1')).toBe(false);
    expect(page.valueOf('Why this change')).toBe('my reason');
    await page.press('Review what is stored now');
    await page.see('There is nothing to publish');
  });

  it('the draft was edited meanwhile: the change is shown, and can be reviewed and published with the same note', async () => {
    const { page } = await reviewing();
    await jonasSaves({
      'app-users': { enabled: true, grants: { focusArea: { ...EVERY_AREA_BY_NAME, fields: { name: 'show', status: 'show' } } } },
    });
    await page.press('Publish revision 1');
    await page.see(
      'Nothing was published',
      'saved the draft on',
      'changed in the draft since you reviewed it',
      'Also shows Status of focus areas.',
    );
    await page.press('Review what is stored now');
    await page.see('Also shows Name and Status of focus areas.');
    expect(page.valueOf('Why this change')).toBe('my reason');
    await page.press('Publish revision 1');
    await page.see('“my reason”', 'App users see focus areas inside Jira');
  });

  it('another draft was published: what was reviewed can be put back into the draft', async () => {
    const { page, version } = await reviewing();
    expect((await jonas('discardDraft', { version })).ok).toBe(true);
    await jonasPublishes(await jonasSaves({ 'read:focus-area:custom': { enabled: true, grants: { focusArea: EVERY_AREA_BY_NAME } } }), 0);
    await page.press('Publish revision 1');
    await page.see('Nothing was published', 'published revision 1', 'What you reviewed is still on this page');
    await page.press('Put my changes into the draft');
    await page.see('Publish revision 2', 'Is opened.', 'Also shows Name of focus areas.');
    const { value } = await jonas('overview');
    const draft = value?.['draft'] as { policy: { audiences: Record<string, { enabled: boolean }> } };
    expect(Object.entries(draft.policy.audiences).map(([key, part]) => [key, part.enabled])).toEqual(
      expect.arrayContaining([
        ['app-users', true],
        ['read:focus-area:custom', true],
      ]),
    );
  });
});

describe('when something cannot be read', () => {
  it('says so with a way to try again, and shows the page once it can', async () => {
    site.kvs.faults.set({ when: 'before', answer: { status: 500 } });
    const page = await open('/');
    await page.see('Storage did not answer', 'Try again');
    site.kvs.faults.set(null);
    await page.press('Try again');
    await page.see('Nothing leaves this site');
  });

  it('keeps the page and its edits when asking again fails', async () => {
    await jonasPublishes(await jonasSaves({ 'app-users': { enabled: true, grants: { focusArea: EVERY_AREA_BY_NAME } } }), 0);
    let broken = false;
    const page = await open('/', (functionKey, _payload, go) =>
      functionKey === 'overview' && broken ? Promise.reject(new Error('network')) : go(),
    );
    await page.see('App users see focus areas inside Jira');
    broken = true;
    await page.turn('Answer calls');
    await page.press('Refuse every call');
    await page.see('No answer', 'What is reached now');
    broken = false;
    await page.press('Try again');
    await page.see('Every call is refused', 'The master switch is off');
  });

  it('a right that was lost meanwhile takes everything from the screen', async () => {
    let admin = true;
    const page = await open('/connection', async (functionKey, _payload, go) =>
      admin || functionKey !== 'overview' ? go() : { ok: false, refusal: { code: 'not_admin', problems: [] } },
    );
    await site.connect();
    await page.see('Give it only what may ever leave');
    admin = false;
    await page.fill('Client id', site.focus.serviceAccount.clientId);
    await page.fill('Client secret', site.focus.serviceAccount.clientSecret);
    await page.press('Test and save');
    await page.see('This page is for Jira admins');
    expect(page.words()).not.toContain('Focus connection');
  });
});
