import { AUDIENCES, audienceOf } from '../../../src/exposure/catalogue/audiences';
import type { ActionName, AudienceKey, ResourceName } from '../../../src/exposure/policy/policy';
import type { CallerKey } from '../../../src/exposure/reach/caller-keys';
import type { PartState } from '../../../src/exposure/reach/decide';
import { CALLER_IDS, GROUPS, NOON, drawPart } from './draw-part';
import { drawKnown, drawRecords, drawTree } from './draw-records';
import type { ProofCase } from './proof-case';
import { randomFor } from './random';
import type { Random } from './random';

// Reading audiences that hold much are drawn more often than those with one small resource.
const AUDIENCE_DRAW: readonly AudienceKey[] = [
  ...(Object.keys(AUDIENCES) as AudienceKey[]).filter((key) => Object.keys(audienceOf(key)?.grantable ?? {}).length > 0),
  ...(['read:focus-area:custom', 'read:focus-area:custom', 'read:cost-item:custom', 'read:benefit-item:custom'] as const),
  ...(['view:partnerx', 'view:partnerx', 'view:p2', 'app-users', 'app-users', 'app-users'] as const),
];

const grantableOf = (key: AudienceKey): readonly ResourceName[] => Object.keys(audienceOf(key)?.grantable ?? {}) as ResourceName[];

// Around the noon of all drawn ends and ages, ms.
const MOMENTS = [0, 0, 0, -1, 1, 60_000];

const hashOf = (id: string): string => id.slice(1).repeat(64);
const GOOD = CALLER_IDS.map(hashOf);
const SHOWN = [undefined, ...GOOD, ...GOOD, ...GOOD, ...GOOD, 'f'.repeat(64), '1'.repeat(63)];
const EXPIRIES = ['2026-05-01T00:00:00Z', '2026-06-01T00:00:00.500Z', '2026-06-01T00:00:00.501Z', '2027-01-01T00:00:00Z'];

const drawKeys = (random: Random): readonly CallerKey[] =>
  random.some(CALLER_IDS, 95).map((id) => ({
    id,
    hash: hashOf(id),
    ...(random.chance(20) ? { expiresAt: random.pick(EXPIRIES) } : {}),
    ...(random.chance(8) ? { revoked: random.chance(80) } : {}),
  }));

const drawState = (random: Random, audience: AudienceKey, resource: ResourceName): PartState => {
  if (random.chance(2)) return { state: 'absent' };
  if (random.chance(2)) return { state: 'unreadable', problems: [] };
  if (random.chance(2)) return { state: 'failed' };
  const keys = random.chance(4) ? {} : { keys: drawKeys(random) };
  return {
    state: 'read',
    part: {
      revision: 1 + random.below(9),
      serving: random.chance(96),
      digest: 'digest',
      part: drawPart(random, audience, resource),
      ...keys,
    },
  };
};

type World = Pick<ProofCase, 'state' | 'tree'> & Pick<ProofCase['question'], 'audience' | 'resource'>;

const drawWorld = (random: Random): World => {
  const audience = random.pick(AUDIENCE_DRAW);
  const resource = random.pick(grantableOf(audience));
  return { audience, resource, state: drawState(random, audience, resource), tree: drawTree(random) };
};

const drawQuestion = (random: Random, { audience, resource }: World): ProofCase['question'] => {
  const actions = audienceOf(audience)?.grantable[resource] ?? [];
  const action: ActionName = random.chance(3) ? random.pick(['get', 'delete', 'list']) : random.pick(actions);
  const callerHash = random.pick(SHOWN);
  const groups = audience === 'app-users' && random.chance(80) ? random.some(GROUPS, 60) : undefined;
  return { audience, resource, action, ...(callerHash === undefined ? {} : { callerHash }), ...(groups === undefined ? {} : { groups }) };
};

// A part costs more to draw than what is asked of it.
const CASES_OF_A_WORLD = 4;

let last: { readonly seed: number; readonly number: number; readonly world: World } | undefined;

const worldOf = (seed: number, number: number): World => {
  if (last?.seed !== seed || last.number !== number) last = { seed, number, world: drawWorld(randomFor(~seed, number)) };
  return last.world;
};

/** Case `index` of a seed; the same on every machine, whatever was drawn before. Four in a row share part and tree. */
export const drawCase = (seed: number, index: number): ProofCase => {
  const world = worldOf(seed, Math.floor(index / CASES_OF_A_WORLD));
  const { state, tree, resource } = world;
  const random = randomFor(seed, index);
  const part = state.state === 'read' ? state.part.part : undefined;
  const names = Object.keys(part?.grants[resource]?.fields ?? {});
  return {
    now: NOON + random.pick(MOMENTS),
    state,
    question: drawQuestion(random, world),
    tree,
    records: drawRecords(random, resource, part, tree),
    known: drawKnown(random, resource, part, tree),
    ...(random.chance(15) ? { wanted: [...random.some(names, 60), 'secret'] } : {}),
    pseudonyms: random.chance(90),
  };
};
