import type { Random } from '../../proof/cases/random';
import { reachedIn } from './oracle';
import type { Parents, Restriction } from './oracle';
import type { World } from './world';

/** Areas that lay in the reach at every moment, and at any moment, of those at which somebody could look. */
export interface Witness {
  /** Looks again, after the portfolio changed. */
  readonly look: () => void;
  readonly always: () => ReadonlySet<string>;
  readonly ever: () => ReadonlySet<string>;
  /** Those of `always` that never hung elsewhere, nor anything above them. */
  readonly settled: () => ReadonlySet<string>;
}

const chainIn = (parents: Parents, id: string): string => {
  const chain: string[] = [];
  for (let at: string | null | undefined = id; typeof at === 'string' && chain.length < 64; at = parents.get(at)) chain.push(at);
  return chain.join(' ');
};

export const openWitness = ({ focus, shape }: World, restriction: Restriction): Witness => {
  let always = reachedIn(focus, shape, restriction);
  const ever = new Set(always);
  const before = focus.tree();
  let settled = always;
  return {
    look: () => {
      const now = reachedIn(focus, shape, restriction);
      const parents = focus.tree();
      always = new Set([...always].filter((id) => now.has(id)));
      settled = new Set([...settled].filter((id) => now.has(id) && chainIn(parents, id) === chainIn(before, id)));
      for (const id of now) ever.add(id);
    },
    settled: () => settled,
    always: () => always,
    ever: () => ever,
  };
};

/** What one change works with: where everything hangs, which it keeps true, and draws. */
interface Hand {
  readonly focus: World['focus'];
  readonly random: Random;
  readonly parents: Map<string, string | null>;
  readonly roots: readonly string[];
  /** An area that is there, inside the reach as often as not, and no root. */
  readonly pick: () => string;
}

const create = ({ focus, parents }: Hand, parentId: string, status: string): void => {
  parents.set(focus.create({ parentId, name: 'Created', status, targetDate: '2027-06-30', targetDateType: 'DAY' }), parentId);
};

/** A move to where it would hang under itself is none. */
const move = ({ focus, parents }: Hand, id: string, to: string | null): void => {
  for (let at: string | null | undefined = to; typeof at === 'string'; at = parents.get(at)) {
    if (at === id || !parents.has(at)) return;
  }
  focus.move(id, to);
  parents.set(id, to);
};

/** What happens to a portfolio while somebody reads it. */
const CHANGES: readonly ((hand: Hand) => void)[] = [
  (hand) => create(hand, hand.random.pick(hand.roots), 'PENDING'),
  (hand) => create(hand, hand.pick(), 'IN_PROGRESS'),
  ({ focus, parents, pick }) => {
    const id = pick();
    focus.remove(id);
    parents.delete(id);
  },
  (hand) => move(hand, hand.pick(), hand.random.pick(hand.roots)),
  (hand) => move(hand, hand.pick(), hand.pick()),
  (hand) => move(hand, hand.pick(), null),
  ({ focus, random, pick }) => focus.change(pick(), { status: random.pick(['PENDING', 'IN_PROGRESS', 'PAUSED', 'COMPLETED']) }),
  ({ focus, random, pick }) => focus.change(pick(), { targetDate: random.pick(['2026-01-31', '2028-01-31', null]) }),
  ({ focus, random, pick }) => focus.change(pick(), { name: `Renamed ${random.below(1e6)}` }),
];

/** Makes one to `most` changes, inside the reach as often as outside. Roots themselves stay. */
export const change = ({ focus }: World, random: Random, { under: roots }: Restriction, witness: Witness, most: number): void => {
  const parents = new Map(focus.tree());
  const areas = [...parents.keys()].filter((id) => !roots.includes(id));
  const inside = [...witness.always()].filter((id) => !roots.includes(id));
  const pick = (): string => {
    for (;;) {
      const id = random.pick(inside.length > 0 && random.chance(50) ? inside : areas);
      if (parents.has(id)) return id;
    }
  };
  for (let time = 1 + random.below(most); time > 0; time--) random.pick(CHANGES)({ focus, random, parents, roots, pick });
  witness.look();
};
