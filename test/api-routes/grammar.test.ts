import { createHash } from 'node:crypto';
import type { AudiencePart, Grant } from '../../src/exposure/policy/policy';
import { LIST, SCOPE, openApiSite, part, policy, walk } from './api-site';
import type { ApiSite } from './api-site';

let site: ApiSite;
let raw: readonly Readonly<Record<string, unknown>>[];

beforeAll(async () => {
  site = await openApiSite({ focusSize: 40 });
  raw = site.focus.records('focusArea');
});
afterAll(() => site.close());

const ownerOf = (one: Readonly<Record<string, unknown>>): string => {
  const { owner } = one;
  if (typeof owner === 'string') return owner;
  const id = typeof owner === 'object' && owner !== null && 'id' in owner ? owner.id : '';
  return typeof id === 'string' ? id : '';
};

describe('a call under a policy with masks', () => {
  const masked: Partial<Grant> = {
    fields: { id: 'show', name: 'initials', 'owner.id': 'pseudonym', targetDate: 'year' },
  };

  test('gets initials, years and pseudonyms, and nowhere what they stand for', async () => {
    await site.publish(policy(part(masked)));
    const records = await walk(site, 'limit=100');
    expect(records).toHaveLength(raw.length);
    const standsFor = new Map<string, Set<string>>();
    for (const record of records) {
      const one = raw.find(({ id }) => id === record['id']) ?? {};
      const owner = ownerOf(one);
      expect(record['name']).toMatch(/^\p{Lu}{1,3}$/u);
      expect(record['owner']).toEqual(owner === '' ? undefined : { id: expect.stringMatching(/^p-[a-z2-7]{20}$/) as string });
      const date = one['targetDate'];
      expect(record['targetDate']).toBe(typeof date === 'string' ? date.slice(0, 4) : undefined);
      if (owner !== '') standsFor.set(owner, (standsFor.get(owner) ?? new Set()).add((record['owner'] as { id: string }).id));
    }
    expect(standsFor.size).toBeGreaterThan(1);
    const pseudonyms = [...standsFor.values()].map((set) => [...set]);
    expect(pseudonyms.every((each) => each.length === 1)).toBe(true);
    expect(new Set(pseudonyms.flat()).size).toBe(standsFor.size);
    const text = JSON.stringify(records);
    for (const owner of standsFor.keys()) expect(text).not.toContain(owner);
  });

  test('gets the same pseudonym in a list and by id, and another one than app users', async () => {
    const users: AudiencePart = part({ ...masked, actions: ['list'] });
    await site.publish({ ...policy(part(masked)), audiences: { [SCOPE]: part(masked), 'app-users': users } });
    const listed = (await walk(site, 'limit=100')).find((record) => record['owner'] !== undefined);
    const alone = await site.ask(`${LIST}/${String(listed?.['id'])}`);
    expect(alone.body['data']).toEqual(listed);
    const member = site.people.find(({ role }) => role === 'member');
    const outcome = await site.asUser(member?.accountId ?? '').invoke('summary', 'summary');
    const { value } = (outcome.ok ? outcome.result : {}) as { value: { areas: Readonly<Record<string, unknown>>[] } };
    const seen = value.areas.find(({ id }) => id === listed?.['id']);
    expect(seen?.['owner']).toEqual({ id: expect.stringMatching(/^p-[a-z2-7]{20}$/) as string });
    expect(seen?.['owner']).not.toEqual(listed?.['owner']);
  });
});

test('a condition keeps what does not meet it out of lists, and answers it by id as what is not there', async () => {
  const [some] = raw;
  const status = String(some?.['status']);
  await site.publish(policy(part({ fields: { id: 'show' }, records: { where: [{ field: 'status', equals: status }] } })));
  const meets = raw.filter((one) => one['status'] === status);
  expect(meets.length).toBeLessThan(raw.length);
  expect((await walk(site)).map((record) => record['id'])).toEqual(meets.map(({ id }) => id));
  const other = raw.find((one) => one['status'] !== status);
  const [outside, absent] = await Promise.all([site.ask(`${LIST}/${String(other?.['id'])}`), site.ask(`${LIST}/there-is-none`)]);
  const bare = ({ status: code, body }: typeof outside) => ({ code, body: { ...body, decisionId: '', instance: '' } });
  expect(outside.status).toBe(404);
  expect(bare(outside)).toEqual(bare(absent));
});

describe('a part that asks for a caller key', () => {
  const KEY = 'ak-invented-for-this-test';
  const hash = createHash('sha256').update(KEY).digest('hex');
  const asks = part({ fields: { id: 'show' } }, { callers: ['k1'] });

  const withKeys = async (keys: readonly unknown[]): Promise<void> => {
    const live = (await site.stored('live', SCOPE)) as { body: object };
    await site.store('live', SCOPE, { ...live, body: { ...live.body, keys } });
  };
  const ask = async (headers: Readonly<Record<string, string>>) => {
    const answer = await site.api(LIST, { token: await site.token(), headers });
    const body = (await answer.json()) as { code?: string };
    return [answer.status, body.code];
  };

  test('answers a call that shows a live one, and every other as a closed audience', async () => {
    await site.publish(policy(asks));
    const live = { id: 'k1', hash };
    const closed = [403, 'not_exposed'];
    expect(await ask({ 'Aperture-Key': KEY })).toEqual(closed);
    await withKeys([live]);
    expect(await ask({ 'Aperture-Key': KEY })).toEqual([200, undefined]);
    expect(await ask({})).toEqual(closed);
    expect(await ask({ 'Aperture-Key': `${KEY}x` })).toEqual(closed);
    expect(await ask({ 'Aperture-Key': hash })).toEqual(closed);
    await withKeys([{ ...live, id: 'k2' }]);
    expect(await ask({ 'Aperture-Key': KEY })).toEqual(closed);
    await withKeys([{ ...live, revoked: true }]);
    expect(await ask({ 'Aperture-Key': KEY })).toEqual(closed);
    await withKeys([{ ...live, expiresAt: '2020-01-01T00:00:00Z' }]);
    expect(await ask({ 'Aperture-Key': KEY })).toEqual(closed);
  });

  test('is closed as unreadable when a stored key is no key', async () => {
    await site.publish(policy(asks));
    await withKeys([{ id: 'k1', hash: 'short' }]);
    expect(await ask({ 'Aperture-Key': KEY })).toEqual([503, 'policy_unreadable']);
  });
});
