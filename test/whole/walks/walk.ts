import type { Page, Told } from '../../api-routes/api-site';
import { LIST } from '../../api-routes/api-site';
import type { Asked, World } from './world';

/** What a walk took; of one page the most. */
export interface Spent {
  pages: number;
  calls: number;
  mostCalls: number;
  mostUnits: number;
  longestCursor: number;
  readonly asked: Record<Asked, number>;
  /** Whether a stored place decided about any page. */
  stored: boolean;
}

export interface Walk {
  readonly ids: readonly string[];
  readonly spent: Spent;
  /** Where it ended for another reason than the end of the list: status and code. */
  readonly refused?: string;
}

/** Every call to records of Focus; fetching a bearer is beside the budget. */
const callsSoFar = ({ focus }: World): number => {
  const { calls, byOperation } = focus.counters();
  return calls - (byOperation['issueToken'] ?? 0);
};

/** Asks once, and adds what that took. */
export const spend = async (world: World, path: string, spent: Spent): Promise<Told> => {
  world.focus.resetCounters();
  world.kvs.resetCounters();
  const answer = await world.ask(path);
  const calls = callsSoFar(world);
  spent.pages += 1;
  spent.calls += calls;
  spent.mostCalls = Math.max(spent.mostCalls, calls);
  spent.mostUnits = Math.max(spent.mostUnits, world.kvs.counters().reads.units);
  return answer;
};

export const nothingSpent = (): Spent => ({
  pages: 0,
  calls: 0,
  mostCalls: 0,
  mostUnits: 0,
  longestCursor: 0,
  asked: { page: 0, children: 0, get: 0 },
  stored: false,
});

const MOST_PAGES = 2_000;

/** Walks the list to its end by its own cursors, or until it is refused. `between` happens after each page but the last. */
export const walkList = async (world: World, limit: number, between: () => Promise<void> | void = () => undefined): Promise<Walk> => {
  const spent = nothingSpent();
  const ids: string[] = [];
  const hears = world.hear;
  world.hear = (asked) => {
    spent.asked[asked] += 1;
    hears?.(asked);
  };
  try {
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const answer: Told = await spend(world, `${LIST}?limit=${limit}${cursor === '' ? '' : `&cursor=${cursor}`}`, spent);
      if (answer.status !== 200) return { ids, spent, refused: `${answer.status} ${String(answer.body['code'])}` };
      const { data, page, meta } = answer.body as unknown as Page & { readonly meta: { readonly asOf?: string } };
      ids.push(...data.map(({ id }) => String(id)));
      spent.stored ||= meta.asOf !== undefined;
      cursor = page.nextCursor;
      spent.longestCursor = Math.max(spent.longestCursor, cursor?.length ?? 0);
      if (spent.pages >= MOST_PAGES) return { ids, spent, refused: `no end after ${MOST_PAGES} pages` };
      if (cursor !== undefined) await between();
    }
    return { ids, spent };
  } finally {
    world.hear = hears;
  }
};
