import type { FocusUnderTest } from './focus-site';
import { json, list, openFocusUnderTest, text } from './focus-site';

const PATH = '/v1/focus-areas';

async function page(site: FocusUnderTest, cursor?: string) {
  const { body } = await site.ask(`${PATH}?limit=50${cursor === undefined ? '' : `&cursor=${cursor}`}`);
  const { values, nextPageCursor } = json(body);
  return { ids: list(values).map(({ id }) => text(id)), next: typeof nextPageCursor === 'string' ? nextPageCursor : undefined };
}

describe('a portfolio that changes while it is read', () => {
  it('a page goes on behind what was read: what was removed is left out, what is created comes last, nothing comes twice', async () => {
    const site = await openFocusUnderTest();
    const { focus } = site;
    const before = [...focus.tree().keys()];
    const first = await page(site);
    const [gone, goneLater] = [first.ids[49] ?? '', before[60] ?? ''];
    for (const id of [gone, goneLater, before[50] ?? '']) focus.remove(id);
    const made = focus.create({ parentId: before[0] ?? null, name: 'Young' });
    const second = await page(site, first.next);
    const third = await page(site, second.next);
    const read = [...first.ids, ...second.ids, ...third.ids];
    expect(read).toEqual([...first.ids, ...before.slice(51).filter((id) => id !== goneLater), made]);
    expect(third.next).toBeUndefined();
    expect(read.at(-1)).toBe(made);
  });

  it('creates with whatever is given, absent parents too, and keeps it', async () => {
    const site = await openFocusUnderTest();
    const { focus } = site;
    const id = focus.create({ id: 'fa-1', parentId: 'nowhere', status: 'HALF_ASLEEP' });
    expect([id, focus.tree().get('fa-1')]).toEqual(['fa-1', 'nowhere']);
    expect((await site.ask(`${PATH}/fa-1`)).body).toMatchObject({ status: 'HALF_ASLEEP', parentId: 'nowhere', path: [] });
    expect(() => focus.create({ id: 'fa-1' })).toThrow('There is a focus area fa-1 already.');
    expect(focus.create()).toMatch(/^[0-9a-f-]{36}$/);
    const again = await openFocusUnderTest({ database: site.database });
    expect(again.focus.tree()).toEqual(focus.tree());
  });

  it('changes what REST does not, where the area stands', async () => {
    const { focus } = await openFocusUnderTest();
    const id = [...focus.tree().keys()][7] ?? '';
    focus.change(id, { status: 'SHELVED', draft: true });
    expect(focus.records('focusArea')[7]).toMatchObject({ id, status: 'SHELVED', draft: true });
    expect(() => focus.change('nowhere', {})).toThrow('There is no focus area nowhere to change.');
  });

  it('removes a focus area with its items; what hung below hangs under nothing', async () => {
    const { focus } = await openFocusUnderTest();
    const area = focus.records('focusArea').find(({ name }) => name === 'Self-service portal');
    const id = text(area?.['id']);
    const children = [...focus.tree()].filter(([, parentId]) => parentId === id).map(([child]) => child);
    const itemsOf = (resource: 'costItem' | 'benefitItem') => focus.records(resource).filter((item) => item['focusAreaId'] === id);
    expect([children.length, itemsOf('costItem').length, itemsOf('benefitItem').length]).toEqual([4, 3, 2]);
    focus.remove(id);
    expect(focus.tree().has(id)).toBe(false);
    expect(children.map((child) => focus.tree().get(child))).toEqual(children.map(() => id));
    expect([...itemsOf('costItem'), ...itemsOf('benefitItem')]).toEqual([]);
    expect(() => focus.remove(id)).toThrow(`There is no focus area ${id} to remove.`);
  });

  it('hangs areas in a circle or under an absent parent only when told to, and still answers', async () => {
    const site = await openFocusUnderTest();
    const { focus } = site;
    const [top = '', child = ''] = [...focus.tree()].flatMap(([id, parentId], _, all) => (parentId === all[0]?.[0] ? [parentId, id] : []));
    expect(() => focus.move(top, child)).toThrow('A focus area cannot hang under itself.');
    expect(() => focus.move(child, 'nowhere')).toThrow('There is no focus area nowhere to move it under.');
    focus.move(top, child, { evenIfBroken: true });
    expect([focus.tree().get(top), focus.tree().get(child)]).toEqual([child, top]);
    expect((await site.ask(`${PATH}/${child}`)).status).toBe(200);
    expect((await page(site)).ids).toHaveLength(50);
    focus.move(child, 'nowhere', { evenIfBroken: true });
    expect(focus.tree().get(child)).toBe('nowhere');
  });
});
