/** One of the things that are timed side by side; `run` does the whole work once and gives what it made, so that none of it is dropped. */
export interface Contender {
  readonly name: string;
  readonly run: () => unknown;
  /** True when `run` gives a promise that has to be waited for; the others are never slowed down by a wait. */
  readonly waits?: true;
}

/** Microseconds of processor time for one run of a contender. */
export interface Figure {
  readonly name: string;
  readonly median: number;
  /** The 10th and 90th of a hundred rounds, in order of size. */
  readonly low: number;
  readonly high: number;
}

interface Effort {
  readonly rounds: number;
  /** How long one contender runs in one round, ms. */
  readonly millis: number;
}

/** What was made last is kept where the optimiser can't prove that nobody looks. */
const sink: { last: unknown } = { last: undefined };

/** Time that this process really ran, its garbage collector included: what others take of the machine meanwhile doesn't count. */
const micros = (from: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(from);
  return user + system;
};

const runTimes = async ({ run, waits }: Contender, times: number): Promise<number> => {
  const start = process.cpuUsage();
  if (waits) for (let time = 0; time < times; time++) sink.last = await run();
  else for (let time = 0; time < times; time++) sink.last = run();
  return micros(start);
};

/** How often to run in a round: doubled until it fills the round, which warms up on the way. */
const timesFor = async (contender: Contender, millis: number): Promise<number> => {
  let times = 1;
  for (;;) {
    const took = await runTimes(contender, times);
    if (took >= millis * 1_000) return Math.max(1, Math.round((times * millis * 1_000) / took));
    times *= 2;
  }
};

const at = (sorted: readonly number[], share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;

/**
 * Times all contenders in turns, round by round, each round beginning with another one: what slows the machine down for a while slows
 * all of them. Gives a figure for each, in their order.
 */
export const measure = async (contenders: readonly Contender[], { rounds, millis }: Effort): Promise<readonly Figure[]> => {
  const times: number[] = [];
  for (const contender of contenders) times.push(await timesFor(contender, millis));
  const samples = contenders.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      const index = (round + turn) % contenders.length;
      const contender = contenders[index];
      const count = times[index] ?? 1;
      if (contender) samples[index]?.push((await runTimes(contender, count)) / count);
    }
  }
  return contenders.map(({ name }, index) => {
    const sorted = (samples[index] ?? []).sort((a, b) => a - b);
    return { name, median: at(sorted, 0.5), low: at(sorted, 0.1), high: at(sorted, 0.9) };
  });
};

/** The figure of that name. */
export const figureOf = (figures: readonly Figure[], name: string): Figure => {
  const found = figures.find((figure) => figure.name === name);
  if (!found) throw new Error(`Nothing was measured under the name ${name}.`);
  return found;
};
