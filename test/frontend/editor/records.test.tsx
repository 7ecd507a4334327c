import { SCOPE, openEditing, partWith } from './open-editor';
import type { Editing } from './open-editor';

let editing: Editing;

beforeEach(async () => {
  editing = await openEditing();
});
afterEach(() => editing.close());

describe('a condition', () => {
  it('is built from values seen in Focus, said in words and in the review, and decides what a client reads', async () => {
    await editing.site.connect();
    await editing.publish({ [SCOPE]: partWith({ fields: { name: 'show', status: 'show' } }) });
    const statuses = (await editing.read()).map(({ status }) => status);
    const [wanted] = statuses as [string];
    expect(new Set(statuses).size).toBeGreaterThan(1);
    const page = await editing.open();
    await page.see('No condition is set.');
    await page.press('Add a condition');
    await page.pick('Field', 'Status');
    await page.see('Values seen in Focus');
    await page.pick('Comparison', 'is one of');
    await page.see('Values seen in Focus');
    expect(page.optionsOf('Values')).toContain(wanted);
    await page.pick('Values', wanted);
    expect(page.isEnabled('Review changes')).toBe(false);
    await page.see(`Only focus areas whose Status is one of ${wanted}.`, 'A condition is still being written and is not in the draft.');
    expect((await editing.grant())?.records).toBeUndefined();
    await page.press('Use this condition');
    await page.see('Reaches only focus areas that meet this condition', 'Saved to the draft');
    expect((await editing.grant())?.records).toEqual({ where: [{ field: 'status', in: [wanted] }] });
    await page.press('Review changes');
    await page.see('Narrows', `Reaches only focus areas whose Status is one of ${wanted}.`, 'Publish revision 2');
    await page.press('Publish revision 2');
    await page.see('What is reached now');
    const read = (await editing.read()).map(({ status }) => status);
    expect(read).toEqual(statuses.filter((status) => status === wanted));
  });

  it('takes what is typed, also when one goes on without choosing it', async () => {
    await editing.publish({ [SCOPE]: partWith({}) });
    const page = await editing.open();
    await page.press('Add a condition');
    await page.pick('Field', 'Status');
    await page.see('Values could not be looked up. Type them exactly as Focus has them.');
    await page.pick('Comparison', 'is set and none of');
    await page.search('Values', 'DONE');
    await page.pick('Values', 'Use “DONE”');
    await page.search('Values', ' PAUSED ');
    await page.leave('Values');
    await page.see('Status is set and none of DONE or PAUSED');
    await page.press('Use this condition');
    await page.see('Saved to the draft');
    expect((await editing.grant())?.records).toEqual({ where: [{ field: 'status', notIn: ['DONE', 'PAUSED'] }] });
  });

  it('is only used when it is whole and right, and what is wrong is told beside it', async () => {
    await editing.publish({ [SCOPE]: partWith({}) });
    const page = await editing.open();
    await page.press('Add a condition');
    await page.press('Use this condition');
    await page.see('Choose a field.');
    await page.pick('Field', 'Target date');
    await page.pick('Comparison', 'lies before');
    await page.press('Use this condition');
    await page.see('Give a value.');
    await page.fill('Day', '2027-02-30');
    await page.see('This is not a date.');
    await page.press('Use this condition');
    await page.see('This is not a date.');
    expect(await editing.grant()).toBeUndefined();
    await page.fill('Day', '2027-03-31');
    await page.see('Only focus areas whose Target date lies before March 31, 2027.');
    await page.press('Cancel');
    await page.see('No condition is set.');
    expect(page.isEnabled('Add a condition')).toBe(true);
    expect(await editing.grant()).toBeUndefined();
  });

  it('on a flag offers yes and no, and stores a flag; an id must look like one', async () => {
    await editing.publish({ [SCOPE]: partWith({}) });
    const page = await editing.open();
    await page.press('Add a condition');
    await page.pick('Field', 'Draft');
    expect(page.optionsOf('Value')).toEqual(['yes', 'no']);
    await page.pick('Value', 'no');
    await page.see('Only focus areas whose Draft is no.');
    await page.press('Use this condition');
    await page.see('Saved to the draft');
    expect((await editing.grant())?.records).toEqual({ where: [{ field: 'draft', equals: false }] });
    await page.press('Add a condition');
    await page.pick('Field', 'Id');
    await page.search('Value', 'fa/../1');
    await page.leave('Value');
    await page.see('This is not the id of a focus area.');
  });

  it('on what says something about people is typed, and no value of it is asked for', async () => {
    await editing.site.connect();
    await editing.publish({ [SCOPE]: partWith({}) });
    const asked: unknown[] = [];
    const page = await editing.open('/audiences/focus-areas', (functionKey, payload, go) => {
      if (functionKey === 'valuesSeen') asked.push(payload);
      return go();
    });
    await page.press('Add a condition');
    await page.pick('Field', 'Owner');
    await page.see('Type values exactly as Focus has them.');
    await page.pick('Field', 'Status');
    await page.see('Values seen in Focus');
    expect(asked).toEqual([{ resource: 'focusArea', field: 'status' }]);
  });

  it('is changed in its place and removed alone; the others and the subtrees stay as they were stored', async () => {
    const where = [
      { field: 'name', contains: 'rail' },
      { field: 'targetDate', before: '2027-03-31T12:30:00Z' },
      { field: 'draft', equals: true },
    ];
    await editing.publish({ [SCOPE]: partWith({ records: { under: ['fa-1'], where }, placeAge: 45 }) });
    const page = await editing.open();
    await page.see('Target date lies before March 31, 2027 at 12:30:00', 'Draft is yes');
    expect(page.valueOf('When a focus area is moved away')).toEqual({ value: '45', label: 'It may still be seen for up to 45 minutes' });
    await page.press('Change');
    expect(page.valueOf('Value')).toBe('rail');
    await page.fill('Value', 'RAIL');
    await page.press('Use this condition');
    await page.see('Name contains RAIL', 'Saved to the draft');
    await page.press('Remove');
    await page.seeNoMore('Name contains');
    await page.see('Saved to the draft');
    expect((await editing.grant())?.records).toEqual({ under: ['fa-1'], where: where.slice(1) });
    expect((await editing.grant())?.placeAge).toBe(45);
    await page.press('Review changes');
    await page.see('No longer asks that Name of focus areas contains rail.');
  });

  it('on a field that was seen in the data takes the field up, and leaves it hidden', async () => {
    await editing.publish({ [SCOPE]: partWith({}) });
    const page = await editing.open('/audiences/focus-areas', async (functionKey, _payload, go) => {
      const answer = (await go()) as { value: object };
      const seen = [{ resource: 'focusArea', path: 'score', shape: 'number' }];
      return functionKey === 'overview' ? { ...answer, value: { ...answer.value, seen } } : answer;
    });
    await page.press('Add a condition');
    await page.pick('Field', 'score (seen in your data)');
    await page.search('Value', 'seven');
    await page.leave('Value');
    await page.see('Write numbers, such as 1000 or 2.5.');
    await page.search('Value', '7');
    await page.leave('Value');
    await page.press('Use this condition');
    await page.see('Saved to the draft');
    const grant = await editing.grant();
    expect(grant).toMatchObject({ records: { where: [{ field: 'score', equals: 7 }] }, observed: { score: 'number' } });
    expect(Object.keys(grant?.fields ?? {})).toEqual(['name']);
  });
});

describe('what deserves a second look', () => {
  it('is told while one edits and again before one publishes, and focus areas in conditions go by their names', async () => {
    await editing.site.connect();
    const [top] = editing.site.focus.records('focusArea').filter(({ parentId }) => parentId == null);
    const where = [{ field: 'path', contains: String(top?.['id']) }];
    await editing.publish({ [SCOPE]: partWith({ fields: { name: 'show', targetDate: 'year' }, records: { where } }) });
    const page = await editing.open();
    await page.see(`Only focus areas whose Path contains ${String(top?.['name'])}.`);
    expect(page.words()).not.toContain('tells something about what is masked');
    await page.press('Add a condition');
    await page.pick('Field', 'Target date');
    await page.pick('Comparison', 'lies after');
    await page.fill('Day', '2026-01-01');
    await page.press('Use this condition');
    await page.see('Target date of focus areas is masked, but a condition looks at it', 'Saved to the draft');
    await page.press('Review changes');
    await page.see('Look again at this before you publish', 'tells something about what is masked');
  });
});

describe('the age of a place', () => {
  it('is chosen by what it means, said in words and in the review, and left out of the policy when it is the usual one', async () => {
    await editing.publish({ [SCOPE]: partWith({ records: { under: ['fa-1'] } }) });
    const page = await editing.open();
    const label = 'When a focus area is moved away';
    await page.see('It may still be seen for up to 60 minutes (usual)', 'what is older counts as unknown');
    await page.pick(label, 'It may still be seen for up to 6 hours');
    await page.see('may be known from up to 6 hours ago', 'Saved to the draft');
    expect((await editing.grant())?.placeAge).toBe(360);
    await page.pick(label, 'It is gone from the next call on');
    await page.see('is read from Focus in each call', 'Saved to the draft');
    expect((await editing.grant())?.placeAge).toBe('live');
    await page.pick(label, 'It may still be seen for up to 7 days');
    await page.see('Saved to the draft');
    await page.press('Review changes');
    await page.see('Widens', 'may be known from up to 7 days ago, until now from 60 minutes.');
    await page.press('Back to editing');
    await editing.publish({ [SCOPE]: partWith({ records: { under: ['fa-1'] }, placeAge: 'live' }) });
    const again = await editing.open();
    await again.pick(label, 'It may still be seen for up to 60 minutes (usual)');
    await again.see('Saved to the draft');
    expect(await editing.grant()).not.toHaveProperty('placeAge');
  });

  it('is kept but not asked for where no place decides', async () => {
    await editing.publish({ [SCOPE]: partWith({ placeAge: 'live' }) });
    const page = await editing.open();
    await page.see('Every focus area');
    expect(page.words()).not.toContain('When a focus area is moved away');
    await page.turn('Show Status');
    await page.see('Saved to the draft');
    expect((await editing.grant())?.placeAge).toBe('live');
  });
});

describe('the end', () => {
  it('that was stored with a time of day is told exactly and kept while something else is edited', async () => {
    await editing.publish({ [SCOPE]: { ...partWith({}), expiresAt: '2099-03-31T15:30:00Z' } });
    const page = await editing.open();
    await page.see('Nothing is answered from March 31, 2099 at 3:30:00', 'sets the end to 00:00 UTC');
    await page.turn('Show Status');
    await page.see('Saved to the draft');
    const { draft } = await editing.admin<{ draft: { policy: { audiences: Record<string, { expiresAt?: string }> } } }>('overview');
    expect(draft.policy.audiences[SCOPE]?.expiresAt).toBe('2099-03-31T15:30:00Z');
    await page.fill('Ends on', '2099-13-01');
    await page.see('This is not a date.');
    await page.fill('Ends on', '2001-01-01');
    await page.see('It ended on January 1, 2001: nothing is answered.');
  });
});
