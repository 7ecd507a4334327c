import fc from 'fast-check';
import { parsePolicy } from '../../../src/exposure/policy/parse-policy';
import type { AudienceKey, Policy, ResourceName } from '../../../src/exposure/policy/policy';
import { decide } from '../../../src/exposure/reach/decide';
import type { LivePart, Question } from '../../../src/exposure/reach/decide';
import type { Reach } from '../../../src/exposure/reach/compile';
import { reaches } from '../../../src/exposure/reach/reaches';
import { shape } from '../../../src/exposure/reach/shape';
import { describePart } from '../../../src/exposure/words/describe';
import { difference } from '../../../src/exposure/words/difference';
import { CHANGE_CODES, STATEMENT_CODES } from '../../../src/exposure/words/word-codes';
import { runs } from '../runs';
import { AUDIENCES, RESOURCES, arbitraryNeighbours, arbitraryWorld } from './neighbours';
import type { World } from './neighbours';
import { LATER, NOW, SOON, expectDocumented } from './parts';

const HASHES = { k1: '1'.repeat(64), k2: '2'.repeat(64) } as const;
const KEYS = Object.entries(HASHES).map(([id, hash]) => ({ id, hash }));
const ACTIONS = ['list', 'get', 'summary', 'bulk', 'update'] as const;
const CALLERS: readonly Pick<Question, 'callerHash' | 'groups'>[] = [
  {},
  { callerHash: HASHES.k1 },
  { callerHash: HASHES.k2 },
  { groups: ['g1'] },
  { groups: ['g2'] },
];

const questions = (audience: AudienceKey): readonly Question[] =>
  RESOURCES.flatMap((resource) => ACTIONS.flatMap((action) => CALLERS.map((caller) => ({ audience, resource, action, ...caller }))));

const answer = (policy: Policy, question: Question, now: number): Reach | undefined => {
  const part = policy.audiences[question.audience];
  if (!part) return undefined;
  const live: LivePart = { revision: 1, serving: policy.serving, digest: '', part, keys: KEYS };
  const decision = decide({ state: 'read', part: live }, question, now);
  return decision.allow ? decision.reach : undefined;
};

const leaves = (value: unknown, path = ''): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([name, inner]) => leaves(inner, `${path}/${name}`))
    : [[path, value]];

/** What leaves of each reached record, by the record's id and then by leaf. */
const leaving = (reach: Reach, resource: ResourceName, world: World, now: number): ReadonlyMap<string, ReadonlyMap<string, unknown>> => {
  const known = (target: ResourceName, id: string): boolean | undefined => {
    const record = world[target]?.find((one) => one.id === id);
    return record && reaches(reach, target, record, now);
  };
  const pseudonym = (text: string): string => `p-${text}`;
  const reached = (world[resource] ?? []).filter((record) => reaches(reach, resource, record, now));
  return new Map(reached.map((record) => [record.id, new Map(leaves(shape(reach, resource, record, { now, known, pseudonym })))]));
};

const REFERENCES = new Set(['/parentId', '/path', '/focusAreaId', '/costSubtypeId']);

const entriesOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** What `after` lets out and `before` didn't: a record, a leaf, an entry of a reference, or a difference between values that looked alike. */
const moreThan = (before: ReturnType<typeof leaving>, after: ReturnType<typeof leaving>): readonly string[] => {
  const alike = new Map<string, string>();
  return [...after].flatMap(([id, told]) => {
    const was = before.get(id);
    if (!was) return [`record ${id}`];
    return [...told].flatMap(([path, value]) => {
      const old = was.get(path);
      if (old === undefined) return [`${id} ${path}`];
      if (REFERENCES.has(path))
        return entriesOf(value)
          .filter((entry) => !entriesOf(old).includes(entry))
          .map((entry) => `${id} ${path} ${JSON.stringify(entry)}`);
      const [from, to] = [JSON.stringify([path, old]), JSON.stringify(value)];
      const first = alike.get(from) ?? to;
      alike.set(from, first);
      return first === to ? [] : [`${from} is now ${first} or ${to}`];
    });
  });
};

describe('the words and the engine', () => {
  it('when no change widens, nothing more leaves, whoever asks and whenever', () => {
    const calm = new Map<string, number>();
    fc.assert(
      fc.property(arbitraryNeighbours, arbitraryWorld, ([before, after], world) => {
        const changes = difference(before, after);
        for (const one of changes) expectDocumented(CHANGE_CODES, one);
        const compared = new Set<string>();
        for (const audience of AUDIENCES) {
          const own = changes.filter((one) => one.audience === audience || one.audience === '*');
          if (own.some(({ widens }) => widens)) continue;
          for (const { code } of own) calm.set(code, (calm.get(code) ?? 0) + 1);
          for (const question of questions(audience)) {
            for (const now of [NOW, Date.parse(SOON) - 1, Date.parse(SOON), Date.parse(LATER)]) {
              const opened = answer(after, question, now);
              if (!opened) continue;
              const open = answer(before, question, now);
              expect(open).toBeDefined();
              const { resource } = question;
              // Who asks and what for decides whether there is an answer, not what it holds.
              const asked = `${audience} ${resource} ${now}`;
              if (!open || compared.has(asked)) continue;
              compared.add(asked);
              const writable = opened.grants.get(resource)?.fields.map(({ name }) => name) ?? [];
              expect(open.grants.get(resource)?.fields.map(({ name }) => name)).toEqual(expect.arrayContaining(writable));
              expect(moreThan(leaving(open, resource, world, now), leaving(opened, resource, world, now))).toEqual([]);
            }
          }
        }
      }),
      { numRuns: runs(600) },
    );
    // What narrows or stays was really seen beside answers.
    for (const code of ['fields_hidden', 'fields_now_masked', 'roots_removed', 'condition_added', 'condition_removed']) {
      expect([code, (calm.get(code) ?? 0) >= runs(4)]).toEqual([code, true]);
    }
  });

  it('compare a policy with itself as the same', () => {
    fc.assert(
      fc.property(arbitraryNeighbours, ([policy]) => {
        expect(parsePolicy(policy)).toMatchObject({ ok: true });
        expect(difference(policy, policy)).toEqual([]);
      }),
    );
  });

  it('say open exactly when somebody is let in somewhere', () => {
    const states = new Set<string>();
    fc.assert(
      fc.property(arbitraryNeighbours, fc.constantFrom(NOW, Date.parse(SOON)), ([policy], now) => {
        for (const audience of AUDIENCES) {
          const told = describePart(audience, policy.audiences[audience], policy.serving, now);
          for (const statement of told.statements) expectDocumented(STATEMENT_CODES, statement);
          states.add(told.state);
          expect(told.state === 'open').toBe(questions(audience).some((question) => answer(policy, question, now)));
        }
      }),
    );
    expect([...states].sort()).toEqual(['closed', 'expired', 'off', 'open']);
  });
});
