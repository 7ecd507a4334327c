import { ID_PATTERN } from '../exposure/catalogue/catalogue';
import type { Budget } from './budget';
import { asking } from './connection/ask';
import type { Ask } from './connection/ask';
import { focusIds } from './connection/focus-ids';
import type { FocusIds } from './connection/focus-ids';
import { signInWith } from './connection/kinds';
import { PATIENCE } from './connection/retry';
import { FOCUS_AREAS } from './endpoints';
import type { FocusAddress } from './endpoints';
import { isObject, own, readFocusArea, readPage } from './read-answer';
import type { FocusAreaRecord } from './read-answer';
import type { BearerShelf, Connection, FocusFailure, FocusRefusal, Manners } from './sign-in';

export type FocusAnswer<T> = { readonly ok: true; readonly value: T } | FocusRefusal;

interface FocusAreaPage {
  readonly records: readonly FocusAreaRecord[];
  /** Focus's own cursor for the next page; absent on the last. Never leaves the back end as it is. */
  readonly next?: string;
  /** What Focus calls this page itself. */
  readonly self?: string;
  /** Values on the page that were no focus areas. */
  readonly unreadable: number;
}

interface ListQuery {
  readonly cursor?: string;
  readonly nameContains?: string;
  readonly externalId?: string;
  /** Focus documents that it sorts by name, not how to ask for it. */
  readonly sort?: string;
  /** Reduces traffic only: whether Focus means children or all below is not documented. */
  readonly parentId?: string;
  /** 1 to 100; Focus may give fewer or more. */
  readonly limit: number;
}

/** Focus as one invocation may use it. */
export interface Focus {
  /** `absent` = Focus doesn't take the asked order. */
  readonly listFocusAreas: (query: ListQuery) => Promise<FocusAnswer<FocusAreaPage>>;
  readonly getFocusArea: (id: string) => Promise<FocusAnswer<FocusAreaRecord>>;
}

const BY_STATUS: Readonly<Record<number, FocusFailure>> = {
  401: 'focus_refused',
  403: 'focus_refused',
  404: 'absent',
  410: 'absent',
  429: 'too_many_requests',
};

/** For one record also this means "not there": the id is all that Focus could find malformed. For a sorted list, that it can't be sorted so. */
const MALFORMED = 400;

/** For one record this too, where trying the connection found so. */
const FORBIDDEN = 403;

const refused = (failure: FocusFailure, retryAfter?: number): FocusRefusal => ({
  ok: false,
  failure,
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

const UNCONNECTED: Focus = {
  listFocusAreas: async () => refused('focus_not_connected'),
  getFocusArea: async () => refused('focus_not_connected'),
};

/** `absentOn`: statuses that mean "not there" besides 404 and 410. */
type Read = (address: FocusAddress, absentOn?: readonly number[]) => Promise<FocusAnswer<unknown>>;

const reader =
  (ask: Ask): Read =>
  async (address, absentOn = []) => {
    const answer = await ask(address);
    if (!answer.ok) return answer;
    if (answer.status >= 200 && answer.status < 300) return { ok: true, value: answer.body };
    return absentOn.includes(answer.status) ? refused('absent') : refused(BY_STATUS[answer.status] ?? 'focus_failed', answer.retryAfter);
  };

const listFocusAreas =
  (read: Read, ids: FocusIds): Focus['listFocusAreas'] =>
  async ({ cursor, nameContains, externalId, parentId: parent, sort, limit }) => {
    const parentId = parent === undefined ? undefined : ids.sent(parent);
    const query = { limit: String(limit), cursor, nameContains, externalId, parentId, sort };
    // Where nothing but the order can be what Focus doesn't take, "not there" means: not in this order.
    const tries = sort !== undefined && cursor === undefined;
    const answer = await read({ path: FOCUS_AREAS.path, query }, tries ? [MALFORMED] : []);
    // A list that isn't there is no empty list.
    if (!answer.ok) return answer.failure === 'absent' && !tries ? refused('focus_failed') : answer;
    const page = readPage(answer.value, cursor);
    if (!page) return refused('focus_failed');
    for (const value of page.values.slice(0, 1)) ids.learn(isObject(value) ? own(value, 'id') : undefined);
    const records = page.values.map(readFocusArea).filter((record) => record !== null);
    const unreadable = page.values.length - records.length;
    const { next, self } = page;
    return { ok: true, value: { records, unreadable, ...(next === undefined ? {} : { next }), ...(self === undefined ? {} : { self }) } };
  };

/** The record itself, or the record in an envelope of one. */
const unwrap = (body: unknown): unknown => {
  const values = isObject(body) ? own(body, 'values') : body;
  return Array.isArray(values) && values.length === 1 ? (values as readonly unknown[])[0] : body;
};

/** Whether focus areas are open to the connection's account at all: then a 403 speaks of one id alone. Asked once in an invocation. */
const openness = (read: Read): (() => Promise<FocusAnswer<unknown>>) => {
  let asked: Promise<FocusAnswer<unknown>> | undefined;
  return () => (asked ??= read({ path: FOCUS_AREAS.path, query: { limit: '1' } }));
};

const getFocusArea = (read: Read, ids: FocusIds, { forbidsAbsent }: Manners): Focus['getFocusArea'] => {
  const open = openness(read);
  return async (id) => {
    if (!ID_PATTERN.test(id)) return refused('absent');
    const one = read({ path: FOCUS_AREAS.path, id: ids.sent(id) }, forbidsAbsent ? [MALFORMED, FORBIDDEN] : [MALFORMED]);
    // Side by side and whatever the answer: absent and there take the same calls and the same time.
    const [answer, areas] = await Promise.all([one, forbidsAbsent ? open() : undefined]);
    // Where the list is closed too, it isn't the id that is meant.
    if (!answer.ok) return answer.failure === 'absent' && areas?.ok === false ? areas : answer;
    const record = readFocusArea(unwrap(answer.value));
    // Another record than the one asked for is nonsense, and must not be decided on by the id that was asked.
    return record?.id === id ? { ok: true, value: record } : refused('focus_failed');
  };
};

/**
 * Opens Focus for one invocation. `connection` undefined = nothing is connected, every call says so.
 * `site.cloudId` comes from Forge's own context; `bearers` keeps bearers between invocations; `now` in ms since the epoch.
 */
export const openFocus = ({
  connection,
  site,
  budget,
  now,
  bearers,
}: {
  readonly connection: Connection | undefined;
  readonly site: { readonly cloudId: string };
  readonly budget: Budget;
  readonly now: () => number;
  readonly bearers?: BearerShelf;
}): Focus => {
  if (!connection) return UNCONNECTED;
  const signIn = signInWith(connection, { cloudId: site.cloudId, budget, now, ...(bearers ? { bearers } : {}) });
  const { manners = {} } = connection;
  const read = reader(asking(signIn, budget, PATIENCE));
  const ids = focusIds(manners);
  return { listFocusAreas: listFocusAreas(read, ids), getFocusArea: getFocusArea(read, ids, manners) };
};
