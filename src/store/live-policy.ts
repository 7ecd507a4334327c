import { kvs } from '@forge/kvs';
import * as v from 'valibot';
import { AUDIENCE_KEYS, GRAMMAR_AUDIENCES, isAudienceKey } from '../exposure/catalogue/audiences';
import type { PartState } from '../exposure/reach/decide';
import { closedPolicy } from '../exposure/policy/empty-policy';
import { parsePolicy } from '../exposure/policy/parse-policy';
import type { AudienceKey, Parsed, Policy } from '../exposure/policy/policy';
import { digestOf } from './digest';
import { readLivePart } from './live-parts';
import type { Site } from './site';
import { STORE_WAIT, StoreError, callStore } from './store-call';

export const POLICY_ENTITY = 'policy';
export const HEAD_KEY = 'head';
export const REVISION_ENTITY = 'revision';

/** What a publish left at the head. Revision 0 = nothing was ever published. */
interface Head {
  readonly revision: number;
  /** The master switch; what decides a call is the copy of it in each live part. */
  readonly serving: boolean;
  /** Of the whole policy. */
  readonly digest: string;
  /** Whose parts that publish wrote: those that this app serves, and those that the policy names. */
  readonly audiences: readonly AudienceKey[];
}

/** One published policy with who, when and why kept apart from it, so that a person can be forgotten. */
export interface Revision {
  readonly number: number;
  /** ISO 8601 instant. */
  readonly at: string;
  /** Account id. */
  readonly by: string;
  readonly note: string;
  /** Random, made by the publish that wrote it: tells whether that publish landed. */
  readonly mark: string;
  readonly policy: Parsed<Policy>;
}

/** Everything that decides, read as one. */
export interface LivePolicy {
  readonly head: Head;
  /** Absent at revision 0, and when what is stored is nothing that this app wrote. */
  readonly revision?: Revision;
  /** The part of every audience that has one, or would be looked for, as a decision would find it. */
  readonly parts: ReadonlyMap<AudienceKey, PartState>;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const headBody = v.object({
  format: v.literal(1),
  serving: v.boolean(),
  digest: v.string(),
  // Absent in what was published before there were more audiences than those that are served.
  audiences: v.optional(v.array(v.string()), []),
});
const storedHead = v.object({ revision: count, body: v.unknown() });
const storedRevision = v.object({
  number: count,
  body: v.object({ format: v.literal(1), at: v.string(), by: v.string(), note: v.string(), mark: v.string(), policy: v.unknown() }),
});

const NEVER: Head = { revision: 0, serving: closedPolicy().serving, digest: digestOf(closedPolicy()), audiences: AUDIENCE_KEYS };

/** `r:` and ten digits: the order of keys is the order of revisions. */
export const revisionKey = (number: number): string => `r:${String(number).padStart(10, '0')}`;

export const toStoredHead = (head: Head) => ({
  revision: head.revision,
  version: 0,
  body: { format: 1, serving: head.serving, digest: head.digest, audiences: head.audiences },
});

export const toStoredRevision = (revision: Omit<Revision, 'policy'>, policy: Policy) => {
  const { number, at, by, note, mark } = revision;
  return { number, body: { format: 1, at, by, note, mark, policy } };
};

/** Stands for a body that isn't understood: no policy has this digest, and the switch can still be turned off. */
const UNTOLD = { serving: true, digest: '', audiences: [...GRAMMAR_AUDIENCES] };

/** Served audiences first; a name that isn't an audience's (any more) has no part that could decide. */
export const withServed = (names: readonly string[]): readonly AudienceKey[] => [
  ...new Set<AudienceKey>([...AUDIENCE_KEYS, ...names.filter(isAudienceKey).sort()]),
];

/** The head has no revision that could be counted on: nothing may be built on it. */
export class UnreadableHead extends Error {
  override readonly name = 'UnreadableHead';
}

/** One strict get. Throws StoreError and UnreadableHead. */
export const readHead = async (): Promise<Head & { readonly stored: boolean }> => {
  const found = await callStore(STORE_WAIT.read, () => kvs.entity<unknown>(POLICY_ENTITY).get(HEAD_KEY));
  if (found === undefined) return { ...NEVER, stored: false };
  const parsed = v.safeParse(storedHead, found);
  if (!parsed.success) throw new UnreadableHead('The stored head is not understood.');
  const body = v.safeParse(headBody, parsed.output.body);
  const { serving, digest, audiences } = body.success ? body.output : UNTOLD;
  return { revision: parsed.output.revision, serving, digest, audiences: withServed(audiences), stored: true };
};

/** Makes the head of a site where nothing was published: closed, at revision 0. Whoever comes second finds the first's. */
export const createHead = async (): Promise<void> => {
  try {
    const entity = kvs.entity<ReturnType<typeof toStoredHead>>(POLICY_ENTITY);
    await callStore(STORE_WAIT.write, () => entity.set(HEAD_KEY, toStoredHead(NEVER), { keyPolicy: 'FAIL_IF_EXISTS' }));
  } catch (error) {
    if (!(error instanceof StoreError) || error.failure !== 'exists') throw error;
  }
};

/** One strict get; undefined when there is none or it isn't understood. `digest` given = the policy must have it. Throws StoreError. */
export const readRevision = async (number: number, digest?: string): Promise<Revision | undefined> => {
  const found = await callStore(STORE_WAIT.read, () => kvs.entity<unknown>(REVISION_ENTITY).get(revisionKey(number)));
  const parsed = v.safeParse(storedRevision, found);
  if (!parsed.success || parsed.output.number !== number) return undefined;
  const { at, by, note, mark, policy } = parsed.output.body;
  const same = digest === undefined || digestOf(policy) === digest;
  const read: Parsed<Policy> = same ? parsePolicy(policy) : { ok: false, problems: [{ path: '', code: 'digest_mismatch', params: {} }] };
  return { number, at, by, note, mark, policy: read };
};

/** Reads between which somebody published are done again: an overview must not show half of each. */
const READS = 3;

const agree = ({ head, parts }: LivePolicy): boolean =>
  [...parts.values()].every((state) => state.state !== 'read' || state.part.revision === head.revision);

const readOnce = async (site: Site): Promise<LivePolicy> => {
  const head = await readHead();
  const [revision, parts] = await Promise.all([
    head.revision === 0 ? undefined : readRevision(head.revision, head.digest),
    Promise.all(head.audiences.map(async (audience) => [audience, await readLivePart(site, audience)] as const)),
  ]);
  return { head, parts: new Map(parts), ...(revision ? { revision } : {}) };
};

/** Head, revision and every part that decides. Throws StoreError (also when one part doesn't answer) and UnreadableHead. */
export const readLivePolicy = async (site: Site): Promise<LivePolicy> => {
  let live = await readOnce(site);
  for (let again = 1; again < READS && !agree(live); again++) live = await readOnce(site);
  if ([...live.parts.values()].some((state) => state.state === 'failed')) throw new StoreError('unknown', new Error('a live part'));
  return live;
};

/** The live policy whole as it was published; undefined when head or revision can't be read. */
export const wholePolicy = (live: LivePolicy): Policy | undefined => {
  if (live.head.revision === 0) return live.head.digest === NEVER.digest ? closedPolicy() : undefined;
  return live.revision?.policy.ok ? live.revision.policy.value : undefined;
};

/** What decides now, from the parts alone: an unreadable one counts as closed, which is what it is. */
export const decidingPolicy = ({ head, parts }: LivePolicy): Policy => ({
  format: 1,
  serving: head.serving,
  audiences: Object.fromEntries([...parts].flatMap(([audience, state]) => (state.state === 'read' ? [[audience, state.part.part]] : []))),
});
