import { randomFor } from '../../proof/cases/random';
import type { Random } from '../../proof/cases/random';
import { LIST } from '../../api-routes/api-site';
import { HANDLERS } from '../walks/handlers';
import { SHARED_ID, openCanarySite } from './canary-site';
import type { CanarySite } from './canary-site';

jest.setTimeout(120_000);

const SEED = 20_261_122;
const AREAS = 40;

type Answered = { readonly ok: boolean; readonly value?: Readonly<Record<string, unknown>> };

const publish = async (site: CanarySite, turn: number): Promise<void> => {
  const { value } = (await site.page('admin', 'overview')) as Answered;
  const { draft, live } = value as { readonly draft?: { readonly version: number }; readonly live: { readonly number: number } };
  const saved = (await site.page('admin', 'saveDraft', { version: draft?.version ?? 0, policy: site.policyOf(turn) })) as Answered;
  await site.page('admin', 'review');
  await site.page('admin', 'publish', { version: saved.value?.['version'], liveRevision: live.number, note: `${site.word} note ${turn}` });
};

const walk = async (site: CanarySite): Promise<void> => {
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    ({ cursor } = await site.fetchPage(`${LIST}?limit=7${cursor === '' ? '' : `&cursor=${cursor}`}`));
  }
};

/** What an admin, an integrator and an app user of a site do, each at their own pace. */
const actors = (site: CanarySite, turns: number): readonly (() => Promise<void>)[] => [
  async () => {
    for (let turn = 0; turn < turns; turn++) {
      await publish(site, turn);
      await site.page('admin', 'searchFocusAreas', { text: 'name' });
      await site.page('admin', 'nameFocusAreas', { ids: [`${site.word}-1`, SHARED_ID] });
      await site.page('admin', 'valuesSeen', { resource: 'focusArea', field: 'status' });
    }
  },
  async () => {
    for (let turn = 0; turn < turns; turn++) await walk(site);
  },
  async () => {
    for (let turn = 0; turn < turns * 3; turn++) {
      await site.fetchPage(`${LIST}/${SHARED_ID}`);
      await site.fetchPage(`${LIST}/${site.word}-${turn}`);
      await site.fetchPage(`${LIST}?sort=name&nameContains=${site.word}`);
    }
  },
  async () => {
    for (let turn = 0; turn < turns; turn++) {
      await site.page('summary', 'summary');
      await site.page('admin', 'testConnection', { kind: 'saved' });
      await site.page('admin', 'refreshHierarchy');
      await site.events.settle();
      await site.page('admin', 'hierarchy');
    }
  },
];

/** Where words or secrets of the other site were seen. */
const leaks = (site: CanarySite, other: CanarySite): readonly string[] =>
  Object.entries(site.trail).flatMap(([where, texts]: [string, readonly string[]]) =>
    texts.flatMap((text) =>
      [...other.canaries].filter((canary) => text.includes(canary)).map((canary) => `${where}: ${canary} in ${text.slice(0, 200)}`),
    ),
  );

const inTurns = async (sites: readonly CanarySite[], turns: number): Promise<void> => {
  const scripts = sites.map((site) => actors(site, turns));
  for (let at = 0; at < 4; at++) for (const script of scripts) await script[at]?.();
};

const atOnce = async (sites: readonly CanarySite[], turns: number): Promise<void> => {
  await Promise.all(sites.flatMap((site) => actors(site, turns)).map((act) => act()));
};

const WAYS = [
  ['one call after the other', inTurns],
  ['in the middle of each other’s calls', atOnce],
] as const;

describe('two sites in one process', () => {
  let sites: readonly CanarySite[] = [];
  const open = async (random: Random, load?: (handler: string) => unknown): Promise<readonly [CanarySite, CanarySite]> => {
    const loaded = load ? { load } : {};
    const alfa = await openCanarySite({
      word: 'ALFACANARY',
      cloudId: 'aaaaaaaa-1111-4111-8111-aaaaaaaaaaaa',
      shape: 'full',
      areas: AREAS,
      random,
      ...loaded,
    });
    const beta = await openCanarySite({
      word: 'BETACANARY',
      cloudId: 'bbbbbbbb-2222-4222-8222-bbbbbbbbbbbb',
      shape: 'bare',
      areas: AREAS,
      random,
      ...loaded,
    });
    sites = [alfa, beta];
    return [alfa, beta];
  };
  afterEach(async () => {
    for (const site of sites) await site.close();
  });

  test.each(WAYS)('share no byte of what is theirs, %s', async (_how, run) => {
    const [alfa, beta] = await open(randomFor(SEED, 0));
    await publish(alfa, 0);
    await publish(beta, 0);
    await run([alfa, beta], 2);

    for (const site of [alfa, beta]) {
      // Each was really used: its own word came by everywhere but in logs, and secrets were caught.
      expect(site.trail.answers.filter((text) => text.includes(site.word)).length).toBeGreaterThan(20);
      expect(site.trail.stored.some((text) => text.includes(site.word))).toBe(true);
      expect(site.trail.sent.some((text) => text.includes(site.word))).toBe(true);
      expect(site.trail.logs.length).toBeGreaterThan(0);
      expect(site.canaries.size).toBeGreaterThanOrEqual(6);
    }
    expect(leaks(alfa, beta)).toEqual([]);
    expect(leaks(beta, alfa)).toEqual([]);
  });

  test('give what they have of an id that both have, and take no cursor of each other', async () => {
    const [alfa, beta] = await open(randomFor(SEED, 1));
    for (const site of [alfa, beta]) {
      await publish(site, 0);
      await site.page('admin', 'refreshHierarchy');
      await site.events.settle();
    }
    const answers = await Promise.all([alfa, beta, alfa, beta].map((site) => site.fetchPage(`${LIST}/${SHARED_ID}`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const { cursor = '' } = await alfa.fetchPage(`${LIST}?limit=7`);
    expect(cursor).not.toBe('');
    expect((await alfa.fetchPage(`${LIST}?limit=7&cursor=${cursor}`)).status).toBe(200);
    const refused = await beta.fetchPage(`${LIST}?limit=7&cursor=${cursor}`);
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('cursor_invalid');
    expect([...leaks(alfa, beta), ...leaks(beta, alfa)]).toEqual([]);
  });

  test('are seen to share something, were an app to keep answers by their path alone', async () => {
    const kept = new Map<string, unknown>();
    const forgetful = HANDLERS['api-routes/index.answer'] as (event: { readonly path: string }, context: unknown) => Promise<unknown>;
    const keeping: typeof forgetful = async (event, context) => {
      const path = event.path.slice(event.path.indexOf('/v1/'));
      const answer = kept.get(path) ?? (await forgetful(event, context));
      kept.set(path, answer);
      return answer;
    };
    const [alfa, beta] = await open(randomFor(SEED, 2), (name) => (name === 'api-routes/index.answer' ? keeping : HANDLERS[name]));
    for (const site of [alfa, beta]) {
      await publish(site, 0);
      await site.fetchPage(`${LIST}/${SHARED_ID}`);
    }
    expect(leaks(alfa, beta)).toEqual([]);
    expect(leaks(beta, alfa)[0]).toMatch(/^answers: ALFACANARY/);
  });
});
