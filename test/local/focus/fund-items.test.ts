import type { Json } from './focus-site';
import { json, list, openFocusUnderTest, text, walk } from './focus-site';

const KINDS = [
  {
    kind: 'cost item',
    resource: 'costItem',
    path: '/v1/funds/cost-item',
    id: 'costItemId',
    read: 'externalCostItemId',
    write: 'costItemExternalId',
    mask: 'externalCostItemId',
    periods: 'costPeriodValues',
  },
  {
    kind: 'benefit item',
    resource: 'benefitItem',
    path: '/v1/funds/benefit-item',
    id: 'benefitItemId',
    read: 'externalBenefitItemId',
    write: 'benefitItemExternalId',
    mask: 'externalId',
    periods: 'benefitPeriodValues',
  },
] as const;

describe.each(KINDS)('a $kind', ({ resource, path, id, read, write, mask, periods }) => {
  const open = async () => {
    const site = await openFocusUnderTest();
    const items = () => site.focus.records(resource);
    const bulk = (...sent: unknown[]) => site.ask(`${path}/bulk`, { method: 'POST', body: { items: sent } });
    const byExternalId = (externalId: string) => items().filter((item) => item[read] === externalId);
    const area = json(site.focus.records('focusArea')[4]);
    return { site, items, bulk, byExternalId, area };
  };
  const withExternalId = (items: readonly Json[]): Json => json(items.find((item) => item[read] !== undefined));

  it('is listed, walked and filtered by focus area and external id', async () => {
    const { site, items } = await open();
    expect(items().length).toBeGreaterThan(50);
    expect(await walk(site, path, { limit: '7' })).toEqual(items());
    const one = withExternalId(items());
    const focusAreaId = text(one['focusAreaId']);
    expect(await walk(site, path, { focusAreaId })).toEqual(items().filter((item) => item['focusAreaId'] === focusAreaId));
    expect(await walk(site, path, { externalId: text(one[read]) })).toEqual([one]);
    expect(await walk(site, path, { focusAreaId: 'unknown' })).toEqual([]);
  });

  it('never tells amounts, nor members that the document does not name', async () => {
    const { items } = await open();
    const known =
      resource === 'costItem'
        ? [id, read, 'focusAreaId', 'name', 'costType', 'costSubtypeId', 'expenditureType', 'investmentCategoryId']
        : [id, read, 'focusAreaId', 'name'];
    for (const item of items()) expect(known).toEqual(expect.arrayContaining(Object.keys(item)));
  });

  it('is gone once deleted, and deleting it again is a 404', async () => {
    const { site, items } = await open();
    const one = json(items()[3]);
    const url = `${path}/${text(one[id])}`;
    expect(await site.ask(url, { method: 'DELETE' })).toMatchObject({ status: 204, body: undefined });
    for (const method of ['GET', 'DELETE']) expect((await site.ask(url, { method })).status).toBe(404);
    expect(items()).not.toContainEqual(one);
    expect(await walk(site, path)).toEqual(items());
  });

  it('frees its external id when deleted', async () => {
    const { site, items, bulk, area } = await open();
    const one = withExternalId(items());
    await site.ask(`${path}/${text(one[id])}`, { method: 'DELETE' });
    expect((await bulk({ name: 'Next', focusAreaId: area['id'], [write]: one[read] })).status).toBe(200);
    expect(await walk(site, path, { externalId: text(one[read]) })).toMatchObject([{ name: 'Next' }]);
  });

  it('changes its external id by mask, and clears it when the body lacks it', async () => {
    const { site, items } = await open();
    const one = withExternalId(items());
    const url = `${path}/${text(one[id])}?updateMask=${mask}`;
    expect((await site.ask(url, { method: 'PATCH', body: { [mask]: 'NEW-1', name: 'ignored' } })).body).toEqual({
      ...one,
      [read]: 'NEW-1',
    });
    const { [read]: _, ...without } = one;
    expect((await site.ask(url, { method: 'PATCH', body: {} })).body).toEqual(without);
    expect((await site.ask(`${path}/${text(one[id])}`)).body).toEqual(without);
  });

  it.each(['', '?updateMask=', '?updateMask=name', `?updateMask=${mask},name`])('wants a mask of what can change (%s)', async (query) => {
    const { site, items } = await open();
    const answer = await site.ask(`${path}/${text(json(items()[0])[id])}${query}`, { method: 'PATCH', body: { [mask]: 'x' } });
    expect(answer.status).toBe(400);
  });

  it('does not take the external id of another', async () => {
    const { site, items } = await open();
    const taken = withExternalId(items());
    const other = json(items().find((item) => item[id] !== taken[id]));
    const url = `${path}/${text(other[id])}?updateMask=${mask}`;
    expect((await site.ask(url, { method: 'PATCH', body: { [mask]: taken[read] } })).status).toBe(409);
  });

  it('is created by an import when neither id is known, by the id or external id of its focus area', async () => {
    const { items, bulk, byExternalId, area } = await open();
    const count = items().length;
    const answer = await bulk(
      { name: 'One', focusAreaId: area['id'], [write]: 'X-1' },
      { name: 'Two', focusAreaExternalId: area['externalId'], [write]: 'X-2' },
      { name: 'Three', focusAreaId: area['id'], focusAreaExternalId: area['externalId'] },
    );
    expect(answer).toMatchObject({ status: 200, body: undefined });
    expect(items()).toHaveLength(count + 3);
    expect(byExternalId('X-1')).toMatchObject([{ name: 'One', focusAreaId: area['id'] }]);
    expect(byExternalId('X-2')).toMatchObject([{ name: 'Two', focusAreaId: area['id'] }]);
  });

  it('is updated by an import that knows it by id or external id; what is left out stays', async () => {
    const { items, bulk, byExternalId } = await open();
    const one = withExternalId(items());
    const count = items().length;
    await bulk({ [id]: one[id], name: 'By id' });
    expect(byExternalId(text(one[read]))).toEqual([{ ...one, name: 'By id' }]);
    await bulk({ [write]: one[read], name: 'By external id' }, { [write]: one[read], name: 'And again' });
    expect(byExternalId(text(one[read]))).toEqual([{ ...one, name: 'And again' }]);
    expect(items()).toHaveLength(count);
  });

  it('imports what is right, and says by position and field what is wrong', async () => {
    const { site, items, bulk, byExternalId, area } = await open();
    const taken = withExternalId(items());
    const other = json(items().find((item) => item[id] !== taken[id]));
    const focusAreaId = area['id'];
    const { status, body } = await bulk(
      { name: 'Right', focusAreaId, [write]: 'X-1' },
      { name: ' ', focusAreaId },
      { name: 'No focus area' },
      { name: 'Unknown', focusAreaId: 'unknown' },
      { name: 'Unknown', focusAreaExternalId: 'unknown' },
      { name: 'Disagree', focusAreaId: site.focus.records('focusArea')[0]?.['id'], focusAreaExternalId: area['externalId'] },
      { [id]: 'unknown', name: 'x' },
      { [id]: other[id], [write]: taken[read] },
      { name: 'Amount', focusAreaId, [periods]: [{ financialVersionType: 'ACTUAL', timePeriodToAmount: { '2026-01': '1,000' } }] },
      { name: 'Budget', focusAreaId, [periods]: [{ financialVersionType: 'BUDGET', timePeriodToAmount: {} }] },
      { name: 'Right too', focusAreaId, [write]: 'X-2' },
    );
    expect(status).toBe(400);
    const errors = list(json(body)['errors']);
    expect(errors.map(({ index, field }) => [index, field])).toEqual([
      [1, 'name'],
      [2, 'focusAreaId'],
      [3, 'focusAreaId'],
      [4, 'focusAreaExternalId'],
      [5, 'focusAreaExternalId'],
      [6, id],
      [7, write],
      [8, periods],
      [9, periods],
    ]);
    expect([...byExternalId('X-1'), ...byExternalId('X-2')]).toMatchObject([{ name: 'Right' }, { name: 'Right too' }]);
  });

  it('keeps month values exactly, merged into those it has', async () => {
    const { site, bulk, byExternalId, area } = await open();
    site.focus.switches.amountsOnReads = true;
    const values = (...amounts: (readonly [string, unknown])[]) => [
      { financialVersionType: 'ACTUAL', timePeriodToAmount: Object.fromEntries(amounts) },
    ];
    await bulk({
      name: 'Months',
      focusAreaId: area['id'],
      [write]: 'X-1',
      [periods]: values(['2026-01', '100000000.10'], ['2026-02', -5]),
    });
    await bulk({ [write]: 'X-1', [periods]: values(['2026-02', '7.5'], ['2026-03', 0]) });
    expect(byExternalId('X-1')).toMatchObject([{ [periods]: values(['2026-01', '100000000.10'], ['2026-02', '7.5'], ['2026-03', '0']) }]);
  });

  it('takes an empty import, and refuses more than a thousand items', async () => {
    const { bulk, area } = await open();
    expect((await bulk()).status).toBe(200);
    const items = Array.from({ length: 1001 }, () => ({ name: 'x', focusAreaId: area['id'] }));
    expect((await bulk(...items)).status).toBe(400);
  });
});

describe('the classification of a cost item', () => {
  const importOne = async (sent: Json) => {
    const site = await openFocusUnderTest();
    const focusAreaId = site.focus.records('focusArea')[4]?.['id'];
    const answer = await site.ask('/v1/funds/cost-item/bulk', {
      method: 'POST',
      body: { items: [{ name: 'x', focusAreaId, costItemExternalId: 'X-1', ...sent }] },
    });
    return { site, answer, item: site.focus.records('costItem').find((item) => item['externalCostItemId'] === 'X-1') };
  };

  it('is sent by keys and read as ids and keys', async () => {
    const { item, site } = await importOne({
      costType: 'SOFTWARE',
      costSubtypeKey: 'HOSTING',
      investmentCategoryKey: 'RUN',
      expenditureType: { key: 'OPEX', displayName: 'Operating' },
    });
    const idOf = (resource: 'costSubtype' | 'investmentCategory', key: string, member: string) =>
      site.focus.records(resource).find((one) => one['key'] === key)?.[member];
    expect(item).toMatchObject({
      costType: 'SOFTWARE',
      costSubtypeId: idOf('costSubtype', 'HOSTING', 'costSubtypeId'),
      investmentCategoryId: idOf('investmentCategory', 'RUN', 'investmentCategoryId'),
      expenditureType: 'OPEX',
    });
  });

  it('takes the type from the subtype, and drops a subtype of another type', async () => {
    const { item, site } = await importOne({ costSubtypeKey: 'TRAVEL' });
    expect(item).toMatchObject({ costType: 'NON_LABOR' });
    await site.ask('/v1/funds/cost-item/bulk', { method: 'POST', body: { items: [{ costItemExternalId: 'X-1', costType: 'LABOR' }] } });
    const after = site.focus.records('costItem').find((one) => one['externalCostItemId'] === 'X-1');
    expect(after).toMatchObject({ costType: 'LABOR' });
    expect(after).not.toHaveProperty('costSubtypeId');
  });

  it.each([
    ['costType', { costType: 'UNKNOWN' }],
    ['costSubtypeKey', { costSubtypeKey: 'UNKNOWN' }],
    ['costSubtypeKey', { costType: 'LABOR', costSubtypeKey: 'HOSTING' }],
    ['investmentCategoryKey', { investmentCategoryKey: 'UNKNOWN' }],
    ['expenditureType', { expenditureType: { key: 'UNKNOWN' } }],
    ['expenditureType', { expenditureType: {} }],
  ])('has its %s checked', async (field, sent) => {
    const { answer, item } = await importOne(sent);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ index: 0, field }] } });
    expect(item).toBeUndefined();
  });

  it('refers to what the classification lists name, in every item of the seed', async () => {
    const { focus } = await openFocusUnderTest();
    const known = (resource: 'costType' | 'costSubtype' | 'investmentCategory', member: string) =>
      focus.records(resource).map((one) => one[member]);
    for (const item of focus.records('costItem')) {
      expect(known('costType', 'key')).toContain(item['costType']);
      expect(known('costSubtype', 'costSubtypeId')).toContain(item['costSubtypeId']);
      expect(known('investmentCategory', 'investmentCategoryId')).toContain(item['investmentCategoryId']);
    }
  });

  it.each([
    ['/v1/funds/cost-type', 'costType'],
    ['/v1/funds/cost-subtype', 'costSubtype'],
    ['/v1/funds/benefit-type', 'benefitType'],
    ['/v1/funds/investment-category', 'investmentCategory'],
  ] as const)('%s answers with one page of all', async (path, resource) => {
    const site = await openFocusUnderTest();
    const values = site.focus.records(resource);
    expect(values.length).toBeGreaterThan(1);
    expect((await site.ask(`${path}?limit=1`)).body).toEqual({ values, last: true, totalCount: values.length });
  });
});
