import { randomBytes } from 'node:crypto';
import { kvs } from '@forge/kvs';
import * as v from 'valibot';
import { onPolicyEntity } from '../draft';
import { generationName, HEAD_KEY, toStoredHead } from '../hierarchy/head';
import type { HierarchyHead } from '../hierarchy/head';
import { POLICY_ENTITY } from '../live-policy';
import type { Site } from '../site';
import { STORE_WAIT, StoreError, callStore } from '../store-call';

/** Beside the head and the draft, because it too is conditioned on its version. */
const READING_KEY = 'hierarchy';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.pipe(v.string(), v.maxLength(2_500));
const chunks = v.array(v.object({ number: count, parts: count }));
const trouble = v.picklist([
  'focus_not_connected',
  'focus_refused',
  'focus_failed',
  'focus_timeout',
  'too_many_requests',
  'storage_failed',
  'too_many_areas',
  'interrupted',
]);

/** Where a reading stands between two steps. */
const stage = v.variant('phase', [
  v.object({
    phase: v.literal('list'),
    /** Focus's cursor of the next page; absent = the first. */
    cursor: v.optional(text),
    pages: count,
    /** The cursor at the last power of two of the pages: a list that runs in a circle meets it again. */
    mark: v.optional(text),
    /** Pages in a row that brought nothing new. */
    empty: count,
  }),
  /** Area by area: `chunks` were listed, `part` of them is under way, `offset` of its areas are done. */
  v.object({ phase: v.literal('places'), chunks: count, part: count, offset: count }),
  /** Everything is collected; `name` = what is being written. */
  v.object({ phase: v.literal('writing'), name: v.optional(generationName) }),
]);

const leftOut = v.object({ contradicting: count, loops: count, orphans: count, tooDeep: count, untold: count });

const body = v.object({
  format: v.literal(1),
  /** Random, names this reading among all. */
  run: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  state: v.picklist(['reading', 'done', 'failed']),
  trigger: v.picklist(['schedule', 'demand']),
  /** Account id of who asked for it. */
  by: v.optional(v.string()),
  startedAt: count,
  /** When it last got further. All instants in ms since the epoch. */
  movedAt: count,
  endedAt: v.optional(count),
  /** Who works on a step, and until when nobody else does. */
  claim: v.optional(v.object({ by: v.string(), until: count })),
  trouble: v.optional(v.object({ code: trouble, tries: count, notBefore: count })),
  stage,
  chunks,
  calls: count,
  listed: count,
  located: count,
  untold: count,
  /** Whether some areas were listed without their place, and are looked up one by one. */
  lacking: v.boolean(),
  /** Whether Focus's list came to its end by itself and could be read. */
  whole: v.boolean(),
  areas: v.optional(count),
  leftOut: v.optional(leftOut),
  /** What nobody needs any more, until it is deleted. */
  rubbish: v.object({ generations: v.array(generationName), collected: v.array(v.object({ run: v.string(), chunks })) }),
  /** Of the last reading that ended well, this one included. */
  lastGood: v.optional(v.object({ calls: count, millis: count })),
  /** Random, made by the write: tells whether that write landed. */
  mark: v.string(),
});

const stored = v.object({ revision: count, version: count, body });

type Body = v.InferOutput<typeof body>;

/** One reading of the hierarchy, under way or ended. A site remembers the last one. */
export type Reading = Readonly<Omit<Body, 'format' | 'mark'>> & {
  /** Steps done; an event names the step that it is to do. */
  readonly step: number;
  /** Counts writes and never starts again. */
  readonly version: number;
};

export type Stage = Reading['stage'];
export type TroubleCode = v.InferOutput<typeof trouble>;

export type ReadingState =
  | { readonly state: 'absent' }
  | { readonly state: 'read'; readonly reading: Reading }
  /** `version` undefined = not even that can be told. */
  | { readonly state: 'unreadable'; readonly version: number | undefined };

/** One strict get. Throws StoreError. */
export const readReading = async (): Promise<ReadingState> => {
  const found = await callStore(STORE_WAIT.read, () => kvs.entity<unknown>(POLICY_ENTITY).get(READING_KEY));
  if (found === undefined) return { state: 'absent' };
  const parsed = v.safeParse(stored, found);
  if (!parsed.success) {
    const counted = v.safeParse(v.object({ version: count }), found);
    return { state: 'unreadable', version: counted.success ? counted.output.version : undefined };
  }
  const { format: _format, mark: _mark, ...rest } = parsed.output.body;
  return { state: 'read', reading: { ...rest, step: parsed.output.revision, version: parsed.output.version } };
};

const toStored = ({ step, version, ...rest }: Reading, mark: string) => ({ revision: step, version, body: { format: 1, ...rest, mark } });

/** Whether the write with this mark is what is stored; only to be asked after a write that may have landed. */
const landed = async (mark: string): Promise<boolean> => {
  const found = await callStore(STORE_WAIT.read, () => kvs.entity<unknown>(POLICY_ENTITY).get(READING_KEY));
  const parsed = v.safeParse(v.object({ body: v.object({ mark: v.string() }) }), found);
  return parsed.success && parsed.output.body.mark === mark;
};

const newMark = (): string => randomBytes(8).toString('hex');

/**
 * Writes what a reading became, if nobody wrote since `seen` was read (absent = there was none). Gives it with its new version, or null
 * when somebody did. With `head`, the same transaction makes a generation the one that counts. Throws StoreError.
 */
export const writeReading = async (
  seen: Pick<Reading, 'version'> | undefined,
  next: Omit<Reading, 'version'>,
  switched?: { readonly site: Site; readonly head: HierarchyHead },
): Promise<Reading | null> => {
  const written: Reading = { ...next, version: (seen?.version ?? 0) + 1 };
  const mark = newMark();
  const value = toStored(written, mark);
  try {
    if (!seen) {
      await callStore(STORE_WAIT.write, () =>
        kvs.entity<typeof value>(POLICY_ENTITY).set(READING_KEY, value, { keyPolicy: 'FAIL_IF_EXISTS' }),
      );
      return written;
    }
    const write = kvs.transact().set(READING_KEY, value, onPolicyEntity('version', seen.version));
    if (switched) write.set(HEAD_KEY, toStoredHead(switched.site, switched.head));
    await callStore(STORE_WAIT.write, () => write.execute());
    return written;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    if (error.failure === 'condition' || error.failure === 'exists') return null;
    // No answer: it may be there all the same.
    if (error.failure === 'unknown' && (await landed(mark))) return written;
    throw error;
  }
};

/** A reading that begins. `before` = the last one, whose rubbish it takes over. `now` in ms since the epoch. */
export const newReading = (
  before: Reading | undefined,
  { trigger, by, now }: { readonly trigger: Reading['trigger']; readonly by?: string; readonly now: number },
): Omit<Reading, 'version'> => ({
  run: newMark(),
  step: 0,
  state: 'reading',
  trigger,
  ...(by === undefined ? {} : { by }),
  startedAt: now,
  movedAt: now,
  stage: { phase: 'list', pages: 0, empty: 0 },
  chunks: [],
  calls: 0,
  listed: 0,
  located: 0,
  untold: 0,
  lacking: false,
  whole: true,
  rubbish: before ? rubbishOf(before) : { generations: [], collected: [] },
  ...(before?.lastGood ? { lastGood: before.lastGood } : {}),
});

/** Everything that a reading leaves behind when it ends without a tree, or when another takes its place. */
export const rubbishOf = ({ run, chunks: kept, stage: at, state, rubbish }: Reading): Reading['rubbish'] => ({
  generations: at.phase === 'writing' && at.name && state !== 'done' ? [...rubbish.generations, at.name] : rubbish.generations,
  collected: kept.length > 0 ? [...rubbish.collected, { run, chunks: kept }] : rubbish.collected,
});

/** Forgets a reading that not even a version can be told of. Throws StoreError. */
export const clearReading = (): Promise<void> => callStore(STORE_WAIT.write, () => kvs.entity(POLICY_ENTITY).delete(READING_KEY));
