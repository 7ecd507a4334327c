import { openFocusUnderTest, text, walk } from './focus-site';
import type { Json } from './focus-site';
import { TYPES } from '../../../local/focus/seed/types';
import { seedPortfolio } from '../../../local/focus/seed/seed-portfolio';

describe('the invented portfolio', () => {
  const { focusArea: areas, ...others } = seedPortfolio(148);
  const byId = new Map(areas.map((area) => [area.id, area]));
  const named = (name: string) => areas.find((area) => area.name === name);
  const below = (id: string | undefined): number =>
    areas.filter((area) => area.parentId === id).reduce((sum, child) => sum + 1 + below(child.id), 0);
  const depth = (id: string | null): number => (id === null ? 0 : 1 + depth(byId.get(id)?.parentId ?? null));

  it('is the same each time, to the last id and amount', () => {
    expect(seedPortfolio(148)).toEqual({ focusArea: areas, ...others });
  });

  it.each([0, 1, 5, 26, 27, 28, 29, 148, 149, 1000])('has exactly %i focus areas when that many are asked for', (size) => {
    const { focusArea } = seedPortfolio(size);
    const ids = new Set(focusArea.map((area) => area.id));
    expect(focusArea).toHaveLength(size);
    expect(ids.size).toBe(size);
    expect(focusArea.every((area) => area.parentId === null || ids.has(area.parentId))).toBe(true);
  });

  it.each([
    ['Digital channels', 44],
    ['Self-service portal', 21],
    ['Order tracking', 13],
    ['Mobile checkout', 12],
    ['Reliable operations', 46],
    ['New markets', 41],
    ['Northern region launch', 16],
    ['People and skills', 13],
  ])('puts %s where the screens show it, with %i areas below', (name, count) => {
    expect(below(named(name)?.id)).toBe(count);
  });

  it('has a handful of themes at the top, five or six levels, and no parent of a lower type', () => {
    expect(areas.filter((area) => area.parentId === null)).toHaveLength(4);
    const depths = areas.map((area) => depth(area.id));
    expect(Math.max(...depths)).toBeGreaterThanOrEqual(5);
    expect(Math.max(...depths)).toBeLessThanOrEqual(6);
    const level = (typeId: string | undefined): number => TYPES.focusArea.find((type) => type.id === typeId)?.level ?? 0;
    for (const area of areas) {
      expect(level(area.focusAreaTypeId)).toBeGreaterThan(level(byId.get(area.parentId ?? '')?.focusAreaTypeId));
    }
  });

  it('finds exactly the five landmarks of the screens under "north"', () => {
    expect(
      areas
        .filter((area) => area.name.toLowerCase().includes('north'))
        .map((area) => area.name)
        .sort(),
    ).toEqual(['Hiring in the north', 'North gate rebuild', 'Northern language pack', 'Northern region launch', 'Northern warehouse']);
  });

  it('varies what an app must cope with: statuses of its own, missing owners, dates and external ids, drafts', () => {
    const statuses = new Set(areas.map((area) => area.status));
    for (const status of ['PENDING', 'IN_PROGRESS', 'PAUSED', 'COMPLETED']) expect(statuses).toContain(status);
    expect(statuses.size).toBeGreaterThan(5);
    expect(new Set(areas.map((area) => area.targetDateType))).toEqual(new Set(['DAY', 'MONTH', 'QUARTER', null]));
    for (const member of ['owner', 'externalId', 'description', 'targetDate'] as const) {
      expect(areas.some((area) => area[member] === null)).toBe(true);
      expect(areas.some((area) => area[member] !== null)).toBe(true);
    }
    expect(areas.some((area) => area.draft)).toBe(true);
  });

  it('has unique ids and external ids in every resource of a large portfolio, and twelve organizations in an ordinary one', () => {
    expect(others.organization).toHaveLength(12);
    const large = seedPortfolio(10_000);
    for (const records of [large.focusArea, large.costItem, large.benefitItem, large.organization]) {
      expect(new Set(records.map((record) => record.id)).size).toBe(records.length);
      const externalIds = records.flatMap((record) => (record.externalId === null ? [] : [record.externalId]));
      expect(new Set(externalIds).size).toBe(externalIds.length);
    }
  });

  it('ends target dates on the last day of their month or quarter', () => {
    for (const { targetDate, targetDateType } of areas) {
      if (targetDate === null || targetDateType === 'DAY') continue;
      const next = new Date(Date.parse(targetDate) + 24 * 60 * 60 * 1000);
      expect(next.getUTCDate()).toBe(1);
      if (targetDateType === 'QUARTER') expect(next.getUTCMonth() % 3).toBe(0);
    }
  });
});

describe('a list of focus areas', () => {
  it.each([1, 7, 148, 1000])('walked in pages of %i to its end gives every record once, in order', async (limit) => {
    const site = await openFocusUnderTest();
    expect(await walk(site, '/v1/focus-areas', { limit: String(limit) })).toEqual(site.focus.records('focusArea'));
  });

  it('tells every place from the top down', async () => {
    const site = await openFocusUnderTest();
    const areas = site.focus.records('focusArea');
    const tracking = areas.find((area) => area['name'] === 'Order tracking');
    const names = (path: unknown): readonly string[] => (path as readonly Json[]).map((step) => text(step['name']));
    expect(names(tracking?.['path'])).toEqual(['Digital channels', 'Self-service portal']);
  });
});
