import { pseudonymsFor } from '../src/store/pseudonyms';
import { parsePart } from '../src/exposure/policy/parse-policy';
import { compileReach } from '../src/exposure/reach/compile';
import { reaches } from '../src/exposure/reach/reaches';
import { shaper } from '../src/exposure/reach/shape';
import { PARTS, costPage, placesOf, recordsOf } from './cost-page';
import type { CostPage } from './cost-page';
import { figureOf, measure } from './measure';
import type { Contender, Figure } from './measure';
import { shapingPeers } from './peers/shaping';
import type { ShapingPeer } from './peers/shaping';
import { figureTable, inMicros, times, verdict } from './report';
import type { Chapter } from './report';

const NOW = Date.parse('2026-11-01T12:00:00Z');
const AUDIENCE = 'view:bench';
const KEY = Buffer.alloc(32, 7).toString('base64');

type PartName = keyof typeof PARTS;

const reachOf = (name: PartName) => {
  const part = parsePart(PARTS[name], AUDIENCE);
  if (!part.ok) throw new Error(`The bench's part ${name} can't be read: ${JSON.stringify(part.problems)}`);
  return compileReach(AUDIENCE, part.value);
};

/** What a door does with a page: its records' places, who of them lies in the reach, and what leaves of those. */
const shapingBy = (name: PartName, places: ReadonlyMap<string, readonly string[]>) => {
  const reach = reachOf(name);
  return (page: CostPage): Record<string, unknown>[] => {
    const pseudonym = pseudonymsFor(KEY, { cloudId: 'cloud-1', audience: AUDIENCE });
    const shape = shaper(reach, 'costItem', { pseudonym, now: NOW });
    const shaped: Record<string, unknown>[] = [];
    for (const record of recordsOf(page, places)) if (reaches(reach, 'costItem', record, NOW)) shaped.push(shape(record));
    return shaped;
  };
};

const same = (one: unknown, other: unknown): boolean => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
};

/** What is timed must be the same work: every peer leaves what we leave, and every record of ours is there, masks and all. */
const checkShapes = (page: CostPage, places: ReadonlyMap<string, readonly string[]>, peers: readonly ShapingPeer[]): void => {
  const plain = shapingBy('plain', places)(page);
  for (const { name, write } of peers) {
    const theirs = JSON.parse(write(page)) as unknown;
    if (!same(theirs, { values: plain })) throw new Error(`${name} leaves another page than Aperture does.`);
  }
  for (const part of Object.keys(PARTS) as PartName[]) {
    const shaped = shapingBy(part, places)(page);
    const leaves = (record: unknown): number =>
      typeof record === 'object' && record !== null && !Array.isArray(record)
        ? Object.values(record).reduce<number>((count, member) => count + leaves(member), 0)
        : 1;
    // A series counts by its months.
    const granted = Object.keys(PARTS[part].grants.costItem?.fields ?? {}).reduce((count, name) => count + (name === 'actual' ? 12 : 1), 0);
    const whole = shaped.length === page.values.length && shaped.every((record) => leaves(record) === granted);
    if (!whole) throw new Error(`Of the part ${part} not every granted leaf leaves: ${JSON.stringify(shaped[0])}`);
  }
};

const FLOOR = 'JSON.parse of the page';
const PARSE_AND_WRITE = 'parse + stringify of the whole';
const SHAPES: Readonly<Record<PartName, string>> = {
  plain: 'Aperture: 9 leaves of every record',
  rich: 'Aperture: 14 leaves, references, series; under 3 roots with a condition',
  masked: 'Aperture: the same, 5 of 16 masked (series, amounts, date, name)',
  named: 'Aperture: 10 leaves of every record',
  pseudonymised: 'Aperture: the same, one of them as a pseudonym',
};

interface Measured {
  readonly records: number;
  readonly bytes: number;
  readonly steps: readonly Figure[];
  readonly ways: readonly Figure[];
}

const measurePage = async (records: number, rounds: number): Promise<Measured> => {
  const text = costPage(records);
  const places = placesOf(records);
  const page = JSON.parse(text) as CostPage;
  const peers = shapingPeers();
  checkShapes(page, places, peers);
  const effort = { rounds, millis: 10 };
  const names = Object.keys(PARTS) as PartName[];
  const floor: Contender = { name: FLOOR, run: () => JSON.parse(text) as unknown };
  const steps = await measure(
    [
      floor,
      ...names.map((name): Contender => {
        const shaping = shapingBy(name, places);
        return { name: SHAPES[name], run: () => shaping(page) };
      }),
      ...peers.flatMap(({ name, shape }): Contender[] => (shape ? [{ name, run: () => shape(page) }] : [])),
    ],
    effort,
  );
  const ways = await measure(
    [
      floor,
      { name: PARSE_AND_WRITE, run: () => JSON.stringify(JSON.parse(text)) },
      ...(['plain', 'rich', 'masked', 'pseudonymised'] as const).map((name): Contender => {
        const shaping = shapingBy(name, places);
        return { name: `parse + shape + stringify: ${SHAPES[name]}`, run: () => JSON.stringify(shaping(JSON.parse(text) as CostPage)) };
      }),
      ...peers.map(({ name, write }): Contender => ({
        name: `parse + ${name}${name === 'json-mask' ? ' + stringify' : ''}`,
        run: () => write(JSON.parse(text) as object),
      })),
    ],
    effort,
  );
  return { records, bytes: Buffer.byteLength(text), steps, ways };
};

const verdictsOf = ({ records, steps, ways }: Measured): string => {
  const floor = figureOf(steps, FLOOR).median;
  const whole = figureOf(ways, PARSE_AND_WRITE).median;
  const share = (name: PartName): string => {
    const part = figureOf(steps, SHAPES[name]).median / floor;
    return verdict(`${SHAPES[name]} ≤ 5 % of JSON.parse`, part <= 0.05, `${(part * 100).toFixed(1)} %`);
  };
  const way = (name: PartName): string => {
    const { median } = figureOf(ways, `parse + shape + stringify: ${SHAPES[name]}`);
    return verdict(`parse + shape + stringify ≤ parse + stringify (${SHAPES[name]})`, median <= whole, times(median / whole));
  };
  const each = (figureOf(steps, SHAPES.pseudonymised).median - figureOf(steps, SHAPES.named).median) / records;
  return [
    ...(['plain', 'rich', 'masked'] as const).map(share),
    ...(['plain', 'rich', 'masked', 'pseudonymised'] as const).map(way),
    verdict('≤ 3 µs for each distinct pseudonym', each <= 3, inMicros(each)),
  ].join('\n');
};

/** Shaping one page of cost items, beside the peers. */
export const shaping = async (records: number, rounds: number): Promise<Chapter> => {
  const measured = await measurePage(records, rounds);
  const kib = Math.round(measured.bytes / 1024).toLocaleString('en-US');
  return {
    title: `A page of ${records.toLocaleString('en-US')} records`,
    text: [
      `Cost items, ${kib} KiB as Focus sends them. The peers leave the same 9 leaves; they know no places, references or masks.`,
      figureTable('the step alone', measured.steps),
      figureTable('from text to text', measured.ways),
      verdictsOf(measured),
    ].join('\n\n'),
  };
};
