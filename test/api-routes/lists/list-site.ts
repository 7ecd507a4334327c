import type { ShapeName } from '../../../local/focus/shapes/shapes';
import type { Condition, Grant } from '../../../src/exposure/policy/policy';
import { LIST, openApiSite, part, policy } from '../api-site';
import type { ApiSite, Page, Told } from '../api-site';

export const SHAPES: readonly ShapeName[] = ['full', 'bare', 'ari', 'array', 'strange'];

/** Reads the hierarchy through the job, as an admin who asks for it; throws when nothing is stored afterwards. */
export const readHierarchy = async (site: ApiSite): Promise<void> => {
  await site.asAdmin('refreshHierarchy');
  await site.events.settle();
  const { stored, reading } = (await site.asAdmin('hierarchy')) as { stored: { state: string }; reading?: { state: string } };
  if (stored.state !== 'read' || reading?.state === 'failed') throw new Error(JSON.stringify({ stored, reading }));
};

export interface Walked {
  readonly ids: readonly string[];
  readonly answers: readonly Told[];
  /** The most of anything that one answer took. */
  readonly most: { readonly calls: number; readonly units: number; readonly cursor: number };
}

/** Walks a list to its end; `between` is done after each answer. Throws for any answer but 200. */
export const walkList = async (
  site: ApiSite,
  query: string,
  between: (answer: number) => void | Promise<void> = () => undefined,
): Promise<Walked> => {
  const answers: Told[] = [];
  const most = { calls: 0, units: 0, cursor: 0 };
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    site.focus.resetCounters();
    site.kvs.resetCounters();
    const answer: Told = await site.ask(`${LIST}?${query}${cursor === '' ? '' : `&cursor=${cursor}`}`);
    if (answer.status !== 200) throw new Error(answer.text);
    answers.push(answer);
    most.calls = Math.max(most.calls, site.focus.counters().calls);
    most.units = Math.max(most.units, site.kvs.counters().reads.units);
    cursor = (answer.body as unknown as Page).page.nextCursor;
    most.cursor = Math.max(most.cursor, cursor?.length ?? 0);
    if (answers.length > 500) throw new Error('The walk does not end.');
    await between(answers.length);
  }
  return { ids: answers.flatMap(({ body }) => (body as unknown as Page).data.map(({ id }) => String(id))), answers, most };
};

/** The plain reading of `under` and of conditions `in` on the status, over the portfolio as Focus keeps it. */
export const reachedNow = (site: ApiSite, under: readonly string[], where: readonly Condition[] = []): readonly string[] => {
  const tree = site.focus.tree();
  const records = new Map(
    site.focus.records('focusArea', site.focus.switches.shape).map((one) => [site.focus.idOf(String(one['id'])), one]),
  );
  const isInside = (id: string | null | undefined): boolean => typeof id === 'string' && (under.includes(id) || isInside(tree.get(id)));
  const meets = (id: string): boolean =>
    where.every((one) => {
      const leaf = records.get(id)?.[one.field];
      if ('in' in one) return one.in.includes(leaf as string);
      return 'isSet' in one && leaf !== null && leaf !== undefined;
    });
  return [...tree.keys()].filter((id) => isInside(id) && meets(id));
};

/** Focus areas that have between so many areas below them, the nearest to the middle first; none inside another. */
export const subtreesOf = (site: ApiSite, least: number, most: number): readonly string[] => {
  const tree = site.focus.tree();
  const sizes = new Map<string, number>();
  for (const id of tree.keys()) for (let at: string | null | undefined = id; at; at = tree.get(at)) sizes.set(at, (sizes.get(at) ?? 0) + 1);
  const fitting = [...sizes].filter(([, size]) => size >= least && size <= most).map(([id]) => id);
  const above = (id: string): readonly string[] => {
    const parent = tree.get(id);
    return parent ? [...above(parent), parent] : [];
  };
  return fitting.filter((id) => !above(id).some((one) => fitting.includes(one)));
};

export const granting = (overrides: Partial<Grant>) => policy(part({ fields: { id: 'show', name: 'show', status: 'show' }, ...overrides }));

export const openListSite = async (focusSize: number): Promise<ApiSite> => openApiSite({ focusSize });
