import type { ShapeName } from '../../local/focus/shapes/shapes';
import type { Answer, Summary } from '../../src/resolvers/contract';
import { LIST, grant, openApiSite } from '../api-routes/api-site';
import type { ApiSite, Page, Told } from '../api-routes/api-site';

/** How many areas are moved: one with three below it, the last of them two levels down. */
export const MOVED = 4;

/** In the id of every moved area and, where its shape tells one, in its name. */
const MARK = 'moved-out';

/** What one site answers of the moved areas: ids that a get gives, how many a whole walk and the summary give, or why they give nothing. */
interface Answers {
  readonly got: ReadonlySet<string>;
  readonly listed: number | string;
  readonly summary: number | string;
}

/** A site that exposes one subtree, part of which is about to be moved out of it. */
export interface MovedSite extends ApiSite {
  readonly moved: readonly string[];
  readonly moveOut: () => void;
  readonly readHierarchy: () => Promise<void>;
  /** When the stored hierarchy was read, ms since the epoch. */
  readonly readAt: () => number;
  readonly everyAnswer: () => Promise<Answers>;
  /** Every cursor of a walk as things are. */
  readonly cursors: () => Promise<readonly string[]>;
  /** How many of the moved areas a walk gives from a cursor on, or why it gives nothing. */
  readonly movedBehind: (cursor: string) => Promise<number | string>;
  /** How old a list says its places are. */
  readonly asOf: () => Promise<string | undefined>;
}

type Records = readonly { readonly id?: unknown }[];

/** How many records of an answer are moved areas; a word of one anywhere else counts as well. */
const movedIn = (records: Records, text: string): number => {
  const given = records.filter(({ id }) => String(id).startsWith(MARK)).length;
  return given === 0 && text.includes(MARK) ? 1 : given;
};

/** Opens one whose places are live, or may be so many minutes old. */
export const openMovedSite = async (shape: ShapeName, placeAge: number | 'live'): Promise<MovedSite> => {
  const site = await openApiSite({ focusSize: 20 });
  const { focus } = site;
  focus.switches.shape = shape;
  const root = focus.create({ id: 'the-root', name: 'The root', status: 'PENDING' });
  for (let at = 0; at < 6; at++) focus.create({ id: `stays-${at}`, name: `Stays ${at}`, parentId: root });
  const elsewhere = focus.create({ id: 'elsewhere', name: 'Elsewhere' });
  const make = (id: string, parentId: string): string => focus.create({ id: `${MARK}-${id}`, name: `${MARK} ${id}`, parentId });
  const top = make('top', root);
  const child = make('child', top);
  const ids = [top, child, make('other', top), make('below', child)];
  const shown = {
    enabled: true,
    grants: {
      focusArea: grant({ fields: { id: 'show', name: 'show', parentId: 'show', path: 'show' }, records: { under: [root] }, placeAge }),
    },
  };
  const summarised = { ...shown, grants: { focusArea: { ...shown.grants.focusArea, actions: ['list' as const] } } };
  await site.publish({ format: 1, serving: true, audiences: { 'read:focus-area:custom': shown, 'app-users': summarised } });

  let readAt = 0;
  const page = (cursor: string): Promise<Told> => site.ask(`${LIST}?limit=4${cursor === '' ? '' : `&cursor=${cursor}`}`);
  const walk = async (from: string): Promise<{ found: number | string; cursors: readonly string[] }> => {
    const cursors: string[] = [];
    let found = 0;
    for (let cursor: string | undefined = from; cursor !== undefined;) {
      const { status, text, body } = await page(cursor);
      if (status !== 200) return { found: String(body['code']), cursors };
      const { data, page: told } = body as unknown as Page;
      found += movedIn(data, text);
      cursor = told.nextCursor;
      if (cursor !== undefined) cursors.push(cursor);
    }
    return { found, cursors };
  };
  const summary = async (): Promise<number | string> => {
    const outcome = await site.asUser(site.people[2]?.accountId ?? '').invoke('summary', 'summary');
    if (!outcome.ok) throw new Error(outcome.error.message);
    const answer = outcome.result as Answer<Summary>;
    return answer.ok ? movedIn(answer.value.areas, JSON.stringify(outcome)) : answer.refusal.code;
  };
  return {
    ...site,
    moved: ids,
    moveOut: () => {
      focus.move(top, elsewhere);
    },
    readHierarchy: async () => {
      await site.asAdmin('refreshHierarchy');
      await site.events.settle();
      const head = await site.kvs.call(site.identity.installationId, '/api/v1/get', JSON.stringify({ key: 'tree:head' }));
      ({ readAt } = ((await head.json()) as { readonly value: { readonly readAt: number } }).value);
    },
    readAt: () => readAt,
    everyAnswer: async () => {
      const got = new Set<string>();
      for (const id of ids) {
        const { status, text } = await site.ask(`${LIST}/${id}`);
        if (status === 200 || movedIn([], text) > 0) got.add(id);
      }
      return { got, listed: (await walk('')).found, summary: await summary() };
    },
    cursors: async () => (await walk('')).cursors,
    movedBehind: async (cursor) => (await walk(cursor)).found,
    asOf: async () => ((await page('')).body['meta'] as { readonly asOf?: string }).asOf,
  };
};
