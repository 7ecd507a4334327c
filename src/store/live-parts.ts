import { kvs } from '@forge/kvs';
import * as v from 'valibot';
import type { CallerKey } from '../exposure/reach/caller-keys';
import type { PartState } from '../exposure/reach/decide';
import { parsePart } from '../exposure/policy/parse-policy';
import type { AudienceKey, AudiencePart, Problem } from '../exposure/policy/policy';
import { digestOf } from './digest';
import type { Site } from './site';
import { STORE_WAIT, StoreError, callStore } from './store-call';

export const LIVE_ENTITY = 'live';

/** Most bytes of one stored part: a decision reads it on every call, and a read is paid by its size. */
export const LARGEST_PART = 24 * 1024;

/** What the entity `live` holds under an audience's key. */
interface StoredPart {
  readonly revision: number;
  readonly body: {
    readonly format: 1;
    readonly serving: boolean;
    readonly digest: string;
    readonly cloudId: string;
    readonly installationId: string | null;
    readonly part: AudiencePart;
    /** The caller keys that the part may name, hashes only; absent = there are none. */
    readonly keys?: readonly CallerKey[];
  };
}

const callerKey = v.object({
  id: v.string(),
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  expiresAt: v.optional(v.string()),
  revoked: v.optional(v.boolean()),
});

const storedPart = v.object({
  revision: v.pipe(v.number(), v.integer(), v.minValue(1)),
  body: v.object({
    format: v.literal(1),
    serving: v.boolean(),
    digest: v.string(),
    cloudId: v.string(),
    installationId: v.nullable(v.string()),
    part: v.unknown(),
    keys: v.optional(v.array(callerKey)),
  }),
});

const problem = (path: string, code: string): Problem => ({ path, code, params: {} });

/** An audience that a policy doesn't name is stored too, closed, so that the master switch answers everywhere. */
const CLOSED: AudiencePart = { enabled: false, grants: {} };

/** What to store for one audience; `part` is `undefined` for one that the policy doesn't name. Keys are no matter of the digest. */
export const toStoredPart = (
  site: Site,
  revision: number,
  serving: boolean,
  part: AudiencePart = CLOSED,
  keys?: readonly CallerKey[],
): StoredPart => ({
  revision,
  body: {
    format: 1,
    serving,
    digest: digestOf(part),
    cloudId: site.cloudId,
    installationId: site.installationId,
    part,
    ...(keys ? { keys } : {}),
  },
});

const otherInstallation = (stored: string | null, told: string | null): boolean => stored !== null && told !== null && stored !== told;

const keyOf = ({ id, hash, expiresAt, revoked }: v.InferOutput<typeof callerKey>): CallerKey => ({
  id,
  hash,
  ...(expiresAt === undefined ? {} : { expiresAt }),
  ...(revoked === undefined ? {} : { revoked }),
});

const understand = (site: Site, audience: AudienceKey, stored: unknown): PartState => {
  const outer = v.safeParse(storedPart, stored);
  if (!outer.success) return { state: 'unreadable', problems: [problem('', 'unreadable')] };
  const { revision, body } = outer.output;
  if (body.cloudId !== site.cloudId) return { state: 'unreadable', problems: [problem('/cloudId', 'other_site')] };
  if (otherInstallation(body.installationId, site.installationId)) {
    return { state: 'unreadable', problems: [problem('/installationId', 'other_site')] };
  }
  if (digestOf(body.part) !== body.digest) return { state: 'unreadable', problems: [problem('/part', 'digest_mismatch')] };
  const part = parsePart(body.part, audience);
  if (!part.ok) return { state: 'unreadable', problems: part.problems };
  const { serving, digest, keys } = body;
  return { state: 'read', part: { revision, serving, digest, part: part.value, ...(keys ? { keys: keys.map(keyOf) } : {}) } };
};

/**
 * The part that decides for one audience: one strict get, never a query.
 * `absent` = nothing was ever published; `unreadable` and `failed` close the audience.
 */
export const readLivePart = async (site: Site, audience: AudienceKey): Promise<PartState> => {
  try {
    const stored = await callStore(STORE_WAIT.read, () => kvs.entity<unknown>(LIVE_ENTITY).get(audience));
    return stored === undefined ? { state: 'absent' } : understand(site, audience, stored);
  } catch (error) {
    if (error instanceof StoreError) return { state: 'failed' };
    throw error;
  }
};
