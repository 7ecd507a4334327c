import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Focus } from '../../../local/focus/open-focus';
import { RESOURCES } from '../../../local/focus/state/records';
import { TYPES } from '../../../local/focus/seed/types';
import { openDatabase } from '../../../local/site/open-database';
import { json, openFocusUnderTest, text, walk } from './focus-site';

const everything = (focus: Focus) => Object.fromEntries(RESOURCES.map((resource) => [resource, focus.records(resource)]));

describe('what Focus keeps', () => {
  const folder = mkdtempSync(join(tmpdir(), 'focus-state-'));
  const file = join(folder, 'site.db');
  afterAll(() => rmSync(folder, { recursive: true }));
  afterEach(() => {
    for (const ending of ['', '-wal', '-shm']) rmSync(`${file}${ending}`, { force: true });
  });

  it('outlives the process: creates, updates, imports, deletes and moves', async () => {
    const first = await openFocusUnderTest({ database: openDatabase(file) });
    const { focus } = first;
    const [area, other] = [json(focus.records('focusArea')[10]), json(focus.records('focusArea')[1])];
    await first.ask('/v1/focus-areas', { method: 'POST', body: { name: 'Ålund "ß" 🛶\n', focusAreaTypeId: TYPES.focusArea[0]?.id } });
    await first.ask(`/v1/focus-areas/${text(area['id'])}`, { method: 'PATCH', body: { description: 'Changed' } });
    await first.ask('/v1/organizations', { method: 'POST', body: { name: 'New', organizationTypeId: TYPES.organization[0]?.id } });
    await first.ask('/v1/funds/cost-item/bulk', { method: 'POST', body: { items: [{ name: 'New', focusAreaId: area['id'] }] } });
    await first.ask(`/v1/funds/benefit-item/${text(focus.records('benefitItem')[0]?.['benefitItemId'])}`, { method: 'DELETE' });
    focus.move(text(area['id']), text(other['id']));
    const before = everything(focus);
    first.database.close();

    const database = openDatabase(file);
    const again = await openFocusUnderTest({ database });
    expect(everything(again.focus)).toEqual(before);
    expect(await walk(again, '/v1/focus-areas', { limit: '100' })).toEqual(before['focusArea']);
    expect(before['focusArea']).toHaveLength(149);
    database.close();
  });

  it('stays when no size is asked for, and is invented anew for another size', async () => {
    const first = await openFocusUnderTest({ database: openDatabase(file), size: 30 });
    await first.ask('/v1/organizations', { method: 'POST', body: { name: 'New', organizationTypeId: TYPES.organization[0]?.id } });
    first.database.close();
    const second = await openFocusUnderTest({ database: openDatabase(file), size: undefined });
    expect(second.focus.records('focusArea')).toHaveLength(30);
    expect(second.focus.records('organization').at(-1)).toMatchObject({ name: 'New' });
    second.database.close();
    const third = await openFocusUnderTest({ database: openDatabase(file), size: 31 });
    expect(third.focus.records('focusArea')).toHaveLength(31);
    expect(third.focus.records('organization').at(-1)).not.toMatchObject({ name: 'New' });
    third.database.close();
  });

  it('goes back to the same portfolio on a reset, with bearers, faults, counts and switches', async () => {
    const site = await openFocusUnderTest({ database: openDatabase(file) });
    const { focus } = site;
    const before = everything(focus);
    const authorization = `Bearer ${await site.token()}`;
    await site.ask('/v1/organizations', { method: 'POST', body: { name: 'New', organizationTypeId: TYPES.organization[0]?.id } });
    focus.switches.pathOrder = 'parent-up';
    focus.faults.set({ kind: 'status', status: 500 });
    focus.reset();
    expect(everything(focus)).toEqual(before);
    expect(focus.counters()).toEqual({ calls: 0, byOperation: {} });
    expect(focus.switches.pathOrder).toBe('top-down');
    expect((await site.ask('/v1/organizations', { authorization })).status).toBe(401);
    site.database.close();
    const database = openDatabase(file);
    expect(everything((await openFocusUnderTest({ database })).focus)).toEqual(before);
    database.close();
  });

  it('is refused in one sentence when it is damaged', async () => {
    const first = await openFocusUnderTest({ database: openDatabase(file) });
    first.database.prepare(`update focus_record set body = '{' where resource = 'costType'`).run();
    first.database.close();
    const database = openDatabase(file);
    await expect(openFocusUnderTest({ database })).rejects.toThrow('The Focus records in the data file are damaged');
    database.close();
  });

  it('happens as a whole or not at all when an import breaks half way', async () => {
    const database = openDatabase(file);
    const site = await openFocusUnderTest({ database });
    const before = everything(site.focus);
    database.exec(
      `create trigger full before insert on focus_record when new.body like '%breaks%' begin select raise(abort, 'disk full'); end`,
    );
    const focusAreaId = site.focus.records('focusArea')[0]?.['id'];
    const items = ['fits', 'breaks'].map((name) => ({ name, focusAreaId }));
    await expect(site.ask('/v1/funds/cost-item/bulk', { method: 'POST', body: { items } })).rejects.toThrow('disk full');
    expect(everything(site.focus)).toEqual(before);
    database.close();
  });

  it('does not open with a size that is no whole number', async () => {
    await expect(openFocusUnderTest({ size: -1 })).rejects.toThrow('whole number');
    await expect(openFocusUnderTest({ size: 1.5 })).rejects.toThrow('whole number');
  });

  it('holds ten thousand areas and is walked to its end', async () => {
    const site = await openFocusUnderTest({ size: 10_000 });
    const ids = new Set((await walk(site, '/v1/focus-areas', { limit: '100', sort: 'name' })).map((area) => area['id']));
    expect(ids.size).toBe(10_000);
  }, 30_000);
});
