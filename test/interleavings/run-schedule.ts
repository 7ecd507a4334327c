import type { Random } from '../proof/cases/random';
import { holdCalls } from './held-calls';
import type { HeldCalls } from './held-calls';
import type { Content, History, Seen } from './history';
import { policyOf } from './stage';
import type { Stage } from './stage';

/**
 * What one schedule showed. `stale`: calls that were allowed by what wasn't live at any moment of theirs; `refused`: calls that were refused
 * although all that was live allowed them; `lost`: acts that went over one that their admin had not seen.
 */
export interface Shown {
  readonly stale: string[];
  readonly refused: string[];
  readonly lost: string[];
  readonly outcomes: string[];
  readonly trace: string[];
  steps: number;
}

/** What an admin is about to have stored, while its transaction is on the way. */
interface Intent {
  readonly seen: number;
  readonly content: (live: Content) => Content;
}

/** What pages know of storage, from their last answers; it may be old. */
export interface Known {
  draftVersion: number;
}

interface Scene {
  readonly stage: Stage;
  readonly random: Random;
  readonly history: History;
  readonly known: Known;
  readonly intents: Map<string, Intent>;
  readonly shown: Shown;
}

const HEAD = 'head';
/** How far ahead the drawn ends of a part are, and how far the clock goes in a step, ms. */
const SOON = 400;

const drawContent = (random: Random, serving: boolean): Content => {
  const ends = random.chance(40) ? { expiresAt: Date.now() + 1 + random.below(SOON) } : {};
  return { serving, enabled: random.chance(70), ...ends };
};

/** A page was told of revision `number`: it must have been there before the page heard. */
const believe = ({ history, shown }: Scene, actor: string, number: number): void => {
  if (history.last().number < number) shown.lost.push(`${actor} was told of revision ${number}, which isn't there`);
};

const publish = async (scene: Scene, actor: string): Promise<string> => {
  const { stage, random, intents, history, known } = scene;
  const { number, serving } = history.last();
  const wanted = drawContent(random, serving);
  const saved = await stage.admin('saveDraft', { version: known.draftVersion, policy: policyOf(wanted) });
  if (!saved.ok) {
    if ('conflict' in saved) known.draftVersion = saved.conflict.draft?.version ?? 0;
    return `save ${saved.refusal.code}`;
  }
  const { version, policy } = saved.value;
  known.draftVersion = version;
  intents.set(actor, { seen: number, content: () => ({ ...wanted, serving: policy.serving }) });
  const answer = await stage.admin('publish', { version, liveRevision: number, note: '' });
  intents.delete(actor);
  if (!answer.ok) return `publish ${answer.refusal.code}`;
  known.draftVersion = 0;
  believe(scene, actor, answer.value.number);
  return 'published';
};

const turn = async (scene: Scene, actor: string): Promise<string> => {
  const { stage, random, intents, history } = scene;
  const { number, serving: before } = history.last();
  const serving = random.chance(90) ? !before : before;
  intents.set(actor, { seen: number, content: (live) => ({ ...live, serving }) });
  const answer = await stage.admin('setServing', { serving, liveRevision: number });
  intents.delete(actor);
  if (!answer.ok) return `switch ${answer.refusal.code}`;
  believe(scene, actor, answer.value.number);
  return serving ? 'switched on' : 'switched off';
};

const told = (seen: Seen): string => (seen.allowed ? 'call allowed' : `call ${seen.code}`);

const call = async ({ stage, history, shown }: Scene, actor: string): Promise<string> => {
  const from = shown.steps;
  const clockFrom = Date.now();
  const seen = await stage.call();
  const wrong = history.judge(seen, { from, to: shown.steps, clockFrom, clockTo: Date.now() });
  if (wrong !== undefined) shown[seen.allowed ? 'stale' : 'refused'].push(`${actor}: ${wrong}`);
  return told(seen);
};

const ACTORS = { publish, switch: turn, call } as const;

const drawActors = (random: Random): readonly (keyof typeof ACTORS)[] => [
  ...random.pick([['publish'], ['switch'], ['publish', 'switch'], ['publish', 'publish', 'switch']] as const),
  'call',
  ...(['call', 'call'] as const).filter(() => random.chance(50)),
];

const turnOfTheLoop = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** Waits until nobody has anything to do but to wait for a held call. Whoever is still busy then only makes another schedule of it. */
const settle = async (calls: HeldCalls, done: () => number): Promise<void> => {
  for (let before = -1, now = 0; now !== before;) {
    await turnOfTheLoop();
    before = now;
    now = 1 + calls.count() * 100 + done();
  }
};

/** Runs publishes, switches, ends and calls against each other in one drawn order. `history` and `known` go on from schedule to schedule. */
export const runSchedule = async (stage: Stage, random: Random, history: History, known: Known): Promise<Shown> => {
  const shown: Shown = { stale: [], refused: [], lost: [], outcomes: [], trace: [], steps: 0 };
  const intents = new Map<string, Intent>();
  const scene: Scene = { stage, random, history, known, intents, shown };
  const calls = holdCalls(stage.kvs, random, (actor, { operation, status, items }) => {
    const intent = intents.get(actor);
    if (!intent || operation !== 'transaction' || status !== 204 || !items.some(({ key }) => key === HEAD)) return;
    shown.steps += 1;
    shown.trace.push(`${actor} is stored`);
    if (!history.take(intent.seen, intent.content, shown.steps)) shown.lost.push(`${actor} went over a revision that it had not seen`);
  });

  const waiting = drawActors(random).map((kind, at) => ({ kind, actor: `${kind} ${at + 1}` }));
  const wanted = waiting.length;
  const running: Promise<void>[] = [];
  let done = 0;
  const start = (): void => {
    const [next] = waiting.splice(random.below(waiting.length), 1);
    if (!next) return;
    shown.trace.push(`${next.actor} begins`);
    const run = calls
      .as(next.actor, () => ACTORS[next.kind](scene, next.actor))
      .then((outcome) => {
        shown.trace.push(`${next.actor}: ${outcome}`);
        shown.outcomes.push(outcome);
      });
    running.push(run.finally(() => (done += 1)));
  };

  try {
    while (done < wanted) {
      shown.steps += 1;
      if (random.chance(6)) stage.advance(random.below(SOON));
      else if (waiting.length > 0 && (calls.count() === 0 || random.chance(30))) start();
      else if (calls.count() > 0) shown.trace.push(calls.release(random));
      await settle(calls, () => done);
    }
    await Promise.all(running);
  } finally {
    calls.end();
  }
  return shown;
};
