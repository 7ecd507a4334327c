import { MOVED, openMovedSite } from './moved-site';
import type { MovedSite } from './moved-site';
import { SHAPES } from './walks/prove-shape';

jest.setTimeout(60_000);

const MINUTE = 60_000;

describe.each(SHAPES)('areas moved out of the reach, of a Focus of the shape %s', (shape) => {
  /** Whether its lists tell where an area lies. */
  const tells = shape !== 'bare';
  let site: MovedSite;
  afterEach(() => site.close());

  test('with live places are never answered again, from the moment of the move', async () => {
    site = await openMovedSite(shape, 'live');
    await site.readHierarchy();
    const before = await site.everyAnswer();
    expect([...before.got]).toEqual(site.moved);
    expect(before.listed).toEqual(tells ? MOVED : 'hierarchy_stale');
    expect(before.summary).toEqual(tells ? MOVED : 'hierarchy_stale');
    const cursors = tells ? await site.cursors() : [];
    site.moveOut();
    const nothing = { got: new Set(), listed: tells ? 0 : 'hierarchy_stale', summary: tells ? 0 : 'hierarchy_stale' };
    expect(await site.everyAnswer()).toEqual(nothing);
    for (const cursor of cursors) expect(await site.movedBehind(cursor)).toBe(0);
    // Neither a hierarchy of before nor one of afterwards brings them back.
    await site.readHierarchy();
    expect(await site.everyAnswer()).toEqual(nothing);
  });

  test('with places of 60 minutes are not answered once their place has aged, whether or not the hierarchy was read since', async () => {
    site = await openMovedSite(shape, 60);
    await site.readHierarchy();
    const before = await site.everyAnswer();
    expect(before).toMatchObject({ listed: MOVED, summary: MOVED });
    expect([...before.got]).toEqual(site.moved);
    const cursors = await site.cursors();
    site.moveOut();

    // What Focus tells in the answer itself comes first, whatever is stored; a get always asks.
    site.clock.advance(59 * MINUTE);
    const meanwhile = tells ? 0 : MOVED;
    expect(await site.everyAnswer()).toEqual({ got: new Set(), listed: meanwhile, summary: meanwhile });
    // A list that still gives them says of when its places are.
    expect(await site.asOf()).toBe(tells ? undefined : new Date(site.readAt()).toISOString());

    site.clock.set(site.readAt() + 60 * MINUTE + 1);
    const aged = tells ? 0 : 'hierarchy_stale';
    expect(await site.everyAnswer()).toEqual({ got: new Set(), listed: aged, summary: aged });
    for (const cursor of cursors) expect(await site.movedBehind(cursor)).toBe(aged);

    await site.readHierarchy();
    expect(await site.everyAnswer()).toEqual({ got: new Set(), listed: 0, summary: 0 });
    for (const cursor of cursors) expect(await site.movedBehind(cursor)).toBe(0);
  });

  test('are not answered an hour later either, when the schedule has read the hierarchy by itself', async () => {
    site = await openMovedSite(shape, 60);
    await site.readHierarchy();
    site.moveOut();
    await site.events.pass(61 * MINUTE);
    expect(await site.everyAnswer()).toEqual({ got: new Set(), listed: 0, summary: 0 });
  });
});
