import { kvs } from '@forge/kvs';
import * as v from 'valibot';
import { onPolicyEntity } from '../draft';
import { POLICY_ENTITY } from '../live-policy';
import { STORE_WAIT, StoreError, callStore } from '../store-call';

/** The right to do something alone, until it is released or its time is over. */
export interface Lease {
  /** Ends it now. Never throws: what isn't released ends by itself. */
  readonly release: () => Promise<void>;
}

/** `version` counts takings and releases, `revision` is the second in which it ends, 0 = free: the attributes are the entity's, which are for ever. */
interface Stored {
  readonly version: number;
  readonly revision: number;
}

const stored = v.object({ version: v.pipe(v.number(), v.integer()), revision: v.pipe(v.number(), v.integer()) });

/** Seconds are counted from here, so that they fit into the 32 bits of an integer attribute until 2093. */
const EPOCH = Date.UTC(2025, 0, 1);

const toStored = ({ version, revision }: Stored) => ({ version, revision, body: { format: 1 } });

const create = async (key: string, revision: number): Promise<Stored> => {
  const first = { version: 1, revision };
  const entity = kvs.entity<ReturnType<typeof toStored>>(POLICY_ENTITY);
  await callStore(STORE_WAIT.write, () => entity.set(key, toStored(first), { keyPolicy: 'FAIL_IF_EXISTS' }));
  return first;
};

const replace = async (key: string, seen: Stored, revision: number): Promise<Stored> => {
  const next = { version: seen.version + 1, revision };
  await callStore(STORE_WAIT.write, () => kvs.transact().set(key, toStored(next), onPolicyEntity('version', seen.version)).execute());
  return next;
};

const LOST: ReadonlySet<StoreError['failure']> = new Set(['condition', 'exists']);

/**
 * Takes the lease of a name for so many seconds, unless somebody has it; `now` in ms since the epoch. Costs a strict get and one write,
 * a release one write. `failed` = storage didn't answer as hoped, and nobody may know who has it. Never throws StoreError.
 */
export const takeLease = async (name: string, seconds: number, now: () => number): Promise<Lease | 'busy' | 'failed'> => {
  const key = `lease:${name}`;
  const second = Math.floor((now() - EPOCH) / 1000);
  const end = second + seconds;
  try {
    const found = await callStore(STORE_WAIT.read, () => kvs.entity<unknown>(POLICY_ENTITY).get(key));
    const parsed = v.safeParse(stored, found);
    if (found !== undefined && !parsed.success) return 'failed';
    // An end that lies further off than any lease lasts was written by a clock that was wrong.
    if (parsed.success && parsed.output.revision > second && parsed.output.revision <= second + seconds * 2) return 'busy';
    const held = parsed.success ? await replace(key, parsed.output, end) : await create(key, end);
    return {
      release: async () => {
        try {
          await replace(key, held, 0);
        } catch (error) {
          if (!(error instanceof StoreError)) throw error;
        }
      },
    };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return LOST.has(error.failure) ? 'busy' : 'failed';
  }
};
