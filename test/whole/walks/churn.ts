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

type Change = (world: World, random: Random, pick: () => string, roots: readonly string[]) => void;

/** A move to where it would hang under itself is none. */
const tryMove = ({ focus }: World, id: string, to: string | null): void => {
  const parents = focus.tree();
  for (let at: string | null | undefined = to; typeof at === 'string'; at = parents.get(at)) {
    if (at === id || !parents.has(at)) return;
  }
  focus.move(id, to);
};

/** What happens to a portfolio while somebody reads it. */
const CHANGES: Readonly<Record<string, Change>> = {
  createInside: ({ focus }, random, _pick, roots) => {
    focus.create({
      parentId: random.pick(roots),
      name: 'Created inside',
      status: 'PENDING',
      targetDate: '2027-06-30',
      targetDateType: 'DAY',
    });
  },
  createElsewhere: ({ focus }, _random, pick) => {
    focus.create({ parentId: pick(), name: 'Created', status: 'IN_PROGRESS', targetDate: '2027-06-30', targetDateType: 'DAY' });
  },
  remove: ({ focus }, _random, pick) => {
    focus.remove(pick());
  },
  moveIn: (world, random, pick, roots) => {
    tryMove(world, pick(), random.pick(roots));
  },
  moveAnywhere: (world, _random, pick) => {
    tryMove(world, pick(), pick());
  },
  moveToTop: (world, _random, pick) => {
    tryMove(world, pick(), null);
  },
  status: ({ focus }, random, pick) => {
    focus.change(pick(), { status: random.pick(['PENDING', 'IN_PROGRESS', 'PAUSED', 'COMPLETED']) });
  },
  date: ({ focus }, random, pick) => {
    focus.change(pick(), { targetDate: random.pick(['2026-01-31', '2028-01-31', null]) });
  },
  rename: ({ focus }, random, pick) => {
    focus.change(pick(), { name: `Renamed ${random.below(1e6)}` });
  },
};

/** Makes some changes, inside the reach as often as outside. Roots themselves stay, as do `kept` areas. */
export const change = (world: World, random: Random, { under }: Restriction, witness: Witness): void => {
  const all = [...world.focus.tree().keys()].filter((id) => !under.includes(id));
  const inside = [...witness.always()].filter((id) => !under.includes(id));
  for (let time = 1 + random.below(4); time > 0; time--) {
    const known = world.focus.tree();
    const alive = (ids: readonly string[]): readonly string[] => ids.filter((id) => known.has(id));
    const [within, any] = [alive(inside), alive(all)];
    const pick = (): string => random.pick(within.length > 0 && random.chance(50) ? within : any);
    const name = random.pick(Object.keys(CHANGES));
    CHANGES[name]?.(world, random, pick, under);
  }
  witness.look();
};
