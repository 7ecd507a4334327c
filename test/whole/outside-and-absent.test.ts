import type { ShapeName } from '../../local/focus/shapes/shapes';
import { LIST, openApiSite, part, policy, withoutDecision } from '../api-routes/api-site';
import type { ApiSite } from '../api-routes/api-site';
import { rootsOfSizes } from './walks/oracle';
import { SHAPES } from './walks/prove-shape';

jest.setTimeout(60_000);

const ABSENT = ['3f0c1a52-0000-4000-8000-00000000dead', 'there-is-none', '0', '__proto__', 'constructor', 'x'.repeat(64)];

/** Everything that a caller can see of an answer, and what it took: calls to Focus and to storage, by operation, and storage's units. */
const observe = async (site: ApiSite, path: string): Promise<unknown> => {
  site.focus.resetCounters();
  site.kvs.resetCounters();
  const answer = await site.ask(path);
  // A list names its decision in `meta`.
  const told = JSON.parse(JSON.stringify(withoutDecision(answer)), (name, value: unknown) =>
    name === 'decisionId' ? 'an id' : value,
  ) as unknown;
  return { answer: told, focus: site.focus.counters(), kvs: site.kvs.counters() };
};

/** Areas of a portfolio that lie outside one subtree in every way there is, after making those that the portfolio lacks. */
const outsideOf = ({ focus }: ApiSite, root: string): Readonly<Record<string, string>> => {
  const parents = focus.tree();
  const known = (id: string | null | undefined): string => {
    if (typeof id !== 'string') throw new Error('The portfolio is too small.');
    return id;
  };
  const top = known([...parents].find(([id, parent]) => parent === null && id !== root)?.[0]);
  const gone = focus.create({ parentId: root });
  const orphan = focus.create({ parentId: gone, status: 'PENDING' });
  const belowOrphan = focus.create({ parentId: orphan, status: 'PENDING' });
  focus.remove(gone);
  const round = focus.create({ parentId: top, status: 'PENDING' });
  const about = focus.create({ parentId: round, status: 'PENDING' });
  focus.move(round, about, { evenIfBroken: true });
  const itself = focus.create({ parentId: top, status: 'PENDING' });
  focus.move(itself, itself, { evenIfBroken: true });
  return {
    'at the top': top,
    'somewhere below': known([...parents].find(([, parent]) => parent === top)?.[0]),
    'the parent of the root': known(parents.get(root)),
    'a sibling of the root': focus.create({ parentId: parents.get(root) ?? null, status: 'PENDING' }),
    'inside, where a condition does not hold': focus.create({ parentId: root, status: 'PAUSED' }),
    'inside, removed': gone,
    'an orphan': orphan,
    'below an orphan': belowOrphan,
    'in a loop': round,
    'its own parent': itself,
  };
};

/** Areas made below the root, of those that a shape does not give a status of its own. */
const insideOf = ({ focus }: ApiSite, shape: ShapeName, root: string): readonly string[] => {
  const made = Array.from({ length: 12 }, (_, at) => focus.create({ id: `inside-${at}`, parentId: root, status: 'PENDING' }));
  const told = new Map(focus.records('focusArea', shape).map(({ id, status }) => [focus.idOf(String(id)), status]));
  return made.filter((id) => told.get(id) === 'PENDING');
};

const CASES = [...SHAPES.map((shape) => [shape, 404] as const), ['full', 403], ['full', 400], ['ari', 403]] as const;

describe.each(CASES)('a Focus of the shape %s that answers %s for what it does not have', (shape, absentStatus) => {
  let site: ApiSite;
  let root: string;
  let outside: Readonly<Record<string, string>>;
  beforeAll(async () => {
    site = await openApiSite({ focusSize: 60 });
    [root = ''] = rootsOfSizes(site.focus.tree(), [6]);
    Object.assign(site.focus.switches, { shape, absentStatus });
    await site.asAdmin('testConnection', { kind: 'saved' });
    outside = outsideOf(site, root);
    await site.publish(
      policy(part({ records: { under: [root], where: [{ field: 'status', in: ['IN_PROGRESS', 'PENDING'] }] }, placeAge: 60 })),
    );
  });
  afterAll(() => site.close());

  test('gives no sign by which absent and outside could be told apart, nor by what it takes', async () => {
    const [inside] = insideOf(site, shape, root);
    expect((await site.ask(`${LIST}/${inside}`)).status).toBe(200);
    const absent = await observe(site, `${LIST}/${ABSENT[0]}`);
    expect(absent).toMatchObject({ answer: { status: 404, body: { code: 'not_found' } } });
    for (const id of ABSENT) expect([id, await observe(site, `${LIST}/${id}`)]).toEqual([id, absent]);
    for (const [what, id] of Object.entries(outside)) expect([what, await observe(site, `${LIST}/${id}`)]).toEqual([what, absent]);
  });

  test('takes the same for a list below an absent parent and one outside', async () => {
    await site.publish(policy(part({ fields: { id: 'show', parentId: 'show' }, records: { under: [root] }, placeAge: 60 })));
    const absent = await observe(site, `${LIST}?parentId=${ABSENT[0]}`);
    expect(absent).toMatchObject({ answer: { status: 200, body: { data: [] } } });
    const { 'inside, where a condition does not hold': _inside, ...others } = outside;
    for (const [what, id] of Object.entries(others)) {
      expect([what, await observe(site, `${LIST}?parentId=${id}`)]).toEqual([what, absent]);
    }
  });
});

describe('what is no id', () => {
  let site: ApiSite;
  beforeAll(async () => {
    site = await openApiSite({ focusSize: 20 });
    await site.publish(policy(part()));
    await site.ask(LIST);
  });
  afterAll(() => site.close());

  test.each([
    ['a%20b', 404],
    ['ari%3Acloud%3Amercury%3A%3Afocus-area', 404],
    ['x'.repeat(65), 404],
    ['%5F%5Fproto%5F%5F%2E', 404],
    // The gateway takes no path that hides a slash.
    ['%2e%2e%2f', 401],
    ['ari%3Acloud%3Amercury%3A%3Afocus-area%2Fworkspace%2F1%2F2', 401],
  ])('is not asked for: %s', async (id, status) => {
    expect(await observe(site, `${LIST}/${id}`)).toMatchObject({ answer: { status }, focus: { calls: 0 } });
  });
});
