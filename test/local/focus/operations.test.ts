import { loadDocument } from '../../../local/focus/document';
import { HANDLERS } from '../../../local/focus/operations/handlers';
import { TYPES } from '../../../local/focus/seed/types';
import type { Answer, Asked, FocusUnderTest } from './focus-site';
import { CLOUD_BASE, openFocusUnderTest, SITE_BASE, text } from './focus-site';
import { LOCAL_API_TOKEN } from '../../../local/focus/service-account';

const document = loadDocument();
const BASIC = `Basic ${Buffer.from(`${LOCAL_API_TOKEN.email}:${LOCAL_API_TOKEN.token}`).toString('base64')}`;

interface Example {
  /** Query that the operation needs. */
  readonly query?: string;
  readonly body?: (site: FocusUnderTest) => unknown;
  /** Bodies that the document or Focus's rules refuse. */
  readonly bad?: readonly unknown[];
}

const firstId = (site: FocusUnderTest, resource: 'focusArea' | 'costItem' | 'benefitItem', member: string): string =>
  text(site.focus.records(resource)[0]?.[member]);

/** What the document alone does not tell: a body that works for each operation that takes one, and some that don't. */
const EXAMPLES: Readonly<Record<string, Example>> = {
  createFocusArea: {
    body: () => ({ name: 'Lockers', focusAreaTypeId: TYPES.focusArea[0]?.id }),
    bad: [{}, [], 'text', null, { name: 'Lockers' }, { name: 5, focusAreaTypeId: 'x' }, { name: 'Lockers', focusAreaTypeId: 'unknown' }],
  },
  updateFocusArea: { body: () => ({ name: 'Renamed' }), bad: [[], { name: 7 }, { description: {} }, { name: ' ' }] },
  createOrganization: {
    body: () => ({ name: 'Lockers', organizationTypeId: TYPES.organization[0]?.id }),
    bad: [{}, { name: 'Lockers' }, { name: 'Lockers', organizationTypeId: 'unknown' }],
  },
  bulkImportCostItems: {
    body: (site) => ({ items: [{ name: 'Paint', focusAreaId: firstId(site, 'focusArea', 'id') }] }),
    bad: [{}, { items: {} }, { items: [{ name: 5 }] }, { items: [{ name: 'x', costPeriodValues: [{ financialVersionType: 'GUESS' }] }] }],
  },
  bulkImportBenefitItems: {
    body: (site) => ({ items: [{ name: 'Calm', focusAreaId: firstId(site, 'focusArea', 'id') }] }),
    bad: [{}, { items: [[]] }, { items: [{ name: 'x', benefitPeriodValues: [{ timePeriodToAmount: { January: 1 } }] }] }],
  },
  updateCostItem: {
    query: '?updateMask=externalCostItemId',
    body: () => ({ externalCostItemId: 'NEW-1' }),
    bad: [[], { externalCostItemId: 1 }],
  },
  updateBenefitItem: { query: '?updateMask=externalId', body: () => ({ externalId: 'NEW-1' }), bad: [[], { externalId: 1 }] },
};

const ID_OF: Readonly<Record<string, (site: FocusUnderTest) => string>> = {
  'focus-areas': (site) => firstId(site, 'focusArea', 'id'),
  'cost-item': (site) => firstId(site, 'costItem', 'costItemId'),
  'benefit-item': (site) => firstId(site, 'benefitItem', 'benefitItemId'),
};

const operations = document.operations.map((operation) => [operation.operationId, operation] as const);

function pathOf(site: FocusUnderTest, operationId: string, id?: string): string {
  const operation = document.operations.find((one) => one.operationId === operationId);
  if (!operation) throw new Error(`No operation ${operationId}`);
  const kind = /([\w-]+)\/\{id\}/.exec(operation.path)?.[1] ?? '';
  return `${operation.path.replace('{id}', id ?? ID_OF[kind]?.(site) ?? '')}${EXAMPLES[operationId]?.query ?? ''}`;
}

function askedOf(site: FocusUnderTest, operationId: string): Asked {
  const operation = document.operations.find((one) => one.operationId === operationId);
  const body = EXAMPLES[operationId]?.body?.(site);
  return { method: operation?.method ?? '', ...(body === undefined ? {} : { body }) };
}

/** An answer is as the document has it; errors are judged by its `default`. */
function expectDocumented(operationId: string, { status, body }: Answer): void {
  expect(document.checkAnswer(operationId, status, body)).toEqual([]);
}

describe('the document and the stand-in', () => {
  it('know the same operations', () => {
    expect(Object.keys(HANDLERS).sort()).toEqual(document.operations.map((operation) => operation.operationId).sort());
    expect(document.operations).toHaveLength(20);
  });

  it('have an example for each operation that takes a body', () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual(document.operations.flatMap((one) => (one.takesBody ? [one.operationId] : [])).sort());
  });

  it('would notice an answer that the document does not allow', () => {
    expect(document.checkAnswer('getFocusArea', 200, { id: 5 })).not.toEqual([]);
    expect(document.checkAnswer('listFocusAreas', 200, { values: [{ draft: 'yes' }] })).not.toEqual([]);
    expect(document.checkAnswer('deleteCostItem', 204, {})).not.toEqual([]);
  });
});

describe.each(operations)('%s', (operationId, operation) => {
  it('works with a bearer on the cloud host and answers as documented', async () => {
    const site = await openFocusUnderTest();
    const answer = await site.ask(pathOf(site, operationId), askedOf(site, operationId));
    expect(String(answer.status)).toMatch(/^20[014]$/);
    expectDocumented(operationId, answer);
    expect(site.focus.counters().byOperation).toEqual({ issueToken: 1, [operationId]: 1 });
  });

  it('works with an API token on either host', async () => {
    for (const base of [SITE_BASE, CLOUD_BASE]) {
      const site = await openFocusUnderTest();
      const answer = await site.ask(pathOf(site, operationId), { ...askedOf(site, operationId), base, authorization: BASIC });
      expect(String(answer.status)).toMatch(/^20[014]$/);
      expectDocumented(operationId, answer);
    }
  });

  it('refuses a missing, broken, foreign or expired credential with 401 and changes nothing', async () => {
    const site = await openFocusUnderTest();
    const expired = await site.token();
    site.clock.at += 3600_000;
    const before = site.focus.records('focusArea');
    for (const authorization of [
      null,
      '',
      'Bearer',
      'Bearer nonsense',
      `Bearer ${expired}`,
      'Basic bm9uc2Vuc2U=',
      `${BASIC}x`,
      'Digest x',
    ]) {
      const answer = await site.ask(pathOf(site, operationId), { ...askedOf(site, operationId), authorization });
      expect(answer.status).toBe(401);
      expectDocumented(operationId, answer);
    }
    expect(site.focus.records('focusArea')).toEqual(before);
  });

  it('refuses a bearer without its scope with 403, and takes one with this scope alone', async () => {
    const site = await openFocusUnderTest();
    const scopes = [...new Set(document.operations.map((one) => one.scope))];
    const others = await site.token(scopes.filter((scope) => scope !== operation.scope).join(' '));
    const refused = await site.ask(pathOf(site, operationId), { ...askedOf(site, operationId), authorization: `Bearer ${others}` });
    expect(refused.status).toBe(403);
    expectDocumented(operationId, refused);
    const alone = await site.token(operation.scope);
    const taken = await site.ask(pathOf(site, operationId), { ...askedOf(site, operationId), authorization: `Bearer ${alone}` });
    expect(String(taken.status)).toMatch(/^20[014]$/);
  });

  it('does not take a bearer for another cloud id', async () => {
    const site = await openFocusUnderTest();
    const base = 'https://api.atlassian.com/focus/cloud/00000000-0000-4000-8000-000000000000';
    for (const authorization of [`Bearer ${await site.token()}`, BASIC]) {
      expect((await site.ask(pathOf(site, operationId), { ...askedOf(site, operationId), base, authorization })).status).toBe(403);
    }
  });

  if (operation.path.includes('{id}')) {
    it.each(['00000000-0000-4000-8000-000000000000', '%2e%2e', '..%2F..', '%E0%A4%A', '__proto__', 'constructor'])(
      'answers 404 for the unknown id %s',
      async (id) => {
        const site = await openFocusUnderTest();
        const answer = await site.ask(pathOf(site, operationId, id), askedOf(site, operationId));
        expect(answer.status).toBe(404);
        expectDocumented(operationId, answer);
      },
    );
  }

  if (operation.takesBody) {
    it('refuses bad bodies and changes nothing', async () => {
      const site = await openFocusUnderTest();
      const everything = () => [
        site.focus.records('focusArea'),
        site.focus.records('costItem'),
        site.focus.records('benefitItem'),
        site.focus.records('organization'),
      ];
      const before = everything();
      for (const body of [...(EXAMPLES[operationId]?.bad ?? []), '{', '']) {
        const answer = await site.ask(pathOf(site, operationId), { method: operation.method, body });
        expect(answer.status).toBe(400);
        expectDocumented(operationId, answer);
      }
      expect(everything()).toEqual(before);
    });

    it('wants JSON', async () => {
      const site = await openFocusUnderTest();
      const asked = { ...askedOf(site, operationId), headers: { 'content-type': 'text/plain' } };
      expect((await site.ask(pathOf(site, operationId), asked)).status).toBe(415);
    });
  }
});

describe('addresses', () => {
  it.each([
    ['POST', '/v1/focus-areas/some-id', 405],
    ['DELETE', '/v1/focus-areas/some-id', 405],
    ['PUT', '/v1/organizations', 405],
    ['GET', '/v1/funds/cost-item/bulk', 404],
    ['GET', '/v1/goals', 404],
    ['GET', '/v2/focus-areas', 404],
    ['GET', '/v1/focus-areas/', 404],
  ])('%s %s is answered with %i', async (method, path, status) => {
    const site = await openFocusUnderTest();
    expect((await site.ask(path, { method })).status).toBe(status);
  });

  it.each([
    ['https://api.atlassian.com/focus', '/v1/focus-areas'],
    ['https://api.atlassian.com/gateway/api/focus', '/v1/focus-areas'],
    ['https://other.atlassian.net/gateway/api/focus', '/v1/focus-areas'],
    ['https://example.com/gateway/api/focus', '/v1/focus-areas'],
  ])('nothing is at %s%s', async (base, path) => {
    const site = await openFocusUnderTest();
    expect((await site.ask(path, { base })).status).toBe(404);
  });
});
