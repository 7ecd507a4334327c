import type { Fault } from '../../../local/focus/faults';
import { SHAPE_NAMES } from '../../../local/focus/shapes/shapes';
import type { FocusUnderTest, Json } from './focus-site';
import { json, list, openFocusUnderTest, text } from './focus-site';

const PATH = '/v1/focus-areas';

interface Page {
  readonly ids: readonly string[];
  readonly next: string | undefined;
}

/** The pages that a reader gets who follows every cursor, `most` at most. */
async function follow(
  site: FocusUnderTest,
  most: number,
  query: Readonly<Record<string, string>> = { limit: '60' },
): Promise<readonly Page[]> {
  const pages: Page[] = [];
  for (let cursor: string | undefined; pages.length < most;) {
    const { status, body } = await site.ask(`${PATH}?${new URLSearchParams({ ...query, ...(cursor ? { cursor } : {}) }).toString()}`);
    expect(status).toBe(200);
    const { values, last, nextPageCursor }: Json = json(body);
    cursor = last === true ? undefined : text(nextPageCursor);
    pages.push({ ids: list(values).map(({ id }) => text(id)), next: cursor });
    if (cursor === undefined) break;
  }
  return pages;
}

const spoilt = async (fault: Fault | null, shape: (typeof SHAPE_NAMES)[number] = 'full') => {
  const site = await openFocusUnderTest({ shape });
  // The first call asks for a token, too, which would count.
  await site.ask('/v1/organizations');
  site.focus.faults.set(fault);
  return site;
};

const nexts = (pages: readonly Page[]) => new Set(pages.map(({ next }) => next));

describe('faults of pages', () => {
  it('endless: the same records again and again, under a new cursor each time', async () => {
    const honest = await follow(await spoilt(null), 10);
    const pages = await follow(await spoilt({ kind: 'endless' }), 10);
    expect(pages).toHaveLength(10);
    expect(nexts(pages).size).toBe(10);
    pages.forEach(({ ids }, index) => expect(ids).toEqual(honest[index % 3]?.ids));
  });

  it('endless in another order, with filters, and from the end backwards', async () => {
    for (const query of [
      { limit: '60', sort: '-name' },
      { limit: '2', nameContains: 'north' },
    ]) {
      const honest = await follow(await spoilt(null), 10, query);
      const pages = await follow(await spoilt({ kind: 'endless' }), 7, query);
      pages.forEach(({ ids }, index) => expect(ids).toEqual(honest[index % 3]?.ids));
      expect(nexts(pages).size).toBe(7);
    }
  });

  it('endless: new records for ever', async () => {
    const pages = await follow(await spoilt({ kind: 'endless', records: 'new' }), 8);
    expect(pages.map(({ ids }) => ids.length)).toEqual([60, 60, 28, 60, 60, 28, 60, 60]);
    expect(new Set(pages.flatMap(({ ids }) => ids)).size).toBe(60 * 6 + 28 * 2);
  });

  it('endless: no records for ever, or empty pages before the rest', async () => {
    const pages = await follow(await spoilt({ kind: 'endless', records: 'none' }), 8);
    expect(pages.every(({ ids }) => ids.length === 0)).toBe(true);
    expect(nexts(pages).size).toBe(8);
    const [honest, rest] = [
      await follow(await spoilt(null), 10),
      await follow(await spoilt({ kind: 'endless', records: 'none', times: 3 }), 10),
    ];
    expect(rest.map(({ ids }) => ids)).toEqual([[], [], [], ...honest.map(({ ids }) => ids)]);
  });

  it('an empty page in the middle loses nothing', async () => {
    const honest = await follow(await spoilt(null), 10);
    const pages = await follow(await spoilt({ kind: 'endless', records: 'none', nth: 2 }), 10);
    expect(pages.map(({ ids }) => ids.length)).toEqual([60, 0, 60, 28]);
    expect(pages.flatMap(({ ids }) => ids)).toEqual(honest.flatMap(({ ids }) => ids));
  });

  it('circle: the last page leads to the first, by the cursor that it always had', async () => {
    const pages = await follow(await spoilt({ kind: 'circle' }), 7);
    expect(nexts(pages).size).toBe(3);
    expect(pages[3]).toEqual(pages[0]);
  });

  it('circle: every page names itself', async () => {
    const pages = await follow(await spoilt({ kind: 'circle', to: 'itself' }), 5);
    expect(nexts(pages).size).toBe(1);
    expect(new Set(pages.map(({ ids }) => ids.join())).size).toBe(1);
  });

  it.each(SHAPE_NAMES)('go on for ever in the shape %s, or leave it alone when it has no pages', async (shape) => {
    const site = await spoilt({ kind: 'endless', records: 'new' }, shape);
    const { body } = await site.ask(PATH);
    if (shape === 'array') {
      expect(body).toEqual(site.focus.records('focusArea'));
      return;
    }
    const pages = await follow(site, 6);
    expect(new Set(pages.flatMap(({ ids }) => ids)).size).toBe(pages.reduce((sum, { ids }) => sum + ids.length, 0));
    expect(nexts(pages).size).toBe(6);
  });

  it('leave what is no page as it is', async () => {
    const site = await spoilt({ kind: 'endless' });
    const { id } = json(site.focus.records('focusArea')[0]);
    expect((await site.ask(`${PATH}/${text(id)}`)).body).toMatchObject({ id });
    expect((await site.ask(`${PATH}/unknown`)).status).toBe(404);
    expect(json((await site.ask('/v1/funds/cost-type')).body)['last']).toBe(true);
  });
});
