import { LOCAL_SERVICE_ACCOUNT } from '../../../local/focus/service-account';
import { TYPES } from '../../../local/focus/seed/types';
import { json, openFocusUnderTest, text, walk } from './focus-site';

const PATH = '/v1/organizations';
const organizationTypeId = TYPES.organization[0]?.id;

describe('organizations', () => {
  it('are walked, sorted and filtered by name and parent', async () => {
    const site = await openFocusUnderTest();
    const all = site.focus.records('organization');
    expect(await walk(site, PATH, { limit: '5' })).toEqual(all);
    const parentId = text(all[1]?.['id']);
    const children = await walk(site, PATH, { parentId });
    expect(children).toEqual(all.filter((one) => one['parentId'] === parentId));
    expect(children.length).toBeGreaterThan(0);
    expect((await walk(site, PATH, { nameContains: 'LOGI' })).map((one) => one['name'])).toContain('Logistics');
    const names = (await walk(site, PATH, { sort: 'name', limit: '5' })).map((one) => text(one['name']).toLowerCase());
    expect(names).toEqual([...names].sort());
  });

  it('are not filtered by external id, which their list does not document', async () => {
    const site = await openFocusUnderTest();
    expect((await walk(site, PATH, { externalId: 'unknown' })).length).toBe(12);
  });

  it('are created with the caller as owner, at the top unless a parent is named', async () => {
    const site = await openFocusUnderTest();
    const { status, body } = await site.ask(PATH, { method: 'POST', body: { name: 'Lockers', organizationTypeId } });
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: 'Lockers', parentId: null, externalId: null, owner: LOCAL_SERVICE_ACCOUNT.accountId });
    const parentOrganizationId = json(body)['id'];
    const below = await site.ask(PATH, {
      method: 'POST',
      body: { name: 'Keys', organizationTypeId, parentOrganizationId, owner: 'someone' },
    });
    expect(below.body).toMatchObject({ parentId: parentOrganizationId, owner: 'someone' });
    expect(site.focus.records('organization').slice(-2)).toEqual([body, below.body]);
  });

  it.each([
    ['a blank name', { name: '' }, 400],
    ['an unknown parent', { parentOrganizationId: 'unknown' }, 400],
    ['an external id that is taken', { externalId: 'TAKEN' }, 409],
  ])('are not created with %s', async (_, members, status) => {
    const site = await openFocusUnderTest();
    await site.ask(PATH, { method: 'POST', body: { name: 'First', organizationTypeId, externalId: 'TAKEN' } });
    expect((await site.ask(PATH, { method: 'POST', body: { name: 'Second', organizationTypeId, ...members } })).status).toBe(status);
    expect(site.focus.records('organization')).toHaveLength(13);
  });
});
