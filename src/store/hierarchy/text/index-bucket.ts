import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { PlacedArea } from '../../../portfolio/order-tree';
import { SHORT_ID, SHORT_NUMBER, longNumber, readChain, shortId, shortNumber } from './id-text';

/** What buckets of the index hold on the average, bytes: a lookup of a few ids then takes one read unit. */
const USUAL_BYTES = 1_500;

/** Beyond this a bucket could not be stored. */
const LARGEST_INDEX = 200_000;

/** Areas by id, as stored: `<id> <position> <bucket>`, and for one with children also last bucket, areas, parents, calls, bytes, chain. */
export interface StoredIndex {
  readonly f: 1;
  readonly e: string;
}

/** Where an area lies, and for one with children what its subtree takes. */
export interface IndexEntry {
  readonly position: number;
  readonly bucket: number;
  readonly inner?: {
    readonly last: number;
    readonly areas: number;
    readonly parents: number;
    readonly calls: number;
    readonly bytes: number;
    readonly ancestors: readonly string[];
  };
}

/** Which of `buckets` an id belongs to: the first bits of its SHA-256, so that no choice of ids crowds one of them. */
export const indexOf = (id: string, buckets: number): number => createHash('sha256').update(id).digest().readUInt32BE(0) % buckets;

interface BucketPlace {
  /** Position of its first area. */
  readonly first: number;
  readonly bytes: number;
}

const entryTexts = (areas: readonly PlacedArea[], buckets: readonly BucketPlace[]): readonly string[] => {
  // Bytes of all buckets before one, so that a run of buckets is a difference.
  const before = [0];
  for (const { bytes } of buckets) before.push((before.at(-1) ?? 0) + bytes);
  const bucketOf = new Uint32Array(areas.length);
  buckets.forEach(({ first }, bucket) => bucketOf.fill(bucket, first));
  const chain: string[] = [];
  return areas.map((area, position) => {
    chain.length = area.depth;
    const id = shortId(area.id);
    const bucket = bucketOf[position] ?? 0;
    const place = [id, shortNumber(position), shortNumber(bucket)];
    if (area.children > 0) {
      const last = bucketOf[position + area.areas - 1] ?? bucket;
      const bytes = (before[last + 1] ?? 0) - (before[bucket] ?? 0);
      place.push(...[last, area.areas, area.parents, area.calls, bytes].map(shortNumber), ...chain);
    }
    chain.push(id);
    return place.join(' ');
  });
};

const share = (ids: readonly string[], texts: readonly string[], count: number): readonly StoredIndex[] => {
  const shares = Array.from({ length: count }, (): string[] => []);
  texts.forEach((text, at) => shares[indexOf(ids[at] ?? '', count)]?.push(text));
  return shares.map((entries) => ({ f: 1, e: entries.join(';') }));
};

/** The index of a tree in preorder that lies in these buckets. */
export const makeIndex = (areas: readonly PlacedArea[], buckets: readonly BucketPlace[]): readonly StoredIndex[] => {
  const texts = entryTexts(areas, buckets);
  const ids = areas.map(({ id }) => id);
  const bytes = texts.reduce((sum, text) => sum + text.length + 1, 0);
  let count = Math.max(1, Math.ceil(bytes / USUAL_BYTES));
  for (;;) {
    const index = share(ids, texts, count);
    if (index.every(({ e }) => e.length <= LARGEST_INDEX)) return index;
    count *= 2;
  }
};

const stored = v.object({ f: v.literal(1), e: v.string() });
const ENTRY = new RegExp(
  `^(?:${SHORT_ID}) (${SHORT_NUMBER}) (${SHORT_NUMBER})(?: (${SHORT_NUMBER}) (${SHORT_NUMBER}) (${SHORT_NUMBER}) (${SHORT_NUMBER}) (${SHORT_NUMBER})(?: (.+))?)?$`,
);

const entryOf = (text: string): IndexEntry | null => {
  const found = ENTRY.exec(text);
  if (!found) return null;
  const [, position = '', bucket = '', last, areas = '', parents = '', calls = '', bytes = '', chain = ''] = found;
  const place = { position: longNumber(position), bucket: longNumber(bucket) };
  if (last === undefined) return place;
  const ancestors = readChain(chain);
  if (ancestors === null) return null;
  return {
    ...place,
    inner: {
      last: longNumber(last),
      areas: longNumber(areas),
      parents: longNumber(parents),
      calls: longNumber(calls),
      bytes: longNumber(bytes),
      ancestors,
    },
  };
};

/** What a stored bucket of the index says of an id: undefined for one it doesn't know, null when it isn't what `makeIndex` made. */
export const lookUp = (found: unknown, id: string): IndexEntry | undefined | null => {
  const parsed = v.safeParse(stored, found);
  if (!parsed.success) return null;
  const begin = `${shortId(id)} `;
  const text = parsed.output.e.split(';').find((entry) => entry.startsWith(begin));
  return text === undefined ? undefined : entryOf(text);
};
