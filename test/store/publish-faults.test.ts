import { JONAS, MIRA, PART, openPages, policyOf, stored, valueOf } from '../resolvers/pages';
import type { Pages } from '../resolvers/pages';
import type { KvsCall } from '../../local/kvs/faults';
import type { Policy } from '../../src/exposure/policy/policy';

const SCOPE = 'read:focus-area:custom';
const OLD: Policy = policyOf({ [SCOPE]: PART });
const NEW: Policy = policyOf({ 'app-users': PART });

/** A site with a published policy and a draft that would change every part of it. */
const prepared = async (): Promise<Pages> => {
  const pages = await openPages();
  const first = valueOf(await pages.admin('saveDraft', { version: 0, policy: OLD }));
  valueOf(await pages.admin('publish', { version: first.version, liveRevision: 0, note: 'old' }));
  valueOf(await pages.admin('saveDraft', { version: 0, policy: NEW }));
  return pages;
};

const DRAFT = 3;

const acts = {
  publish: (pages: Pages) => pages.admin('publish', { version: DRAFT, liveRevision: 1, note: 'new' }),
  'turn off': (pages: Pages) => pages.admin('setServing', { serving: false, liveRevision: 1 }),
} as const;

/** What lies in storage, as one word: everything of the old, everything of the new, or a mixture. */
const lies = async ({ site }: Pages, act: keyof typeof acts): Promise<string> => {
  const [head, draft, scope, users, second] = await Promise.all([
    stored(site, 'policy', 'head'),
    stored(site, 'policy', 'draft'),
    stored(site, 'live', SCOPE),
    stored(site, 'live', 'app-users'),
    stored(site, 'revision', 'r:0000000002'),
  ]);
  const seen = JSON.stringify([head, draft, scope, users, second].map((value) => (value as { revision?: number } | undefined)?.revision));
  const isOpen = (value: unknown): boolean => (value as { body: { part: { enabled: boolean }; serving: boolean } }).body.part.enabled;
  const open = `${String(isOpen(scope))} ${String(isOpen(users))}`;
  const serving = (value: unknown): boolean => (value as { body: { serving: boolean } }).body.serving;
  const on = `${String(serving(head))} ${String(serving(scope))} ${String(serving(users))}`;
  const had = (draft as { body: object }).body;
  const isOld = seen === '[1,1,1,1,null]' && open === 'true false' && on === 'true true true' && 'policy' in had && second === undefined;
  if (isOld) return 'old';
  const landed = seen === '[2,2,2,2,null]' && second !== undefined;
  const isNew =
    act === 'publish'
      ? landed && open === 'false true' && on === 'true true true' && !('policy' in had)
      : landed && open === 'true false' && on === 'false false false' && 'policy' in had;
  return isNew ? 'new' : JSON.stringify({ seen, open, on, draft: had });
};

/** The KVS calls that an act makes when nothing fails. */
const callsOf = async (act: keyof typeof acts): Promise<readonly string[]> => {
  const pages = await prepared();
  const calls: string[] = [];
  pages.site.kvs.faults.onCall = async ({ phase, operation, items }: KvsCall) => {
    if (phase === 'before') calls.push(`${operation} ${items.map(({ key }) => key).join(',')}`);
  };
  valueOf(await acts[act](pages));
  pages.site.kvs.faults.onCall = null;
  expect(await lies(pages, act)).toBe('new');
  await pages.site.close();
  return calls;
};

describe.each(Object.keys(acts) as (keyof typeof acts)[])('%s, with storage failing', (act) => {
  test('makes one transaction for head, draft, revision and parts, and no other write', async () => {
    const calls = await callsOf(act);
    const writes = calls.filter((call) => !call.startsWith('entity/get'));
    expect(writes).toHaveLength(1);
    const keys = writes[0]?.replace('transaction ', '').split(',').sort();
    expect(keys).toEqual(['app-users', 'draft', 'head', 'r:0000000002', SCOPE]);
  });

  test('at any of its calls, before or after it acted, leaves old or new, whole, and never claims what isn’t there', async () => {
    const calls = await callsOf(act);
    expect(calls.length).toBeGreaterThan(4);
    for (let nth = 1; nth <= calls.length; nth++) {
      for (const when of ['before', 'after'] as const) {
        const pages = await prepared();
        pages.site.kvs.faults.set({ nth, when, answer: { status: 500 } });
        const answer = await acts[act](pages);
        pages.site.kvs.faults.set(null);
        const found = await lies(pages, act);
        const what = `${when} call ${String(nth)}, ${calls[nth - 1] ?? ''}`;
        expect([what, found]).toEqual([what, expect.stringMatching(/^(old|new)$/)]);
        expect([what, answer.ok ? 'new' : 'old']).toEqual([what, found]);
        if (!answer.ok) {
          expect(answer).toMatchObject({ refusal: { code: 'storage_failed' } });
          valueOf(await acts[act](pages));
        }
        await pages.site.close();
      }
    }
  }, 60_000);

  test.each<[string, Parameters<Pages['site']['kvs']['faults']['set']>[0], boolean]>([
    ['is throttled', { operation: 'transaction', when: 'before', answer: { status: 429 } }, false],
    ['fails once before it acted: it is sent again', { operation: 'transaction', nth: 1, when: 'before', answer: { status: 503 } }, true],
    [
      'acts and its answer is lost: it is found to be there',
      { operation: 'transaction', nth: 1, when: 'after', answer: { status: 503 } },
      true,
    ],
    ['acts and never answers: it is found to be there', { operation: 'transaction', nth: 1, when: 'after', answer: 'never' }, true],
    ['fails every time', { operation: 'transaction', when: 'before', answer: { status: 500 } }, false],
  ])(
    'when the transaction %s',
    async (_what, fault, done) => {
      const pages = await prepared();
      pages.site.kvs.faults.set(fault);
      const answer = await acts[act](pages);
      pages.site.kvs.faults.set(null);
      expect(answer.ok).toBe(done);
      if (!answer.ok) expect(answer.refusal.code).toBe('storage_failed');
      expect(await lies(pages, act)).toBe(done ? 'new' : 'old');
      await pages.site.close();
    },
    20_000,
  );

  test('when the answer is lost and somebody else publishes meanwhile, the first is still told that it landed', async () => {
    const pages = await prepared();
    const { faults } = pages.site.kvs;
    let followed = false;
    faults.onCall = async ({ phase, operation, status }) => {
      if (followed || phase !== 'after' || operation !== 'transaction' || status !== 204) return;
      followed = true;
      valueOf(await pages.admin('setServing', { serving: act === 'turn off', liveRevision: 2 }));
    };
    faults.set({ operation: 'transaction', nth: 1, when: 'after', answer: { status: 500 } });
    const answer = await acts[act](pages);
    faults.onCall = null;
    faults.set(null);
    expect(followed).toBe(true);
    expect(answer).toMatchObject({ ok: true, value: { number: 2 } });
    expect(valueOf(await pages.admin('overview')).live).toMatchObject({ number: 3 });
    await pages.site.close();
  });

  test('when somebody else publishes between reading and the transaction, it is told and writes nothing', async () => {
    const pages = await prepared();
    const { faults } = pages.site.kvs;
    let other = false;
    faults.onCall = async ({ phase, operation }) => {
      if (other || phase !== 'before' || operation !== 'transaction') return;
      other = true;
      valueOf(await pages.admin('setServing', { serving: false, liveRevision: 1 }));
    };
    const answer = await acts[act](pages);
    faults.onCall = null;
    expect(answer).toMatchObject({
      ok: false,
      refusal: { code: 'live_changed' },
      conflict: { live: { number: 2, by: { accountId: MIRA } }, draft: { policy: { ...NEW, serving: false } } },
    });
    expect(valueOf(await pages.admin('overview')).live).toMatchObject({ number: 2, note: 'master switch: off' });
    await pages.site.close();
  });
});

/** Runs `act`, and `between` once just before its transaction reaches storage. */
const interrupted = async <T>(pages: Pages, act: () => Promise<T>, between: () => Promise<unknown>): Promise<T> => {
  const { faults } = pages.site.kvs;
  let met = false;
  faults.onCall = async ({ phase, operation }) => {
    if (met || phase !== 'before' || operation !== 'transaction') return;
    met = true;
    await between();
  };
  const given = await act();
  faults.onCall = null;
  expect(met).toBe(true);
  return given;
};

describe('between reading and writing', () => {
  let pages: Pages;
  afterEach(() => pages.site.close());

  test('a draft saved by somebody else is neither published nor lost', async () => {
    pages = await prepared();
    const answer = await interrupted(
      pages,
      () => acts.publish(pages),
      async () => valueOf(await pages.admin('saveDraft', { version: DRAFT, policy: OLD })),
    );
    expect(answer).toMatchObject({
      refusal: { code: 'draft_changed' },
      conflict: { live: { number: 1 }, draft: { version: DRAFT + 1, policy: OLD } },
    });
    expect(valueOf(await pages.admin('overview'))).toMatchObject({ live: { number: 1 }, draft: { version: DRAFT + 1, policy: OLD } });
  });

  test('without any draft, the switch turned by two is one revision, and the other one is told', async () => {
    pages = await prepared();
    valueOf(await pages.admin('discardDraft', { version: DRAFT }));
    const answer = await interrupted(
      pages,
      () => acts['turn off'](pages),
      async () => valueOf(await pages.admin('setServing', { serving: false, liveRevision: 1 }, JONAS)),
    );
    expect(answer).toMatchObject({ refusal: { code: 'live_changed' }, conflict: { live: { number: 2, by: { accountId: JONAS } } } });
    expect(await stored(pages.site, 'revision', 'r:0000000002')).toMatchObject({ body: { by: JONAS } });
  });

  test('a first draft starts from the revision that is live when it is written, with its switch', async () => {
    pages = await prepared();
    valueOf(await pages.admin('discardDraft', { version: DRAFT }));
    const answer = await interrupted(
      pages,
      () => pages.admin('saveDraft', { version: 0, policy: NEW }),
      async () => valueOf(await acts['turn off'](pages)),
    );
    expect(valueOf(answer)).toMatchObject({ startedFrom: 2, policy: { ...NEW, serving: false } });
    expect(valueOf(await pages.admin('overview')).draft).toMatchObject({ startedFrom: 2, policy: { ...NEW, serving: false } });
  });

  test('a publish that storage refused, with its number taken by another one, is not told as done', async () => {
    pages = await prepared();
    const { faults } = pages.site.kvs;
    let sent = false;
    let met = false;
    faults.set({ operation: 'transaction', nth: 1, when: 'before', answer: { status: 500 } });
    faults.onCall = async ({ phase, operation, items }) => {
      if (operation === 'transaction') sent = true;
      // The first read after the failed transaction is the one that reads the head back.
      if (met || !sent || phase !== 'before' || items[0]?.key !== 'head' || operation !== 'entity/get') return;
      met = true;
      valueOf(await pages.admin('setServing', { serving: false, liveRevision: 1 }, JONAS));
    };
    const answer = await acts.publish(pages);
    faults.onCall = null;
    faults.set(null);
    expect(met).toBe(true);
    expect(answer).toMatchObject({ refusal: { code: 'live_changed' }, conflict: { live: { number: 2, by: { accountId: JONAS } } } });
  });
});

describe('a draft, with storage failing', () => {
  test('at any call of a save: the old draft or the new one, and never a claim that isn’t so', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let nth = 1; nth <= 3; nth++) {
        const pages = await prepared();
        pages.site.kvs.faults.set({ nth, when, answer: { status: 500 } });
        const answer = await pages.admin('saveDraft', { version: DRAFT, policy: OLD });
        pages.site.kvs.faults.set(null);
        const { draft } = valueOf(await pages.admin('overview'));
        expect(draft?.policy).toEqual(answer.ok ? OLD : NEW);
        if (!answer.ok) expect(answer.refusal.code).toBe('storage_failed');
        await pages.site.close();
      }
    }
  }, 30_000);

  test('at any call of a first save, the next one goes through', async () => {
    for (let nth = 1; nth <= 7; nth++) {
      const pages = await openPages();
      pages.site.kvs.faults.set({ nth, when: 'after', answer: { status: 500 } });
      const answer = await pages.admin('saveDraft', { version: 0, policy: OLD });
      pages.site.kvs.faults.set(null);
      if (!answer.ok) {
        expect(answer.refusal.code).toBe('storage_failed');
        valueOf(await pages.admin('saveDraft', { version: 0, policy: OLD }));
      }
      expect(valueOf(await pages.admin('overview')).draft?.policy).toEqual(OLD);
      await pages.site.close();
    }
  }, 30_000);
});

describe('reading, with storage failing', () => {
  test('an overview says so rather than showing half', async () => {
    const pages = await prepared();
    for (const fault of [
      { operation: 'entity/get', entityName: 'live', when: 'before' },
      { operation: 'entity/get', key: 'head', when: 'before' },
      { operation: 'entity/get', key: 'draft', when: 'before' },
      { operation: 'entity/get', key: 'r:*', when: 'before' },
      { operation: 'secret/get', when: 'before' },
    ] as const) {
      pages.site.kvs.faults.set({ ...fault, answer: { status: 500 } });
      expect(await pages.admin('overview')).toMatchObject({ ok: false, refusal: { code: 'storage_failed' } });
    }
    await pages.site.close();
  });

  test('a summary is refused when its part doesn’t answer, in time', async () => {
    const pages = await prepared();
    pages.site.kvs.faults.set({ operation: 'entity/get', key: 'app-users', when: 'before', answer: 'never' });
    const before = Date.now();
    expect(await pages.viewer('summary')).toMatchObject({ ok: false, refusal: { code: 'policy_unreadable' } });
    expect(Date.now() - before).toBeLessThan(5_000);
    await pages.site.close();
  }, 10_000);

  test('an overview read while somebody publishes shows the one or the other', async () => {
    const pages = await prepared();
    const { faults } = pages.site.kvs;
    let done = false;
    faults.onCall = async ({ phase, operation, items }) => {
      if (done || phase !== 'before' || operation !== 'entity/get' || items[0]?.key !== 'app-users') return;
      done = true;
      valueOf(await acts.publish(pages));
    };
    const overview = valueOf(await pages.admin('overview'));
    faults.onCall = null;
    expect(overview).toMatchObject({ live: { number: 2 }, livePolicy: NEW });
    expect(overview.audiences.map(({ state }) => state)).toEqual(['closed', 'open']);
    await pages.site.close();
  });
});
