import { Filter, FilterConditions as f, WhereConditions as w, type kvs } from '@forge/kvs';
import { clientOver, openTestKvs } from '../kvs-client';

interface Note {
  readonly title?: string;
  readonly count?: number;
  readonly weight?: number;
  readonly open?: boolean;
  readonly body?: unknown;
}

const NOTES: Readonly<Record<string, Note>> = {
  a: { title: 'apple', count: -5, weight: 0.5, open: true, body: 'b' },
  b: { title: 'Apple', count: 0, weight: -2, open: false },
  c: { title: 'apple pie', count: 7, weight: 1e20, open: true, body: { deep: [] } },
  d: { title: 'éclair', count: 70, weight: 3, open: true },
  e: { count: 8 },
};

type Condition = Parameters<Filter<Note>['and']>[1];
type RangeCondition = ReturnType<(typeof w)[keyof typeof w]>;

interface Row {
  readonly property: keyof Note;
  readonly condition: Condition;
  readonly finds: string;
}

const row = (property: keyof Note, condition: Condition, finds: string): Row => ({ property, condition, finds });

/** Every condition on every attribute type that it is defined for; `finds` names the notes, in the order of their keys. */
const FILTERS: readonly Row[] = [
  row('title', f.beginsWith('apple'), 'ac'),
  row('title', f.beginsWith('Ap'), 'b'),
  row('title', f.between('apple', 'apple pie'), 'ac'),
  row('title', f.contains('ple'), 'abc'),
  row('title', f.notContains('pie'), 'abd'),
  row('title', f.equalTo('apple'), 'a'),
  row('title', f.notEqualTo('apple'), 'bcd'),
  row('title', f.exists(), 'abcd'),
  row('title', f.notExists(), 'e'),
  row('title', f.greaterThan('apple'), 'cd'),
  row('title', f.greaterThanEqualTo('apple'), 'acd'),
  row('title', f.lessThan('apple'), 'b'),
  row('title', f.lessThanEqualTo('apple'), 'ab'),
  row('count', f.between(-5, 7), 'abc'),
  row('count', f.equalTo(0), 'b'),
  row('count', f.notEqualTo(0), 'acde'),
  row('count', f.greaterThan(7), 'de'),
  row('count', f.greaterThanEqualTo(7), 'cde'),
  row('count', f.lessThan(0), 'a'),
  row('count', f.lessThanEqualTo(0), 'ab'),
  row('weight', f.between(-2, 0.5), 'ab'),
  row('weight', f.equalTo(1e20), 'c'),
  row('weight', f.greaterThan(0.5), 'cd'),
  row('weight', f.lessThanEqualTo(-2), 'b'),
  row('open', f.equalTo(true), 'acd'),
  row('open', f.notEqualTo(true), 'b'),
  row('open', f.exists(), 'abcd'),
  row('body', f.exists(), 'ac'),
  row('body', f.notExists(), 'bde'),
];

const RANGES: readonly {
  readonly index: string;
  readonly partition?: readonly boolean[];
  readonly range: RangeCondition;
  readonly finds: string;
}[] = [
  { index: 'count', range: w.between(-5, 7), finds: 'abc' },
  { index: 'count', range: w.equalTo(8), finds: 'e' },
  { index: 'count', range: w.greaterThan(7), finds: 'ed' },
  { index: 'count', range: w.greaterThanEqualTo(7), finds: 'ced' },
  { index: 'count', range: w.lessThan(0), finds: 'a' },
  { index: 'count', range: w.lessThanEqualTo(0), finds: 'ab' },
  { index: 'by-weight', range: w.greaterThan(-3), finds: 'badc' },
  { index: 'by-open', partition: [true], range: w.beginsWith('apple'), finds: 'ac' },
  { index: 'by-open', partition: [true], range: w.beginsWith('é'), finds: 'd' },
  { index: 'by-open', partition: [true], range: w.between('apple', 'zebra'), finds: 'ac' },
  { index: 'by-open', partition: [true], range: w.greaterThan('apple'), finds: 'cd' },
  { index: 'by-open', partition: [false], range: w.greaterThan('A'), finds: 'b' },
];

const fill = async (): Promise<typeof kvs> => {
  const client = clientOver(openTestKvs());
  for (const [key, value] of Object.entries(NOTES)) await client.entity<Note>('note').set(key, value);
  return client;
};

const found = (page: { readonly results: readonly { readonly key: string }[] }): string => page.results.map(({ key }) => key).join('');

describe('conditions', () => {
  it.each(FILTERS)('as a filter, $property $condition.condition $condition.values finds $finds', async ({ property, condition, finds }) => {
    const client = await fill();
    const filter = new Filter<Note>().and(property, condition);
    expect(found(await client.entity<Note>('note').query().index('by-key').filters(filter).getMany())).toBe(finds);
  });

  it.each(FILTERS)(
    'guarding a transaction, $property $condition.condition $condition.values holds for $finds alone',
    async ({ property, condition, finds }) => {
      const client = await fill();
      const held = [];
      for (const key of Object.keys(NOTES)) {
        const conditions = new Filter<Note>().and(property, condition);
        const [outcome] = await Promise.allSettled([client.transact().check(key, { entityName: 'note', conditions }).execute()]);
        if (outcome.status === 'fulfilled') held.push(key);
      }
      expect(held.join('')).toBe(finds);
    },
  );

  it.each(RANGES)(
    'as a range of $index $partition, $range.condition $range.values finds $finds in the order of the index',
    async ({ index, partition, range, finds }) => {
      const client = await fill();
      const query = client.entity<Note>('note').query();
      const indexed = partition ? query.index(index, { partition: [...partition] }) : query.index(index);
      expect(found(await indexed.where(range).getMany())).toBe(finds);
    },
  );

  it('joins filters by and, or by or', async () => {
    const client = await fill();
    const query = (): ReturnType<ReturnType<ReturnType<typeof client.entity<Note>>['query']>['index']> =>
      client.entity<Note>('note').query().index('by-key');
    const both = new Filter<Note>().and('open', f.equalTo(true)).and('count', f.greaterThan(0));
    const either = new Filter<Note>().or('open', f.equalTo(false)).or('count', f.greaterThan(8));
    expect([found(await query().filters(both).getMany()), found(await query().filters(either).getMany())]).toEqual(['cd', 'bd']);
  });
});
