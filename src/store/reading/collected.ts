import { createHash } from 'node:crypto';
import { kvs } from '@forge/kvs';
import * as v from 'valibot';
import type { Told } from '../../portfolio/gather-parents';
import { deleteItems, writeItems } from '../hierarchy/many-items';
import { SHORT_ID, longId, shortId } from '../hierarchy/text/id-text';
import { STORE_WAIT, StoreError, callStore } from '../store-call';

/** Characters of one part: a step that looks up areas one by one reads one part, and pays by its size. */
const PART = 38_000;

/** Days after which Forge drops what nobody deleted: no reading lasts as long. */
const KEPT_DAYS = 7;

const TOP = '^';
const UNTOLD = '?';

/** A focus area that Focus listed without telling its place. */
export interface Untold {
  readonly id: string;
  readonly parent: undefined;
}

/** What one step of a reading collected. Its number is the reading's version when the step began, so that no two steps share one. */
export interface Chunk {
  readonly number: number;
  readonly parts: number;
}

const partKey = (run: string, chunk: number, part: number): string => `tree:run:${run}:${chunk}:${part}`;

/** Keys of every part, in the order in which they were collected. */
export const partKeys = (run: string, chunks: readonly Chunk[]): readonly string[] =>
  chunks.flatMap(({ number, parts }) => Array.from({ length: parts }, (_, part) => partKey(run, number, part)));

/** Mark of a whole chain of ancestors, 48 bits: tells whether a chain put together from several answers was told by one. */
export const markOf = (ancestors: readonly string[]): string =>
  createHash('sha256').update(ancestors.join('/')).digest('base64url').slice(0, 8);

const textOf = (told: Told | Untold): string => {
  if (told.parent === undefined) return `${shortId(told.id)} ${UNTOLD}`;
  const parent = told.parent === null ? TOP : shortId(told.parent);
  return told.chain === undefined ? `${shortId(told.id)} ${parent}` : `${shortId(told.id)} ${parent} ${told.chain}`;
};

const inParts = (texts: readonly string[]): readonly string[] => {
  const parts: string[] = [];
  let open: string[] = [];
  let size = 0;
  for (const text of texts) {
    if (size + text.length + 1 > PART) {
      parts.push(open.join(';'));
      [open, size] = [[], 0];
    }
    open.push(text);
    size += text.length + 1;
  }
  return open.length > 0 ? [...parts, open.join(';')] : parts;
};

/** Keeps what a step collected; gives the chunk that a reading names to count it. Throws StoreError. */
export const keepCollected = async (run: string, number: number, told: readonly (Told | Untold)[]): Promise<Chunk> => {
  const parts = inParts(told.map(textOf));
  await writeItems(
    parts.map((t, part) => ({ key: partKey(run, number, part), value: { f: 1, t } })),
    KEPT_DAYS,
  );
  return { number, parts: parts.length };
};

const stored = v.object({ f: v.literal(1), t: v.string() });
const ENTRY = new RegExp(`^(${SHORT_ID}) (\\^|\\?|${SHORT_ID})(?: ([A-Za-z0-9_-]{8}))?$`);

const entryOf = (text: string): Told | Untold => {
  const [, id = '', parent = '', chain] = ENTRY.exec(text) ?? [];
  if (id === '') throw new StoreError('unknown', new Error('a collected part is not understood'));
  if (parent === UNTOLD) return { id: longId(id), parent: undefined };
  return { id: longId(id), parent: parent === TOP ? null : longId(parent), ...(chain === undefined ? {} : { chain }) };
};

/** One part by its key, one strict get. Throws StoreError, also when it is gone or not understood. */
export const readPart = async (key: string): Promise<readonly (Told | Untold)[]> => {
  const parsed = v.safeParse(stored, await callStore(STORE_WAIT.read, () => kvs.get<unknown>(key)));
  if (!parsed.success) throw new StoreError('unknown', new Error('a collected part is gone'));
  return parsed.output.t.split(';').map(entryOf);
};

/** Parts read at once. */
const BESIDE = 8;

/** Everything that a reading collected. Throws StoreError as `readPart` does. */
export const readCollected = async (run: string, chunks: readonly Chunk[]): Promise<readonly (Told | Untold)[]> => {
  const keys = partKeys(run, chunks);
  const told: (readonly (Told | Untold)[])[] = [];
  for (let from = 0; from < keys.length; from += BESIDE) {
    told.push(...(await Promise.all(keys.slice(from, from + BESIDE).map(readPart))));
  }
  return told.flat();
};

/** Deletes what a reading collected, and nothing else. Throws StoreError. */
export const deleteCollected = (run: string, chunks: readonly Chunk[]): Promise<void> => deleteItems(partKeys(run, chunks));
