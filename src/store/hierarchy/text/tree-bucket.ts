import * as v from 'valibot';
import type { PlacedArea } from '../../../portfolio/order-tree';
import { SHORT_ID, SHORT_NUMBER, longId, longNumber, readChain, shortId, shortNumber } from './id-text';

/** Most bytes of one bucket as JSON: with its key it stays inside one read unit of 10 KB. */
export const LARGEST_BUCKET = 8_000;

/** A run of the tree in preorder, as stored. */
export interface StoredBucket {
  readonly f: 1;
  /** Position of the first area in the whole order. */
  readonly p: number;
  /** Ancestors of the first area, from the top. */
  readonly c: string;
  /** Areas: depth in one character, id, and behind a `!` the number of children where there are any. */
  readonly a: string;
}

/** One area out of a bucket. */
export interface BucketArea {
  readonly position: number;
  readonly id: string;
  readonly ancestors: readonly string[];
  readonly children: number;
}

const DEPTHS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const stored = v.object({ f: v.literal(1), p: v.pipe(v.number(), v.integer(), v.minValue(0)), c: v.string(), a: v.string() });
const AREA = new RegExp(`^([A-Za-z0-9_-])(${SHORT_ID})(?:!(${SHORT_NUMBER}))?$`);

const FRAME = JSON.stringify({ f: 1, p: 0, c: '', a: '' } satisfies StoredBucket).length;

const areaText = ({ depth, children }: PlacedArea, id: string): string =>
  `${DEPTHS[depth] ?? ''}${id}${children > 0 ? `!${shortNumber(children)}` : ''}`;

/** Puts a tree in preorder into buckets, as few as their size allows. */
export const makeBuckets = (areas: readonly PlacedArea[]): readonly StoredBucket[] => {
  const buckets: StoredBucket[] = [];
  const chain: string[] = [];
  let texts: string[] = [];
  let bytes = 0;
  let first = { p: 0, c: '' };
  const close = (): void => {
    if (texts.length > 0) buckets.push({ f: 1, ...first, a: texts.join(' ') });
    texts = [];
  };
  areas.forEach((area, position) => {
    chain.length = area.depth;
    const id = shortId(area.id);
    const text = areaText(area, id);
    // All of it is ASCII that JSON writes as it is, so characters are bytes.
    if (texts.length === 0 || bytes + text.length + 1 > LARGEST_BUCKET) {
      close();
      first = { p: position, c: chain.join(' ') };
      bytes = FRAME + String(position).length + first.c.length;
    }
    texts.push(text);
    bytes += text.length + 1;
    chain.push(id);
  });
  close();
  return buckets;
};

/** The areas of a stored bucket with their chains; null when it isn't what `makeBuckets` made. */
export const readBucket = (found: unknown): readonly BucketArea[] | null => {
  const parsed = v.safeParse(stored, found);
  if (!parsed.success) return null;
  const { p, c, a } = parsed.output;
  const start = readChain(c);
  if (start === null) return null;
  const chain = [...start];
  const areas: BucketArea[] = [];
  for (const text of a.split(' ')) {
    const [, depthText = '', idText = '', children = '0'] = AREA.exec(text) ?? [];
    const depth = DEPTHS.indexOf(depthText);
    if (idText === '' || depth > chain.length || (areas.length === 0 && depth !== chain.length)) return null;
    chain.length = depth;
    const id = longId(idText);
    areas.push({ position: p + areas.length, id, ancestors: [...chain], children: longNumber(children) });
    chain.push(id);
  }
  return areas;
};
