import fc from 'fast-check';
import { compileReach } from '../../../src/exposure/reach/compile';
import type { Reach } from '../../../src/exposure/reach/compile';
import { reaches } from '../../../src/exposure/reach/reaches';
import type { FocusRecord } from '../../../src/exposure/reach/record';
import { openBudget } from '../../../src/focus/budget';
import { listReached } from '../../../src/focus/walk/list-reached';
import type { Position } from '../../../src/focus/walk/position/position';
import type { Focus } from '../../../src/focus/open-focus';
import type { FocusFailure } from '../../../src/focus/sign-in';
import { AREA_IDS, ancestorsIn, arbitraryForest, arbitraryRecords } from '../../exposure/reach/arbitrary-forests';

type Lists = Pick<Focus, 'listFocusAreas' | 'getFocusArea'>;

const NOW = Date.parse('2026-11-01T12:00:00Z');

const reachOf = (records: 'all' | { under: readonly string[] }): Reach =>
  compileReach('app-users', { grants: { focusArea: { actions: ['list'], fields: { id: 'show' }, records } } });

const names = (record: FocusRecord) => ({ ...record, ancestorNames: new Map<string, string>() });

interface Script {
  readonly pages: readonly (readonly FocusRecord[])[];
  /** What a single record tells, by id. */
  readonly alone?: ReadonlyMap<string, FocusRecord>;
  readonly fail?: { readonly at: number; readonly failure: FocusFailure };
  /** The page after each, by number; the following one when left out, undefined at the end. */
  readonly after?: (page: number) => number | undefined;
  /** How long one call takes, ms. */
  readonly takes?: number;
}

/** Focus as these tests need it: pages by number, single records by id, a budget that is really spent. */
const open = ({ pages, alone, fail, after, takes = 0 }: Script) => {
  let time = 0;
  const budget = openBudget(() => time);
  const calls: string[] = [];
  const spend = (call: string): FocusFailure | undefined => {
    const wait = budget.takeCall();
    if (wait <= 0) return 'focus_timeout';
    calls.push(call);
    time += Math.min(wait, takes);
    if (takes > wait) return 'focus_timeout';
    return fail?.at === calls.length ? fail.failure : undefined;
  };
  const focus: Lists = {
    listFocusAreas: async ({ cursor }) => {
      const failure = spend(`list ${cursor ?? ''}`.trim());
      if (failure) return { ok: false, failure };
      const at = Number(cursor ?? 0);
      const next = after ? after(at) : at + 1 < pages.length ? at + 1 : undefined;
      const records = (pages[at] ?? []).map(names);
      return { ok: true, value: { records, unreadable: 0, ...(next === undefined ? {} : { next: String(next) }) } };
    },
    getFocusArea: async (id) => {
      const failure = spend(`get ${id}`);
      if (failure) return { ok: false, failure };
      const found = alone?.get(id);
      return found ? { ok: true, value: names(found) } : { ok: false, failure: 'absent' };
    },
  };
  return { focus, budget, calls };
};

const area = (id: string, ...ancestors: string[]): FocusRecord => {
  const parentId = ancestors.at(-1);
  return { id, fields: {}, ancestors, ...(parentId === undefined ? {} : { parentId }) };
};
const areas = (count: number, ...ancestors: string[]): FocusRecord[] =>
  Array.from({ length: count }, (_, at) => area(`${ancestors.join('-')}x${at}`, ...ancestors));
const chunk = <T>(all: readonly T[], size: number): T[][] =>
  all.length === 0 ? [] : [all.slice(0, size), ...chunk(all.slice(size), size)];

/** Walks to the end, each answer a new invocation. */
const walk = async (script: Script, reach: Reach, limit: number) => {
  const ids: string[] = [];
  let most = 0;
  let answers = 0;
  for (let at: Position | undefined, begun = false; !begun || at; begun = true) {
    const { focus, budget, calls } = open(script);
    const from = at && (JSON.parse(JSON.stringify(at)) as Position);
    const found = await listReached({ focus, budget }, { reach, limit, now: NOW }, from);
    if (!found.ok) throw new Error(found.failure);
    expect(found.value.records.length).toBeLessThanOrEqual(limit);
    ids.push(...found.value.records.map((record) => record.id));
    most = Math.max(most, calls.length);
    at = found.value.next;
    if (++answers > 2_000) throw new Error('the walk does not end');
  }
  return { ids, most, answers };
};

describe('listReached', () => {
  test('a full walk gives every reached record once, in order, whatever the pages of either side', async () => {
    const cases = arbitraryForest.chain((forest) =>
      fc.tuple(arbitraryRecords(forest, 'whole'), fc.subarray(AREA_IDS), fc.integer({ min: 1, max: 13 }), fc.integer({ min: 1, max: 13 })),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ([records, under, upstream, limit]) => {
        const reach = reachOf({ under });
        const { ids } = await walk({ pages: chunk(records, upstream) }, reach, limit);
        expect(ids).toEqual(records.filter((record) => reaches(reach, 'focusArea', record, NOW)).map((record) => record.id));
      }),
    );
  });

  test('places that a list leaves open are read live, and the walk gives what the forest says', async () => {
    const cases = arbitraryForest.chain((forest) =>
      fc.tuple(
        fc.constant(forest),
        arbitraryRecords(forest),
        arbitraryRecords(forest, 'whole'),
        fc.subarray(AREA_IDS),
        fc.integer({ min: 1, max: 13 }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ([forest, listed, whole, under, limit]) => {
        const alone = new Map(whole.map((record) => [record.id, record]));
        // A page on which no record tells its place is another matter: see silent lists.
        const told = listed.map((record, at) => (at % 5 === 0 ? (whole[at] ?? record) : record));
        const { ids, most } = await walk({ pages: chunk(told, 5), alone }, reachOf({ under }), limit);
        const expected = forest.filter((one) => [...ancestorsIn(forest, one.id), one.id].some((id) => under.includes(id)));
        expect(ids).toEqual(expected.map((one) => one.id));
        expect(most).toBeLessThanOrEqual(20);
      }),
    );
  });

  test('a record whose place nobody tells is not given', async () => {
    const silent: FocusRecord = { id: 'silent', fields: {} };
    const orphan: FocusRecord = { id: 'orphan', fields: {}, parentId: 'gone' };
    const circle: FocusRecord = { id: 'circle', fields: {}, parentId: 'round' };
    const alone = new Map<string, FocusRecord>([
      ['silent', silent],
      ['round', { id: 'round', fields: {}, parentId: 'circle' }],
      ['circle', circle],
    ]);
    const { ids } = await walk({ pages: [[silent, orphan, circle, area('in', 'r')]], alone }, reachOf({ under: ['r'] }), 10);
    expect(ids).toEqual(['in']);
  });

  test('whatever is deleted or created between two answers, wherever in the list, each record that stays comes exactly once', async () => {
    const changes = fc.array(fc.record({ remove: fc.array(fc.nat(), { maxLength: 3 }), create: fc.array(fc.nat(), { maxLength: 3 }) }));
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 15 }),
        fc.integer({ min: 1, max: 8 }),
        changes,
        async (size, upstream, limit, rounds) => {
          // By their places in the list, at which Focus's cursors stand; what is created may come anywhere in between.
          let listed = Array.from({ length: size }, (_, at) => ({ place: at, record: area(`x${at}`, 'r') }));
          const stays = new Set(listed.map(({ record }) => record.id));
          const given: string[] = [];
          let from: Position | undefined;
          let round = 0;
          do {
            const budget = openBudget(() => 0);
            const focus: Lists = {
              listFocusAreas: async ({ cursor }) => {
                budget.takeCall();
                const left = listed.filter(({ place }) => cursor === undefined || place >= Number(cursor));
                const next = left[upstream]?.place;
                const records = left.slice(0, upstream).map(({ record }) => names(record));
                return { ok: true, value: { records, unreadable: 0, ...(next === undefined ? {} : { next: String(next) }) } };
              },
              getFocusArea: async () => ({ ok: false, failure: 'absent' }),
            };
            const found = await listReached({ focus, budget }, { reach: reachOf({ under: ['r'] }), limit, now: NOW }, from);
            if (!found.ok) throw new Error(found.failure);
            given.push(...found.value.records.map(({ id }) => id));
            from = found.value.next;
            const { remove = [], create = [] } = rounds[round] ?? {};
            for (const number of remove) {
              const [gone] = listed.splice(number % Math.max(1, listed.length), 1);
              if (gone) stays.delete(gone.record.id);
            }
            const made = create.map((number, at) => ({
              place: (number % (size + 5)) + 1 / (round * 4 + at + 2),
              record: area(`new${round}-${at}`, 'r'),
            }));
            listed = [...listed, ...made].sort((one, other) => one.place - other.place);
            round += 1;
          } while (from);
          expect(new Set(given).size).toBe(given.length);
          for (const id of stays) expect(given).toContain(id);
        },
      ),
      { numRuns: 120 },
    );
  });

  test('a record that comes twice on a page, or again on the next one, is given once', async () => {
    const pages = [
      [area('a', 'r'), area('b', 'r'), area('a', 'r')],
      [area('b', 'r'), area('c', 'r')],
    ];
    for (const limit of [1, 2, 10]) expect((await walk({ pages }, reachOf({ under: ['r'] }), limit)).ids).toEqual(['a', 'b', 'c']);
    const whole = [...areas(150, 'r'), ...areas(150, 'r')];
    expect((await walk({ pages: [whole] }, reachOf({ under: ['r'] }), 40)).ids).toEqual(
      areas(150, 'r')
        .map(({ id }) => id)
        .sort(),
    );
  });

  test('stays within 20 calls, gives what it has, and the rest later', async () => {
    const pages = [...Array.from({ length: 30 }, (_, at) => [area(`out${at}`, 'top')]), [area('in', 'r')]];
    const first = open({ pages });
    const found = await listReached(first, { reach: reachOf({ under: ['r'] }), limit: 10, now: NOW });
    expect(first.calls).toHaveLength(20);
    expect(found).toMatchObject({ ok: true, value: { records: [], next: { cursor: '20' } } });
    expect((await walk({ pages }, reachOf({ under: ['r'] }), 10)).ids).toEqual(['in']);
  });

  test('stays within 15 seconds', async () => {
    const { focus, budget, calls } = open({ pages: Array.from({ length: 30 }, () => areas(1, 'r')), takes: 4_000 });
    const found = await listReached({ focus, budget }, { reach: reachOf('all'), limit: 100, now: NOW });
    expect(calls).toHaveLength(4);
    expect(found).toMatchObject({ ok: true, value: { next: { cursor: '3' } } });
  });

  test('asks Focus for no more pages than the answer needs', async () => {
    const { focus, budget, calls } = open({ pages: [areas(10, 'r'), areas(10, 's'), areas(10, 't')] });
    const found = await listReached({ focus, budget }, { reach: reachOf('all'), limit: 10, now: NOW });
    expect(calls).toEqual(['list']);
    expect(found).toMatchObject({ ok: true, value: { next: { cursor: '1' } } });
  });

  test('names no next page where the rest of the last one lies outside', async () => {
    const { focus, budget } = open({ pages: [[area('in', 'r'), area('out', 'top')]] });
    expect(await listReached({ focus, budget }, { reach: reachOf({ under: ['r'] }), limit: 1, now: NOW })).toEqual({
      ok: true,
      value: { records: [names(area('in', 'r'))] },
    });
  });

  test.each<[what: string, after: (page: number) => number | undefined]>([
    ['names the page it has just given', (page) => page],
    ['goes back to an earlier page', (page) => (page === 5 ? 2 : page + 1)],
    ['goes back and forth between two pages', (page) => (page === 1 ? 2 : 1)],
    ['gives empty pages without end', (page) => page + 1],
  ])('a list that %s comes to an end, over many calls too', async (_what, after) => {
    const { ids } = await walk({ pages: Array.from({ length: 6 }, () => areas(1, 'r')), after }, reachOf('all'), 1);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.length).toBeLessThan(40);
  });

  test.each<[failure: FocusFailure, firstCall: FocusFailure | 'answers', laterCall: FocusFailure | 'answers']>([
    ['focus_refused', 'focus_refused', 'focus_refused'],
    ['focus_failed', 'focus_failed', 'focus_failed'],
    ['focus_not_connected', 'focus_not_connected', 'focus_not_connected'],
    ['too_many_requests', 'too_many_requests', 'answers'],
    ['focus_timeout', 'focus_timeout', 'answers'],
  ])('%s in the first call: %s; after something was read: %s', async (failure, first, later) => {
    const result = async (at: number) => {
      const { focus, budget } = open({ pages: [areas(2, 'r'), areas(2, 's')], fail: { at, failure } });
      const found = await listReached({ focus, budget }, { reach: reachOf('all'), limit: 10, now: NOW });
      return found.ok ? 'answers' : found.failure;
    };
    expect(await result(1)).toBe(first);
    expect(await result(2)).toBe(later);
  });

  test('a cursor of Focus that is too long to carry on is a failure', async () => {
    const focus: Lists = {
      listFocusAreas: async () => ({ ok: true, value: { records: [], unreadable: 0, next: 'x'.repeat(701) } }),
      getFocusArea: async () => ({ ok: false, failure: 'absent' }),
    };
    expect(await listReached({ focus, budget: openBudget(() => 0) }, { reach: reachOf('all'), limit: 10, now: NOW })).toEqual({
      ok: false,
      failure: 'focus_failed',
    });
  });
});
