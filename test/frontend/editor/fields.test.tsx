import { SCOPE, openEditing, partWith } from './open-editor';
import type { Editing } from './open-editor';

let editing: Editing;

afterEach(() => editing.close());

describe('how a field leaves', () => {
  it('is chosen among what fits the field, each with an example, and is said in words and in the review', async () => {
    editing = await openEditing();
    await editing.publish({ [SCOPE]: partWith({ fields: { id: 'show', 'owner.id': 'show' } }) });
    const page = await editing.open();
    await page.see('This includes personal data: Owner.', 'For example “712020:invented-5d1f”');
    // An id takes no mask, so the only button is the owner's.
    await page.press('Mask');
    await page.see('How “Owner” leaves');
    await page.choose('As a pseudonym. For example “712020:invented-5d1f” → “p-k7w2mqzt4hcn5vxd3bry”');
    await page.see('Owner leaves only as pseudonyms.', 'Equal values have equal pseudonyms here', 'Saved to the draft');
    expect(page.words()).not.toContain('This includes personal data');
    expect((await editing.grant())?.fields).toEqual({ id: 'show', 'owner.id': 'pseudonym' });
    await page.press('Done');
    await page.seeNoMore('How “Owner” leaves');
    await page.press('Review changes');
    await page.see('Narrows', 'Shows Owner of focus areas only as pseudonyms, no longer as they are.');
  });

  it('is what it was when the field is hidden and shown again: a slip unmasks nothing', async () => {
    editing = await openEditing();
    await editing.publish({ [SCOPE]: partWith({ fields: { 'owner.id': 'pseudonym', targetDate: 'year', name: 'show' } }) });
    const page = await editing.open();
    await page.see('3 of 12 leave Focus');
    await page.turn('Show Owner');
    await page.see('2 of 12 leave Focus');
    await page.turn('Show Owner');
    await page.see('3 of 12 leave Focus', 'As a pseudonym');
    await page.press('Hide all');
    await page.see('0 of 12 leave Focus');
    await page.turn('Show Target date');
    await page.press('Show all but personal');
    await page.see('11 of 12 leave Focus', 'Only the year', 'Saved to the draft');
    const fields = (await editing.grant())?.fields;
    expect(fields?.['targetDate']).toBe('year');
    expect(fields).not.toHaveProperty('owner.id');
  });

  it('takes numbers for rounding and ranges; a wrong one is told beside it, and the last good one stays', async () => {
    editing = await openEditing();
    await editing.publish({ [SCOPE]: partWith({ fields: { score: 'show' }, observed: { score: 'number' } }) });
    const page = await editing.open();
    await page.see('score', 'For example “27,350”');
    await page.press('Mask');
    await page.choose('Rounded. For example “27,350” → “27,000”');
    await page.see('score leaves only rounded to 1000');
    for (const [wrong, says] of [
      ['many', 'Write numbers, such as 1000 or 2.5.'],
      ['0', 'The number must be larger than zero.'],
      ['', 'Write numbers'],
    ] as const) {
      await page.fill('Round to', wrong);
      await page.see(says, 'the last good one is kept');
    }
    await page.fill('Round to', '50');
    await page.see('score leaves only rounded to 50', 'For example', 'Saved to the draft');
    expect((await editing.grant())?.fields['score']).toEqual({ round: 50 });

    await page.choose('As a range. For example “4,938” → “1000-10000”');
    await page.fill('Divide at', '10, 5');
    await page.see('The numbers must rise');
    await page.fill('Divide at', '10 20; 30,40');
    await page.see('score leaves only as ranges divided at 10, 20, 30, and 40', 'Saved to the draft');
    await page.fill('Divide at', Array.from({ length: 21 }, (_, at) => String(at)).join(','));
    await page.see('At most 20 are allowed.');
    expect((await editing.grant())?.fields['score']).toEqual({ bucket: [10, 20, 30, 40] });
  });
});

describe('fields that were seen in the data', () => {
  it('are offered after the connection was tried, hidden at first, and leave once one is chosen', async () => {
    editing = await openEditing({ focusShape: 'strange' });
    await editing.site.connect();
    await editing.admin('testConnection', { kind: 'saved' });
    const { seen } = await editing.admin<{ seen: readonly { resource: string; path: string; shape: string }[] }>('overview');
    const [chosen, other] = seen.filter(({ resource, shape }) => resource === 'focusArea' && shape === 'text').map(({ path }) => path);
    if (chosen === undefined || other === undefined) throw new Error(`Too little was seen: ${JSON.stringify(seen)}`);
    await editing.publish({ [SCOPE]: partWith({ fields: { id: 'show' } }) });
    const page = await editing.open();
    await page.see('other fields seen in your data');
    expect(page.words()).not.toContain(`\n${chosen}\n`);
    await page.press('Show all but personal');
    await page.see('11 of');
    const count = seen.filter(({ resource }) => resource === 'focusArea').length;
    await page.press(`Show ${String(count)} other fields seen in your data`);
    await page.see(chosen, other, 'Not described by Atlassian; holds text.');
    await page.turn(`Show ${chosen}`);
    await page.see('12 of', `Seen in your data, not described by Atlassian: ${chosen}.`, 'Saved to the draft');
    const grant = await editing.grant();
    expect([grant?.fields[chosen], grant?.observed]).toEqual(['show', { [chosen]: 'text' }]);

    await page.press('Review changes');
    await page.see(`Takes up ${chosen} as seen in your data`, 'Publish revision 2');
    await page.press('Publish revision 2');
    await page.see('What is reached now');
    const records = await editing.read();
    const at = (record: unknown): unknown =>
      chosen.split('.').reduce<unknown>((value, name) => (value as Readonly<Record<string, unknown>> | undefined)?.[name], record);
    expect(records.some((record) => typeof at(record) === 'string')).toBe(true);
    expect(JSON.stringify(records)).not.toContain(`"${other.split('.').at(-1) ?? other}"`);
  });

  it('are forgotten when hidden again, unless a condition asks for them or they can’t be taken up again', async () => {
    const seen = [
      { resource: 'focusArea', path: 'region', shape: 'text' },
      { resource: 'focusArea', path: 'team.size', shape: 'number' },
    ];
    editing = await openEditing();
    await editing.publish({
      [SCOPE]: partWith({
        fields: { region: 'show', 'team.size': 'show', gone: 'show' },
        observed: { region: 'text', 'team.size': 'number', gone: 'flag' },
        records: { where: [{ field: 'region', isSet: true }] },
      }),
    });
    const page = await editing.open('/audiences/focus-areas', async (functionKey, _payload, go) => {
      const answer = (await go()) as { value: object };
      return functionKey === 'overview' ? { ...answer, value: { ...answer.value, seen } } : answer;
    });
    await page.see('3 of 15 leave Focus');
    await page.press('Hide all');
    await page.see('0 of 15 leave Focus', 'Saved to the draft');
    const grant = await editing.grant();
    expect([grant?.fields, grant?.observed]).toEqual([{}, { region: 'text', gone: 'flag' }]);
  });

  it('of another kind than was taken up say so, and are taken up anew when shown again', async () => {
    editing = await openEditing();
    await editing.publish({ [SCOPE]: partWith({ fields: { region: 'show' }, observed: { region: 'number' } }) });
    const page = await editing.open('/audiences/focus-areas', async (functionKey, _payload, go) => {
      const answer = (await go()) as { value: object };
      const seen = [{ resource: 'focusArea', path: 'region', shape: 'text' }];
      return functionKey === 'overview' ? { ...answer, value: { ...answer.value, seen } } : answer;
    });
    await page.see('Focus sends another kind of value here now');
    await page.turn('Show region');
    await page.see('Show 1 other field seen in your data');
    await page.press('Show 1 other field seen in your data');
    await page.turn('Show region');
    await page.see('holds text', 'Saved to the draft');
    expect((await editing.grant())?.observed).toEqual({ region: 'text' });
    await page.seeNoMore('another kind of value');
  });
});
