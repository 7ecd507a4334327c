import { chainsIn, openHierarchySite, storedPlain } from './hierarchy-site';
import type { HierarchySite } from './hierarchy-site';

describe('reading the hierarchy', () => {
  let opened: HierarchySite | undefined;
  const open = async (options?: Parameters<typeof openHierarchySite>[0]): Promise<HierarchySite> => {
    opened = await openHierarchySite(options);
    return opened;
  };
  afterEach(async () => {
    await opened?.site.close();
    opened = undefined;
  });

  test('on demand gives exactly the tree that Focus has, and leaves nothing else behind', async () => {
    const app = await open({ focusSize: 148 });
    expect((await app.overview()).stored).toEqual({ state: 'absent' });
    const asked = await app.refresh();
    expect(asked.reading).toMatchObject({ state: 'reading', phase: 'list', trigger: 'demand', calls: 0 });
    await app.site.events.settle();
    expect(await app.chains()).toEqual(chainsIn(app.site));
    const told = await app.overview();
    expect(told.stored).toMatchObject({ state: 'read', areas: 148, complete: true });
    expect(told.reading).toMatchObject({ state: 'done', calls: 2, listed: 148, areas: 148 });
    const head = await app.head();
    const keys = (await app.keys()).filter((key) => key.startsWith('tree:'));
    expect(keys.filter((key) => !key.startsWith(`tree:${head?.generation}:`))).toEqual(['tree:head']);
    expect(await storedPlain(app.site, 'tree:head')).toBeDefined();
  });
});
