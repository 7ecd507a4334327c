import fc from 'fast-check';
import { compileReach } from '../../../src/exposure/reach/compile';
import type { FocusRecord } from '../../../src/exposure/reach/record';
import { openBudget } from '../../../src/focus/budget';
import { listReached } from '../../../src/focus/walk/list-reached';
import type { StoredArea, StoredTree } from '../../../src/focus/walk/places/stored-tree';
import { packPosition, unpackPosition } from '../../../src/focus/walk/position/pack';
import type { Position } from '../../../src/focus/walk/position/position';
import type { Means } from '../../../src/focus/walk/walk';
import { orderTree } from '../../../src/portfolio/order-tree';

const NOW = Date.parse('2026-11-01T12:00:00Z');
const READ_AT = NOW - 60_000;

type Parents = ReadonlyMap<string, string | null>;

const ancestorsIn = (parents: Parents, id: string): readonly string[] => {
  const parent = parents.get(id);
  return parent ? [...ancestorsIn(parents, parent), parent] : [];
};

/** A stored hierarchy of which one invocation may read so many areas. */
const storedTree = (parents: Parents, most: number, silent: boolean): StoredTree => {
  let left = most;
  const areas: readonly (StoredArea & { readonly areas: number; readonly calls: number })[] = orderTree(parents).areas.map((area) => ({
    ...area,
    ancestors: ancestorsIn(parents, area.id),
  }));
  const runOf = (root: string): readonly StoredArea[] => {
    const at = areas.findIndex(({ id }) => id === root);
    return areas.slice(at, at + (areas[at]?.areas ?? 0));
  };
  return {
    readAt: READ_AT,
    count: areas.length,
    silent,
    subtrees: async (roots) => {
      const known = areas.filter(({ id, ancestors }) => roots.includes(id) && !ancestors.some((one) => roots.includes(one)));
      return {
        ok: true,
        value: {
          known: known.map(({ id, ...rest }) => ({ ...rest, root: id })),
          unknown: roots.filter((root) => !parents.has(root)).sort(),
        },
      };
    },
    whole: async (subtrees) => {
      const all = subtrees.flatMap(({ root }) => runOf(root));
      if (all.length > left) return { ok: false };
      left -= all.length;
      return { ok: true, value: all };
    },
    areas: async ({ root }, { after, atMost = Number.POSITIVE_INFINITY }) => {
      const run = runOf(root);
      const from = after === undefined ? 0 : run.findIndex(({ id }) => id === after.at(-1)) + 1;
      const given = run.slice(from, from + Math.min(left, atMost));
      if (given.length === 0 && from < run.length) return { ok: false };
      left -= given.length;
      return { ok: true, value: { areas: given, more: from + given.length < run.length } };
    },
  };
};

interface Case {
  readonly parents: Parents;
  readonly under: readonly string[];
  /** What a list tells of a record's place. */
  readonly tells: (id: string) => 'whole' | 'parent' | 'nothing';
  readonly pageSize: number;
  readonly most: number;
  readonly limit: number;
}

const walk = async ({ parents, under, tells, pageSize, most, limit }: Case) => {
  const ids = [...parents.keys()];
  const recordOf = (id: string, told: 'whole' | 'parent' | 'nothing') => {
    const parentId = parents.get(id);
    const record: FocusRecord = {
      id,
      fields: { name: id },
      ...(told !== 'nothing' && parentId ? { parentId } : {}),
      ...(told === 'whole' ? { ancestors: ancestorsIn(parents, id) } : {}),
    };
    return { ...record, ancestorNames: new Map<string, string>() };
  };
  const reach = compileReach('app-users', { grants: { focusArea: { actions: ['list'], fields: { id: 'show' }, records: { under } } } });
  const found: FocusRecord[] = [];
  let passes = 1;
  let from: Position | undefined;
  for (let answer = 0; ; answer++) {
    if (answer > 2_000) throw new Error('the walk does not end');
    const budget = openBudget(() => NOW);
    const focus: Means['focus'] = {
      listFocusAreas: async ({ cursor, parentId }) => {
        if (budget.takeCall() <= 0) return { ok: false, failure: 'focus_timeout' };
        const all = parentId === undefined ? ids : ids.filter((id) => parents.get(id) === parentId);
        const at = Number(cursor ?? 0);
        const records = all.slice(at, at + pageSize).map((id) => recordOf(id, tells(id)));
        return { ok: true, value: { records, unreadable: 0, ...(at + pageSize < all.length ? { next: String(at + pageSize) } : {}) } };
      },
      getFocusArea: async (id) => {
        if (budget.takeCall() <= 0) return { ok: false, failure: 'focus_timeout' };
        return parents.has(id) ? { ok: true, value: recordOf(id, 'whole') } : { ok: false, failure: 'absent' };
      },
    };
    const walked = await listReached(
      { focus, budget, tree: storedTree(parents, most, ids.length % 2 === 0) },
      { reach, limit, now: NOW },
      from,
    );
    if (!walked.ok) throw new Error(walked.failure);
    found.push(...walked.value.records);
    const { next } = walked.value;
    if (!next) return { found, passes, answers: answer + 1 };
    if (next.kind === 'scan' && next.cursor === undefined && next.segment?.from) passes += 1;
    from = unpackPosition(packPosition(next, {})).position;
  }
};

const arbitraryParents = fc
  .array(fc.nat(), { minLength: 20, maxLength: 60 })
  .map((numbers) => new Map(numbers.map((number, at) => [`a${at}`, at === 0 || number % 7 === 0 ? null : `a${number % at}`])));

describe('a walk whose stored places are more than one invocation may read', () => {
  test('takes them in several passes, and gives every reached record once', async () => {
    let most = 0;
    await fc.assert(
      fc.asyncProperty(
        arbitraryParents,
        fc.uniqueArray(fc.nat({ max: 9 }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom('nothing', 'parent', 'mixed'),
        fc.integer({ min: 3, max: 25 }),
        fc.integer({ min: 2, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        async (parents, roots, telling, pageSize, units, limit) => {
          const under = roots.map((root) => `a${root}`);
          const tells = (id: string) =>
            telling === 'mixed' ? ((['whole', 'parent', 'nothing'] as const)[Number(id.slice(1)) % 3] ?? 'whole') : telling;
          const { found, passes } = await walk({ parents, under, tells, pageSize, most: units, limit });
          const expected = [...parents.keys()].filter((id) => [...ancestorsIn(parents, id), id].some((one) => under.includes(one)));
          expect(found.map(({ id }) => id).sort()).toEqual([...expected].sort());
          most = Math.max(most, passes);
        },
      ),
      { numRuns: 100 },
    );
    expect(most).toBeGreaterThan(2);
  });
});

describe('a walk along the stored hierarchy', () => {
  /** A site of a thousand, of which a root with many children, and grandchildren under the last of them, is granted. */
  const parents: Parents = new Map<string, string | null>([
    ...Array.from({ length: 1_000 }, (_, at) => [`x${at}`, null] as const),
    ['r', null],
    ...Array.from({ length: 150 }, (_, at) => [`r${at}`, 'r'] as const),
    ['r149a', 'r149'],
    ['r149b', 'r149'],
  ]);

  test.each([['nothing'], ['parent'], ['whole']] as const)(
    'gives children of many pages and below, where lists tell %s',
    async (telling) => {
      const { found, answers } = await walk({ parents, under: ['r', 'none'], tells: () => telling, pageSize: 100, most: 400, limit: 60 });
      const expected = [...parents.keys()].filter((id) => id.startsWith('r'));
      expect(found.map(({ id }) => id).sort()).toEqual(expected.sort());
      expect(answers).toBeLessThan(6);
      // In the order of the tree: parents before children, siblings by their ids.
      expect(found.slice(0, 3).map(({ id }) => id)).toEqual(['r', 'r0', 'r1']);
    },
  );
});

test.each([true, false])(
  'places that the last reading found untold (%s) are read while Focus is asked, others after it',
  async (silent) => {
    const parents: Parents = new Map([
      ['r', null],
      ['a', 'r'],
    ]);
    const happened: string[] = [];
    const stored = storedTree(parents, 10, silent);
    const tree: StoredTree = {
      ...stored,
      whole: async (subtrees) => {
        happened.push('places');
        return stored.whole(subtrees);
      },
    };
    const records = [...parents.keys()].map((id) => ({ id, fields: {}, ancestorNames: new Map<string, string>() }));
    const focus: Means['focus'] = {
      listFocusAreas: async () => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        happened.push('list');
        return { ok: true, value: { records, unreadable: 0 } };
      },
      getFocusArea: async () => ({ ok: false, failure: 'absent' }),
    };
    const grant = { actions: ['list' as const], fields: { id: 'show' as const }, records: { under: ['r'] } };
    const reach = compileReach('app-users', { grants: { focusArea: grant } });
    const found = await listReached({ focus, budget: openBudget(() => NOW), tree }, { reach, limit: 10, now: NOW });
    expect(found).toMatchObject({ ok: true, value: { records: [{ id: 'r' }, { id: 'a' }], asOf: READ_AT } });
    expect(happened).toEqual(silent ? ['places', 'list'] : ['list', 'places']);
  },
);
