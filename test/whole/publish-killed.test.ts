import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalSite, type StartedSite } from '../../tools/local-site.cjs';
import { CATALOGUE } from '../../src/exposure/catalogue/catalogue';
import type { AudiencePart, Policy } from '../../src/exposure/policy/policy';
import type { AdminCalls, Answer, Overview } from '../../src/resolvers/contract';

const ROUNDS = 4;
const SCOPE = 'read:focus-area:custom';
const NAMES = CATALOGUE.focusArea.fields.map((field) => field.name);

/** The policy of revision n shows n fields (1 to all, then again) to both audiences, so that every stored part tells its revision. */
const policyOf = (revision: number): Policy => {
  const shown = NAMES.slice(0, (revision % NAMES.length) + 1);
  const part: AudiencePart = {
    enabled: true,
    grants: { focusArea: { actions: ['list', 'get'], fields: Object.fromEntries(shown.map((name) => [name, 'show'])), records: 'all' } },
  };
  return { format: 1, serving: true, audiences: { [SCOPE]: part, 'app-users': part } };
};

const ask = async <Call extends keyof AdminCalls>(
  site: StartedSite,
  functionKey: Call,
  payload?: unknown,
): Promise<Awaited<ReturnType<AdminCalls[Call]>>> => {
  const { result } = (await site.control('POST', '/invoke', { module: 'admin', functionKey, ...(payload ? { payload } : {}) })) as {
    result: Awaited<ReturnType<AdminCalls[Call]>>;
  };
  return result;
};

const valueOf = <T>(answer: Answer<T>): T => {
  if (!answer.ok) throw new Error(`refused: ${answer.refusal.code}`);
  return answer.value;
};

const overviewOf = async (site: StartedSite): Promise<Overview> => valueOf(await ask(site, 'overview'));

/** Publishes revision after revision until the site is gone; gives the last one that was acknowledged. */
const publishUntilKilled = async (site: StartedSite, from: number): Promise<{ acknowledged: number; publishes: number }> => {
  let acknowledged = from;
  let publishes = 0;
  try {
    for (;;) {
      const { draft } = await overviewOf(site);
      const saved = valueOf(await ask(site, 'saveDraft', { version: draft?.version ?? 0, policy: policyOf(acknowledged + 1) }));
      const answer = await ask(site, 'publish', {
        version: saved.version,
        liveRevision: acknowledged,
        note: `revision ${acknowledged + 1}`,
      });
      acknowledged = valueOf(answer).number;
      publishes += 1;
    }
  } catch (error) {
    // Only the end of the site ends the loop: a refusal would be a finding.
    if (error instanceof Error && error.message.startsWith('refused')) throw error;
  }
  return { acknowledged, publishes };
};

/** What a caller gets tells which revision decides for the scope. */
const fieldsAnswered = async (site: StartedSite): Promise<readonly string[]> => {
  await site.control('PUT', '/rest-apis', { enabled: true });
  const { access_token: token } = (await site.control('POST', '/tokens', {})) as { access_token: string };
  const { restApis } = (await site.control('GET', '/state')) as { restApis: { baseUrls: { url: string }[] } };
  const answer = await fetch(`${restApis.baseUrls[0]?.url}/v1/focusAreas?limit=100`, { headers: { authorization: `Bearer ${token}` } });
  const { data } = (await answer.json()) as { data: Record<string, unknown>[] };
  const leaves = data.flatMap((record) => Object.keys(record).map((name) => (name === 'owner' ? 'owner.id' : name)));
  return NAMES.filter((name) => leaves.includes(name));
};

describe('a site that is killed while an admin publishes', () => {
  const data = mkdtempSync(join(tmpdir(), 'aperture-killed-'));
  afterAll(() => rmSync(data, { recursive: true, force: true }));

  test('has after its restart the old policy or the new one, whole, and every publish that it acknowledged', async () => {
    let live = 0;
    let publishes = 0;
    for (let round = 1; round <= ROUNDS; round++) {
      const site = await startLocalSite({ data });
      const publishing = publishUntilKilled(site, live);
      await new Promise((resolve) => setTimeout(resolve, 500 + Math.random() * 700));
      await site.close('SIGKILL');
      const done = await publishing;
      publishes += done.publishes;

      const again = await startLocalSite({ data });
      try {
        const overview = await overviewOf(again);
        expect([done.acknowledged, done.acknowledged + 1]).toContain(overview.live.number);
        live = overview.live.number;
        expect(overview.unreadable).toEqual([]);
        expect(overview.livePolicy).toEqual(live === 0 ? expect.anything() : policyOf(live));
        if (live > 0) expect(await fieldsAnswered(again)).toEqual(NAMES.slice(0, (live % NAMES.length) + 1));
      } finally {
        await again.close();
      }
    }
    expect(publishes).toBeGreaterThan(ROUNDS);
  }, 180_000);
});
