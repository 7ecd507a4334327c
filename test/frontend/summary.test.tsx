import { openAs, openTestSite } from './site-page';
import type { Intercept, TestSite } from './site-page';
import { App } from '../../src/frontend/summary/app';
import type { Page } from './open-page';
import { PEOPLE } from '../../local/site/people';

const [MIRA, , TILDA] = PEOPLE.map((person) => person.accountId) as [string, string, string];

let site: TestSite;
let page: Page | undefined;

beforeEach(async () => {
  site = await openTestSite({ focusSize: 30 });
});

afterEach(async () => {
  await page?.close();
  page = undefined;
  await site.close();
});

const admin = async (functionKey: string, payload: unknown): Promise<Readonly<Record<string, unknown>>> => {
  const result = await site.asUser(MIRA).invoke('admin', functionKey, payload);
  const answer = (result.ok ? result.result : {}) as { ok?: boolean; value?: Readonly<Record<string, unknown>> };
  if (answer.ok !== true) throw new Error(`${functionKey} was refused: ${JSON.stringify(result)}`);
  return answer.value ?? {};
};

const shows = async (fields: readonly string[], more: object = {}): Promise<void> => {
  const grant = { actions: ['list', 'get'], fields: Object.fromEntries(fields.map((field) => [field, 'show'])), records: 'all' };
  const policy = { format: 1, serving: true, audiences: { 'app-users': { enabled: true, grants: { focusArea: grant }, ...more } } };
  const { version } = await admin('saveDraft', { version: 0, policy });
  await admin('publish', { version, liveRevision: 0, note: '' });
};

const open = async (intercept?: Intercept): Promise<Page> => {
  page = await openAs(site, TILDA, 'summary', <App />, intercept ? { intercept } : {});
  return page;
};

describe('a member on the summary page', () => {
  it('sees the granted fields of every focus area that is reached, and who decided it', async () => {
    await site.connect();
    await shows(['id', 'name', 'status', 'targetDate']);
    const { length } = site.focus.records('focusArea');
    const seen = await open();
    await seen.see(
      'Focus at a glance',
      `Shown: ${length} focus areas with 4 fields. Your Jira admins decide this, not your rights in Focus.`,
    );
    const [table] = seen.nodes('DynamicTable');
    expect(seen.nodes('DynamicTable')).toHaveLength(1);
    expect(table?.children[0]?.children.map(({ props }) => props['cellKey'])).toEqual(['name', 'status', 'targetDate']);
    expect(table?.children[1]?.children).toHaveLength(length);
    const [chart] = seen.nodes('DonutChart');
    const data = chart?.props['data'] as { count: number }[];
    expect(data.reduce((sum, { count }) => sum + count, 0)).toBe(length);
  });

  it('gets no chart and no column for what is not granted', async () => {
    await site.connect();
    await shows(['name']);
    const seen = await open();
    await seen.see('with 1 field.');
    expect(seen.nodes('DonutChart')).toEqual([]);
    expect(seen.nodes('Lozenge')).toEqual([]);
    expect(seen.words()).not.toContain('Target date');
  });

  it('gets ids and marks only on asking, so that the table can be read', async () => {
    await site.connect();
    await shows(['id', 'name', 'externalId', 'focusAreaTypeId']);
    const seen = await open();
    await seen.see('Show 3 more fields');
    expect(seen.words()).not.toContain('External id');
    await seen.press('Show 3 more fields');
    await seen.see('External id', 'Show fewer fields');
  });

  it('finds by name', async () => {
    await site.connect();
    await shows(['id', 'name']);
    const name = String(site.focus.records('focusArea')[3]?.['name']);
    const seen = await open();
    await seen.see('Search by name');
    await seen.fill('Search by name', name.toUpperCase());
    await seen.see('focus areas match', name);
    await seen.fill('Search by name', 'no such thing');
    await seen.see('No focus area has “no such thing” in its name.');
  });

  it('is told what, why and what next when nothing is shown to app users', async () => {
    const seen = await open();
    await seen.see('Nothing is shown here yet', 'Ask a Jira admin', 'Aperture for Focus');
  });

  it('is told that an admin switched it off', async () => {
    await site.connect();
    await shows(['name']);
    await admin('setServing', { serving: false, liveRevision: 1 });
    const seen = await open();
    await seen.see('Focus areas are switched off');
    await admin('setServing', { serving: true, liveRevision: 2 });
    await seen.press('Refresh');
    await seen.see('Your Jira admins decide this');
  });

  it('is told when Focus is not connected, refuses or fails', async () => {
    await shows(['name']);
    const seen = await open();
    await seen.see('Focus is not connected', 'A Jira admin can connect Focus');
    await site.connect();
    site.focus.faults.set({ kind: 'status', status: 403, operation: 'listFocusAreas' });
    await seen.press('Refresh');
    await seen.see('Focus refuses the connection’s account');
    site.focus.faults.set(null);
    await seen.press('Try again');
    await seen.see('Your Jira admins decide this');
  });

  it('keeps what it shows when a refresh fails', async () => {
    await site.connect();
    await shows(['name']);
    let broken = false;
    const seen = await open((_functionKey, _payload, go) => (broken ? Promise.reject(new Error('network')) : go()));
    await seen.see('Search by name');
    broken = true;
    await seen.press('Refresh');
    await seen.see('No answer', 'Search by name');
  });

  it('says “at least” when Focus did not tell everything in time', async () => {
    const seen = await open(async () => ({
      ok: true,
      value: { areas: [{ name: 'One' }, { name: 'Two' }], fields: ['name'], complete: false, asOf: '2026-11-20T09:00:00Z', revision: 3 },
    }));
    await seen.see('Shown: at least 2 focus areas', 'There is more than is shown', 'at least 2');
  });

  it('draws statuses that nobody has heard of, and records without one', async () => {
    const areas = [
      { name: 'One', status: 'Waiting for the board' },
      { name: 'Two', status: 'ON_HOLD' },
      { name: 'Three' },
      { name: 'Four', status: 'ON_HOLD' },
    ];
    const seen = await open(async () => ({
      ok: true,
      value: { areas, fields: ['name', 'status'], complete: true, asOf: '2026-11-20T09:00:00Z', revision: 3 },
    }));
    await seen.see('On hold: 2', 'Waiting for the board: 1', 'No status: 1');
  });

  it('says target dates as exactly as Focus means them', async () => {
    const areas = [
      { name: 'One', targetDate: '2027-03-15', targetDateType: 'DAY' },
      { name: 'Two', targetDate: '2027-03-31', targetDateType: 'MONTH' },
      { name: 'Three', targetDate: '2027-06-30', targetDateType: 'QUARTER' },
      { name: 'Four', targetDate: 'soon', targetDateType: 'DAY' },
    ];
    const fields = ['name', 'targetDate', 'targetDateType'];
    const seen = await open(async () => ({
      ok: true,
      value: { areas, fields, complete: true, asOf: '2026-11-20T09:00:00Z', revision: 3 },
    }));
    await seen.see('Mar 15, 2027', 'Mar 2027', 'Q2 2027', 'soon');
  });

  it('shows people by their names and a path by the names that are reached', async () => {
    const areas = [
      { id: 'a', name: 'Top', path: [], owner: { id: TILDA } },
      { id: 'b', name: 'Below', path: ['a', 'x'], owner: {} },
    ];
    const fields = ['id', 'name', 'owner.id', 'path'];
    const seen = await open(async () => ({
      ok: true,
      value: { areas, fields, complete: true, asOf: '2026-11-20T09:00:00Z', revision: 3 },
    }));
    await seen.see(`@${TILDA}`, 'Top › x');
  });
});
