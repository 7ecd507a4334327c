import { AUDIENCES } from '../../../src/exposure/catalogue/audiences';
import type { ActionName, AudienceKey, ResourceName } from '../../../src/exposure/policy/policy';
import { audienceOf } from '../../../src/exposure/catalogue/audiences';
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

const hashOf = (id: string): string => id.slice(1).repeat(64);
const SHOWN = [
  undefined,
  ...CALLER_IDS.map(hashOf),
  ...CALLER_IDS.map(hashOf),
  ...CALLER_IDS.map(hashOf),
  'f'.repeat(64),
  '',
  '1'.repeat(63),
];
const EXPIRIES = ['2026-05-01T00:00:00Z', '2026-06-01T00:00:00.500Z', '2026-06-01T00:00:00.501Z', '2027-01-01T00:00:00Z'];

const drawKeys = (random: Random): readonly CallerKey[] =>
  random.some(CALLER_IDS, 95).map((id) => ({
    id,
    hash: hashOf(id),
    ...(random.chance(20) ? { expiresAt: random.pick(EXPIRIES) } : {}),
    ...(random.chance(8) ? { revoked: random.chance(80) } : {}),
  }));

const drawQuestion = (random: Random): ProofCase['question'] => {
  const audience = random.pick(AUDIENCE_DRAW);
  const grantable = audienceOf(audience)?.grantable ?? {};
  const resource = random.pick(Object.keys(grantable) as ResourceName[]);
  const action: ActionName = random.chance(3) ? random.pick(['get', 'delete', 'list']) : random.pick(grantable[resource] ?? ['list']);
  const callerHash = random.pick(SHOWN);
  const groups = audience === 'app-users' && random.chance(80) ? random.some(GROUPS, 60) : undefined;
  return { audience, resource, action, ...(callerHash === undefined ? {} : { callerHash }), ...(groups === undefined ? {} : { groups }) };
};

const drawState = (random: Random, { audience, resource }: ProofCase['question']): PartState => {
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

/** Case `index` of a seed; the same on every machine, whatever was drawn before. */
export const drawCase = (seed: number, index: number): ProofCase => {
  const random = randomFor(seed, index);
  const question = drawQuestion(random);
  const state = drawState(random, question);
  const part = state.state === 'read' ? state.part.part : undefined;
  const tree = drawTree(random);
  const records = drawRecords(random, question.resource, part, tree);
  const known = drawKnown(random, question.resource, part, tree);
  const names = Object.keys(part?.grants[question.resource]?.fields ?? {});
  return {
    now: NOON + random.pick([0, 0, 0, -1, 1, 60_000]),
    state,
    question,
    tree,
    records,
    known,
    ...(random.chance(15) ? { wanted: [...random.some(names, 60), 'secret'] } : {}),
    pseudonyms: random.chance(90),
  };
};
