import { ID_PATTERN } from '../exposure/catalogue/catalogue';
import { boundedFetch } from './bounded-fetch';
import type { Budget } from './budget';
import { FOCUS_AREAS } from './endpoints';
import { isObject, own, readFocusArea, readPage } from './read-answer';
import type { FocusAreaRecord } from './read-answer';
import { SIGN_INS, refusalOf } from './sign-in';
import type { BearerShelf, Connection, FocusFailure, FocusRefusal, SignIn } from './sign-in';

export type FocusAnswer<T> = { readonly ok: true; readonly value: T } | FocusRefusal;

interface FocusAreaPage {
  readonly records: readonly FocusAreaRecord[];
  /** Focus's own cursor for the next page; absent on the last. Never leaves the back end as it is. */
  readonly next?: string;
  /** Values on the page that were no focus areas. */
  readonly unreadable: number;
}

interface ListQuery {
  readonly cursor?: string;
  readonly nameContains?: string;
  /** Reduces traffic only: whether Focus means children or all below is not documented. */
  readonly parentId?: string;
  /** 1 to 100; Focus may give fewer or more. */
  readonly limit: number;
}

/** Focus as one invocation may use it. */
export interface Focus {
  /** Whether the credential is taken; the calls below sign in by themselves. */
  readonly signIn: () => Promise<FocusAnswer<null>>;
  /** Any read below `/v1/`, for what has no reader of its own yet. `path` comes from endpoints.ts, ids in it are checked by the caller. */
  readonly read: (
    path: string,
    query?: Readonly<Record<string, string | undefined>>,
    /** Statuses that mean "not there" besides 404 and 410. */
    absentOn?: readonly number[],
  ) => Promise<FocusAnswer<unknown>>;
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

/** For one record also this means "not there": the id is all that Focus could find malformed. */
const MALFORMED = 400;

const refused = (failure: FocusFailure, retryAfter?: number): FocusRefusal => ({
  ok: false,
  failure,
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

const UNCONNECTED: Focus = {
  signIn: async () => refused('focus_not_connected'),
  read: async () => refused('focus_not_connected'),
  listFocusAreas: async () => refused('focus_not_connected'),
  getFocusArea: async () => refused('focus_not_connected'),
};

const reader =
  (signIn: SignIn, budget: Budget): Focus['read'] =>
  async (path, query, absentOn = []) => {
    const ask = (authorization: string) =>
      boundedFetch(signIn.url(path, query), { method: 'GET', headers: { accept: 'application/json', authorization } }, budget.takeCall());
    const signed = await signIn.authorization();
    if (!signed.ok) return signed;
    let answer = await ask(signed.authorization);
    if (answer.ok && answer.status === 401) {
      const again = await signIn.renewed(signed.authorization);
      if (again && !again.ok) return again;
      if (again) answer = await ask(again.authorization);
    }
    if (!answer.ok) return refusalOf(answer);
    if (answer.status >= 200 && answer.status < 300) return { ok: true, value: answer.body };
    return absentOn.includes(answer.status) ? refused('absent') : refused(BY_STATUS[answer.status] ?? 'focus_failed', answer.retryAfter);
  };

const listFocusAreas =
  (read: Focus['read']): Focus['listFocusAreas'] =>
  async ({ cursor, nameContains, parentId, limit }) => {
    const answer = await read(FOCUS_AREAS.path, { limit: String(limit), cursor, nameContains, parentId });
    // A list that isn't there is no empty list.
    if (!answer.ok) return answer.failure === 'absent' ? refused('focus_failed') : answer;
    const page = readPage(answer.value, cursor);
    if (!page) return refused('focus_failed');
    const records = page.values.map(readFocusArea).filter((record) => record !== null);
    const unreadable = page.values.length - records.length;
    return { ok: true, value: { records, unreadable, ...(page.next === undefined ? {} : { next: page.next }) } };
  };

/** The record itself, or the record in an envelope of one. */
const unwrap = (body: unknown): unknown => {
  const values = isObject(body) ? own(body, 'values') : body;
  return Array.isArray(values) && values.length === 1 ? (values as readonly unknown[])[0] : body;
};

const getFocusArea =
  (read: Focus['read']): Focus['getFocusArea'] =>
  async (id) => {
    if (!ID_PATTERN.test(id)) return refused('absent');
    const answer = await read(`${FOCUS_AREAS.path}/${id}`, {}, [MALFORMED]);
    if (!answer.ok) return answer;
    const record = readFocusArea(unwrap(answer.value));
    // Another record than the one asked for is nonsense, and must not be decided on by the id that was asked.
    return record?.id === id ? { ok: true, value: record } : refused('focus_failed');
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
  const signIn = SIGN_INS[connection.kind](connection, { cloudId: site.cloudId, budget, now, ...(bearers ? { bearers } : {}) });
  const read = reader(signIn, budget);
  return {
    signIn: async () => {
      const signed = await signIn.authorization();
      return signed.ok ? { ok: true, value: null } : signed;
    },
    read,
    listFocusAreas: listFocusAreas(read),
    getFocusArea: getFocusArea(read),
  };
};
