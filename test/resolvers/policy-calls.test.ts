import { JONAS, MIRA, PART, openPages, plant, policyOf, publishPolicy, stored, valueOf } from './pages';
import type { Pages } from './pages';
import type { AudiencePart, Policy } from '../../src/exposure/policy/policy';

const SCOPE = 'read:focus-area:custom';
const narrow: AudiencePart = {
  enabled: true,
  grants: { focusArea: { actions: ['list'], fields: { name: 'show' }, records: { under: ['fa-1'] } } },
};

describe('the policy through the admin page', () => {
  let pages: Pages;
  beforeEach(async () => {
    pages = await openPages();
  });
  afterEach(() => pages.site.close());

  test('at first nothing is published, nothing is open, and looking writes nothing', async () => {
    pages.site.kvs.resetCounters();
    const overview = valueOf(await pages.admin('overview'));
    expect(overview).toMatchObject({
      serving: true,
      live: { number: 0 },
      livePolicy: { format: 1, serving: true, audiences: {} },
      unreadable: [],
      connection: { kind: 'none' },
      cloudId: pages.site.identity.cloudId,
    });
    expect(overview).not.toHaveProperty('draft');
    expect(overview.audiences.map(({ state }) => state)).toEqual(['closed', 'closed']);
    expect(pages.site.kvs.counters().writes.calls).toBe(0);
  });

  test('a draft is kept, reviewed and published, and then decides', async () => {
    const draft = valueOf(await pages.admin('saveDraft', { version: 0, policy: policyOf({ [SCOPE]: PART }) }));
    expect(draft).toMatchObject({ version: 1, startedFrom: 0, savedBy: { accountId: MIRA }, policy: policyOf({ [SCOPE]: PART }) });
    expect(valueOf(await pages.admin('overview'))).toMatchObject({ draft, live: { number: 0 } });

    const review = valueOf(await pages.admin('review'));
    expect(review).toMatchObject({ draft, live: { number: 0 } });
    expect(review.changes.map(({ audience, code }) => `${audience} ${code}`)).toContain(`${SCOPE} audience_enabled`);

    const revision = valueOf(await pages.admin('publish', { version: 1, liveRevision: 0, note: 'First light' }, JONAS));
    expect(revision).toMatchObject({ number: 1, note: 'First light', by: { accountId: JONAS } });

    const after = valueOf(await pages.admin('overview'));
    expect(after).toMatchObject({ serving: true, live: revision, livePolicy: policyOf({ [SCOPE]: PART }) });
    expect(after).not.toHaveProperty('draft');
    expect(after.audiences.map(({ audience, state }) => `${audience} ${state}`)).toEqual([`${SCOPE} open`, 'app-users closed']);
  });

  test('every known audience gets a part at each publish, so that the master switch answers everywhere', async () => {
    await publishPolicy(pages, policyOf({ [SCOPE]: PART }));
    valueOf(await pages.admin('setServing', { serving: false, liveRevision: 1 }));
    expect(await stored(pages.site, 'live', 'app-users')).toMatchObject({
      revision: 2,
      body: { serving: false, part: { enabled: false } },
    });
    expect(await pages.viewer('summary')).toMatchObject({ ok: false, refusal: { code: 'exposure_off' } });
    expect(valueOf(await pages.admin('overview')).audiences.map(({ state }) => state)).toEqual(['off', 'off']);
  });

  test('publishing for one audience leaves the digest of another as it was', async () => {
    const digests = async () =>
      Promise.all(
        [SCOPE, 'app-users'].map(async (key) => ((await stored(pages.site, 'live', key)) as { body: { digest: string } }).body.digest),
      );
    await publishPolicy(pages, policyOf({ [SCOPE]: PART }));
    const [scope, users] = await digests();
    await publishPolicy(pages, policyOf({ [SCOPE]: narrow }));
    const [scopeNow, usersNow] = await digests();
    expect(usersNow).toBe(users);
    expect(scopeNow).not.toBe(scope);
  });

  test('who published is kept apart from the policy', async () => {
    await publishPolicy(pages, policyOf());
    const revision = (await stored(pages.site, 'revision', 'r:0000000001')) as { body: { policy: Policy; by: string } };
    expect(revision.body.by).toBe(MIRA);
    expect(JSON.stringify(revision.body.policy)).not.toContain(MIRA);
    expect(JSON.stringify(await stored(pages.site, 'live', SCOPE))).not.toContain(MIRA);
    expect(JSON.stringify(await stored(pages.site, 'policy', 'draft'))).not.toContain(MIRA);
  });

  test('a stored part stays far below what a read is counted by', async () => {
    const fields = Object.fromEntries(
      [
        'id',
        'name',
        'status',
        'description',
        'externalId',
        'focusAreaTypeId',
        'owner.id',
        'parentId',
        'path',
        'draft',
        'targetDate',
        'targetDateType',
      ].map((name) => [name, 'show' as const]),
    );
    const under = Array.from({ length: 20 }, (_, index) => `${String(index).padStart(2, '0')}${'a'.repeat(62)}`);
    const largest: AudiencePart = {
      enabled: true,
      expiresAt: '2099-01-01T00:00:00Z',
      grants: { focusArea: { actions: ['list', 'get'], fields, records: { under } } },
    };
    await publishPolicy(pages, policyOf({ [SCOPE]: largest, 'app-users': largest }));
    expect(JSON.stringify(await stored(pages.site, 'live', SCOPE)).length).toBeLessThan(10_240);
  });

  describe('two admins', () => {
    test('save from the same draft: the second is shown the first one’s, and nothing is overwritten', async () => {
      valueOf(await pages.admin('saveDraft', { version: 0, policy: policyOf({ [SCOPE]: PART }) }));
      const second = await pages.admin('saveDraft', { version: 0, policy: policyOf({ 'app-users': narrow }) }, JONAS);
      expect(second).toMatchObject({
        ok: false,
        refusal: { code: 'draft_changed' },
        conflict: { draft: { version: 1, savedBy: { accountId: MIRA }, policy: policyOf({ [SCOPE]: PART }) }, live: { number: 0 } },
      });
      expect(valueOf(await pages.admin('overview')).draft).toMatchObject({ version: 1, policy: policyOf({ [SCOPE]: PART }) });
    });

    test('save at the same moment: one wins, the other is told', async () => {
      const answers = await Promise.all([MIRA, JONAS].map((who) => pages.admin('saveDraft', { version: 0, policy: policyOf() }, who)));
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
      expect(answers.find((answer) => !answer.ok)).toMatchObject({
        refusal: { code: 'draft_changed' },
        conflict: { draft: { version: 1 } },
      });
    });

    test('publish what both reviewed at the same moment: one wins, the other sees what is live now', async () => {
      valueOf(await pages.admin('saveDraft', { version: 0, policy: policyOf() }));
      const answers = await Promise.all(
        [MIRA, JONAS].map((who) => pages.admin('publish', { version: 1, liveRevision: 0, note: `by ${who}` }, who)),
      );
      const won = answers.find((answer) => answer.ok);
      expect(won).toMatchObject({ ok: true, value: { number: 1 } });
      expect(answers.find((answer) => !answer.ok)).toMatchObject({
        refusal: { code: 'live_changed' },
        conflict: { live: won?.ok ? won.value : {}, livePolicy: policyOf() },
      });
      expect(valueOf(await pages.admin('overview')).live).toMatchObject({ number: 1 });
    });

    test('one publishes what the other has changed since the review: nothing is published, the change is there', async () => {
      valueOf(await pages.admin('saveDraft', { version: 0, policy: policyOf() }));
      valueOf(await pages.admin('saveDraft', { version: 1, policy: policyOf({ [SCOPE]: narrow }) }, JONAS));
      expect(await pages.admin('publish', { version: 1, liveRevision: 0, note: '' })).toMatchObject({
        ok: false,
        refusal: { code: 'draft_changed' },
        conflict: { draft: { version: 2, policy: policyOf({ [SCOPE]: narrow }) }, live: { number: 0 } },
      });
      expect(valueOf(await pages.admin('overview'))).toMatchObject({ live: { number: 0 }, draft: { version: 2 } });
    });

    test('a page that saw the first draft can’t take a later one for it', async () => {
      valueOf(await pages.admin('saveDraft', { version: 0, policy: policyOf() }));
      valueOf(await pages.admin('discardDraft', { version: 1 }, JONAS));
      valueOf(await pages.admin('saveDraft', { version: 0, policy: policyOf({ [SCOPE]: narrow }) }, JONAS));
      expect(await pages.admin('saveDraft', { version: 1, policy: policyOf() })).toMatchObject({ refusal: { code: 'draft_changed' } });
      expect(await pages.admin('publish', { version: 1, liveRevision: 0, note: '' })).toMatchObject({ refusal: { code: 'draft_changed' } });
      expect(await pages.admin('discardDraft', { version: 1 })).toMatchObject({ refusal: { code: 'draft_changed' } });
    });
  });

  describe('the master switch', () => {
    test('is a revision of its own and leaves the draft’s content as it was', async () => {
      await publishPolicy(pages, policyOf());
      valueOf(await pages.admin('saveDraft', { version: 0, policy: policyOf({ [SCOPE]: narrow }) }));
      const off = valueOf(await pages.admin('setServing', { serving: false, liveRevision: 1 }, JONAS));
      expect(off).toMatchObject({ number: 2, by: { accountId: JONAS }, note: 'master switch: off' });

      const overview = valueOf(await pages.admin('overview'));
      expect(overview).toMatchObject({ serving: false, live: off, livePolicy: policyOf(undefined, false) });
      expect(overview.draft).toMatchObject({ startedFrom: 2, savedBy: { accountId: MIRA }, policy: policyOf({ [SCOPE]: narrow }, false) });

      const on = valueOf(await pages.admin('setServing', { serving: true, liveRevision: 2 }));
      const again = valueOf(await pages.admin('overview'));
      expect(again).toMatchObject({ serving: true, live: on, livePolicy: policyOf() });
      expect(again.draft).toMatchObject({ startedFrom: 3, policy: policyOf({ [SCOPE]: narrow }) });
      expect(valueOf(await pages.admin('publish', { version: again.draft?.version ?? 0, liveRevision: 3, note: '' })).number).toBe(4);
    });

    test('that was turned off is not turned on by a draft of a page that didn’t see it', async () => {
      await publishPolicy(pages, policyOf());
      valueOf(await pages.admin('setServing', { serving: false, liveRevision: 1 }, JONAS));
      const draft = valueOf(await pages.admin('saveDraft', { version: 0, policy: policyOf({ [SCOPE]: narrow }) }));
      expect(draft.policy).toEqual(policyOf({ [SCOPE]: narrow }, false));
      valueOf(await pages.admin('publish', { version: draft.version, liveRevision: 2, note: '' }));
      expect(valueOf(await pages.admin('overview'))).toMatchObject({ serving: false, live: { number: 3 } });
    });

    test('can be turned off by a published policy', async () => {
      await publishPolicy(pages, policyOf());
      await publishPolicy(pages, policyOf(undefined, false));
      expect(await pages.viewer('summary')).toMatchObject({ refusal: { code: 'exposure_off' } });
    });

    test('works before anything was published, and twice the same is nothing', async () => {
      expect(valueOf(await pages.admin('setServing', { serving: false, liveRevision: 0 }))).toMatchObject({ number: 1 });
      expect(await pages.admin('setServing', { serving: false, liveRevision: 1 })).toMatchObject({
        refusal: { code: 'nothing_to_publish' },
      });
      expect(await pages.admin('setServing', { serving: true, liveRevision: 0 })).toMatchObject({
        refusal: { code: 'live_changed' },
        conflict: { live: { number: 1 } },
      });
    });

    test('is not held up by a draft that is saved at the same moment, and that draft follows it', async () => {
      await publishPolicy(pages, policyOf());
      const { faults } = pages.site.kvs;
      let saved: Promise<unknown> | undefined;
      faults.onCall = async ({ phase, operation, items }) => {
        if (saved || phase !== 'before' || operation !== 'transaction' || !items.some(({ entityName }) => entityName === 'live')) return;
        saved = pages.admin('saveDraft', { version: 0, policy: policyOf({ [SCOPE]: narrow }) }, JONAS);
        await saved;
      };
      const off = await pages.admin('setServing', { serving: false, liveRevision: 1 });
      faults.onCall = null;
      expect(await saved).toMatchObject({ ok: true });
      expect(off).toMatchObject({ ok: true, value: { number: 2 } });
      expect(valueOf(await pages.admin('overview'))).toMatchObject({
        serving: false,
        draft: { startedFrom: 2, policy: policyOf({ [SCOPE]: narrow }, false) },
      });
    });
  });

  test.each<[string, () => Promise<unknown>]>([
    ['no draft', async () => pages.admin('publish', { version: 0, liveRevision: 0, note: '' })],
    [
      'a draft that says what is live',
      async () => {
        await publishPolicy(pages, policyOf());
        valueOf(await pages.admin('saveDraft', { version: 0, policy: policyOf() }));
        const { draft } = valueOf(await pages.admin('overview'));
        return pages.admin('publish', { version: draft?.version ?? 0, liveRevision: 1, note: '' });
      },
    ],
  ])('with %s there is nothing to publish', async (_what, act) => {
    expect(await act()).toMatchObject({ ok: false, refusal: { code: 'nothing_to_publish' } });
  });

  test('a review without a draft says that there is nothing', async () => {
    expect(await pages.admin('review')).toMatchObject({ refusal: { code: 'nothing_to_publish' } });
  });

  describe('what is stored and can’t be read', () => {
    const GARBAGE: [string, unknown][] = [
      ['no object at all', { revision: 1, body: 'garbage' }],
      ['an unknown format', { revision: 1, body: { format: 2, serving: true, digest: '', cloudId: '', installationId: null, part: {} } }],
      ['an empty body', { revision: 1, body: {} }],
    ];

    test.each(GARBAGE)('(%s) closes that audience, is told to the admin, and leaves the others open', async (_what, value) => {
      await publishPolicy(pages, policyOf());
      await plant(pages.site, 'live', 'app-users', value);
      const overview = valueOf(await pages.admin('overview'));
      expect(overview.unreadable.map(({ audience }) => audience)).toEqual(['app-users']);
      expect(overview.unreadable[0]?.problems.length).toBeGreaterThan(0);
      expect(overview.audiences.map(({ audience, state }) => `${audience} ${state}`)).toEqual([`${SCOPE} open`, 'app-users unreadable']);
      expect(await pages.viewer('summary')).toMatchObject({ ok: false, refusal: { code: 'policy_unreadable' } });
    });

    const alterPart = async (alter: (body: Record<string, unknown>) => object): Promise<void> => {
      await publishPolicy(pages, policyOf());
      const { revision, body } = (await stored(pages.site, 'live', 'app-users')) as { revision: number; body: Record<string, unknown> };
      await plant(pages.site, 'live', 'app-users', { revision, body: { ...body, ...alter(body) } });
    };

    test.each<[string, (body: Record<string, unknown>) => object, string]>([
      ['of another cloud id', () => ({ cloudId: '99999999-2222-4333-8444-555555555555' }), 'other_site'],
      ['of another installation', () => ({ installationId: 'another' }), 'other_site'],
      ['whose text was altered', () => ({ part: PART, digest: 'x' }), 'digest_mismatch'],
    ])('a part %s is closed', async (_what, alter, code) => {
      await alterPart(alter);
      expect(valueOf(await pages.admin('overview')).unreadable).toMatchObject([{ audience: 'app-users', problems: [{ code }] }]);
      expect(await pages.viewer('summary')).toMatchObject({ refusal: { code: 'policy_unreadable' } });
    });

    test('a part is left as it lies by the master switch, which works all the same, and made anew by a publish', async () => {
      await publishPolicy(pages, policyOf());
      const garbage = { revision: 1, body: 'garbage' };
      await plant(pages.site, 'live', 'app-users', garbage);
      valueOf(await pages.admin('setServing', { serving: false, liveRevision: 1 }));
      expect(await stored(pages.site, 'live', 'app-users')).toEqual(garbage);
      expect(await stored(pages.site, 'live', SCOPE)).toMatchObject({ revision: 2, body: { serving: false } });
      valueOf(await pages.admin('setServing', { serving: true, liveRevision: 2 }));
      expect(await stored(pages.site, 'live', 'app-users')).toEqual(garbage);

      valueOf(await pages.admin('saveDraft', { version: 0, policy: policyOf() }));
      const { draft, changes } = valueOf(await pages.admin('review'));
      expect(changes.filter(({ widens }) => widens).map(({ audience }) => audience)).toContain('app-users');
      valueOf(await pages.admin('publish', { version: draft.version, liveRevision: 3, note: '' }));
      expect(valueOf(await pages.admin('overview')).unreadable).toEqual([]);
    });

    test('a revision hides the policy, and the switch turns off all the same but not on', async () => {
      await publishPolicy(pages, policyOf());
      await plant(pages.site, 'revision', 'r:0000000001', { number: 1, body: 'garbage' });
      const overview = valueOf(await pages.admin('overview'));
      expect(overview).not.toHaveProperty('livePolicy');
      expect(overview.live.number).toBe(1);
      valueOf(await pages.admin('setServing', { serving: false, liveRevision: 1 }));
      await plant(pages.site, 'revision', 'r:0000000002', { number: 2, body: 'garbage' });
      expect(await pages.admin('setServing', { serving: true, liveRevision: 2 })).toMatchObject({ refusal: { code: 'policy_unreadable' } });
      expect(await pages.viewer('summary')).toMatchObject({ refusal: { code: 'exposure_off' } });
    });

    test('a draft is told, never overwritten, never published, and dropped only knowingly', async () => {
      valueOf(await pages.admin('saveDraft', { version: 0, policy: policyOf() }));
      const garbage = { revision: 0, version: 7, body: { format: 9, precious: true } };
      await plant(pages.site, 'policy', 'draft', garbage);
      const overview = valueOf(await pages.admin('overview'));
      expect(overview).not.toHaveProperty('draft');
      expect(overview.draftUnreadable).toMatchObject({ version: 7 });

      const unreadable = { ok: false, refusal: { code: 'policy_unreadable' } };
      for (const version of [0, 7]) expect(await pages.admin('saveDraft', { version, policy: policyOf() })).toMatchObject(unreadable);
      expect(await pages.admin('review')).toMatchObject(unreadable);
      expect(await pages.admin('publish', { version: 7, liveRevision: 0, note: '' })).toMatchObject(unreadable);
      expect(valueOf(await pages.admin('setServing', { serving: false, liveRevision: 0 })).number).toBe(1);
      expect(await stored(pages.site, 'policy', 'draft')).toEqual(garbage);

      expect(await pages.admin('discardDraft', { version: 0 })).toMatchObject({ refusal: { code: 'draft_changed' } });
      expect(await pages.admin('discardDraft', { version: 7 })).toEqual({ ok: true, value: null });
      expect(valueOf(await pages.admin('saveDraft', { version: 0, policy: policyOf() })).version).toBe(9);
    });

    test('a head hides the policy; its revision is still counted on, so the switch turns off', async () => {
      await publishPolicy(pages, policyOf());
      await plant(pages.site, 'policy', 'head', { revision: 1, version: 0, body: 'garbage' });
      expect(valueOf(await pages.admin('overview'))).not.toHaveProperty('livePolicy');
      expect(valueOf(await pages.admin('setServing', { serving: false, liveRevision: 1 })).number).toBe(2);
      expect(await pages.viewer('summary')).toMatchObject({ refusal: { code: 'exposure_off' } });
      expect(valueOf(await pages.admin('overview'))).toMatchObject({ serving: false, livePolicy: policyOf(undefined, false) });
    });

    test('a head without a revision stops every writing, and says so', async () => {
      await publishPolicy(pages, policyOf());
      await plant(pages.site, 'policy', 'head', { revision: -1, version: 0, body: {} });
      const unreadable = { ok: false, refusal: { code: 'policy_unreadable' } };
      expect(await pages.admin('overview')).toMatchObject(unreadable);
      expect(await pages.admin('saveDraft', { version: 0, policy: policyOf() })).toMatchObject(unreadable);
      expect(await pages.admin('setServing', { serving: false, liveRevision: 1 })).toMatchObject(unreadable);
      expect(await stored(pages.site, 'policy', 'head')).toMatchObject({ revision: -1 });
    });
  });
});
