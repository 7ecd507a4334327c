import type { Focus } from '../../focus/open-focus';
import type { Told } from '../../portfolio/gather-parents';
import type { Untold } from '../../store/reading/collected';
import type { Stage } from '../../store/reading/reading';
import type { Collected, Trouble } from './collected-step';
import { isTold, toldOf } from './what-was-told';

type Listing = Extract<Stage, { phase: 'list' }>;

const PAGE = 100;

/** More than this a hierarchy doesn't hold: its last step must fit into one invocation. */
const MOST_AREAS = 200_000;
const MOST_PAGES = 20_000;

/** Pages in a row that bring nothing new, after which a list counts as endless. */
const MOST_EMPTY = 40;

/** Areas that one step collects at most: kept in one batch of 25 parts. */
const MOST_COLLECTED = 15_000;

/** Longest cursor that is kept between two steps. */
const LONGEST_CURSOR = 2_000;

const isPowerOfTwo = (pages: number): boolean => Number.isInteger(Math.log2(pages));

/**
 * Reads pages of Focus's list from where the reading stands, until the budget of this step is spent, the list ends or Focus is in trouble.
 * What was read by then counts in any case. A list that names a cursor again was seen whole.
 */
export const listPages = async (
  focus: Pick<Focus, 'listFocusAreas'>,
  hasBudget: () => boolean,
  from: Listing,
  listedBefore: number,
): Promise<Collected> => {
  const told: (Told | Untold)[] = [];
  const seen = new Set<string>();
  const asked = new Set<string>();
  let at = from;
  let unreadable = 0;
  const outcome = (rest: { ended?: 'whole' | 'cut'; trouble?: Trouble }): Collected => ({
    told,
    stage: at,
    untold: unreadable,
    located: 0,
    ...rest,
  });

  for (;;) {
    if (!hasBudget() || told.length >= MOST_COLLECTED) return outcome({});
    const { cursor } = at;
    const page = await focus.listFocusAreas({ limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
    if (!page.ok) return outcome({ trouble: { ...page, code: page.failure === 'absent' ? 'focus_failed' : page.failure } });
    const { records, next } = page.value;
    if ((next?.length ?? 0) > LONGEST_CURSOR) return outcome({ trouble: { code: 'focus_failed' } });
    const fresh = records.filter(({ id }) => !seen.has(id));
    for (const record of records) {
      seen.add(record.id);
      told.push(toldOf(record));
    }
    unreadable += page.value.unreadable;
    if (cursor !== undefined) asked.add(cursor);
    const pages = at.pages + 1;
    const empty = fresh.length === 0 ? at.empty + 1 : 0;
    const circles = next !== undefined && (next === at.mark || asked.has(next));
    const mark = next !== undefined && isPowerOfTwo(pages) ? next : at.mark;
    at = { phase: 'list', pages, empty, ...(next === undefined ? {} : { cursor: next }), ...(mark === undefined ? {} : { mark }) };
    if (next === undefined || circles) return outcome({ ended: 'whole' });
    if (empty >= MOST_EMPTY) return outcome({ ended: 'cut' });
    if (pages >= MOST_PAGES || listedBefore + told.length > MOST_AREAS) return outcome({ trouble: { code: 'too_many_areas' } });
  }
};

/** Whether some of what was listed must be looked up area by area. */
export const hasUntold = (told: readonly (Told | Untold)[]): boolean => !told.every(isTold);
