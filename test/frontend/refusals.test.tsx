import './fake-bridge';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REFUSAL_WORDS } from '../../src/frontend/refusal-message';
import { App as AdminApp } from '../../src/frontend/admin/app';
import { App as SummaryApp } from '../../src/frontend/summary/app';
import { ROOT } from '../wiring/project-files';
import { openPage } from './open-page';

const texts = JSON.parse(readFileSync(join(ROOT, 'locales/en-US.json'), 'utf8')) as Readonly<Record<string, string>>;

const refused = (code: string) => async (): Promise<unknown> => ({ ok: false, refusal: { code, problems: [] } });

/** The codes of the wire, read from its types: a page must have words for each of them. */
const wireCodes = [
  ...(
    /interface Refusal \{\s*readonly code:([\s\S]*?);\n/.exec(readFileSync(join(ROOT, 'src/resolvers/contract.ts'), 'utf8'))?.[1] ?? ''
  ).matchAll(/'([a-z_]+)'/g),
].map(([, code]) => code ?? '');

describe('a page that is refused', () => {
  it('has words for every code of the wire and no other, but for a call that never came through', () => {
    expect(wireCodes.length).toBeGreaterThan(10);
    expect([...wireCodes, 'no_answer'].sort()).toEqual(Object.keys(REFUSAL_WORDS).sort());
  });

  it.each(Object.entries(REFUSAL_WORDS))('says plainly: %s', async (code, { title, body, again }) => {
    const page = await openPage(<AdminApp />, { invoke: refused(code) });
    await page.see(texts[title] ?? '', texts[body] ?? '');
    expect(page.words().includes('Try again')).toBe(again);
    await page.close();
  });

  it.each(wireCodes)('says something on the summary page too: %s', async (code) => {
    const page = await openPage(<SummaryApp />, { invoke: refused(code) });
    await page.see('Focus at a glance');
    expect(page.words().split('\n').length).toBeGreaterThan(2);
    expect(page.words()).not.toContain(code);
    await page.close();
  });

  it('a code that is newer than the page is told as a call without an answer', async () => {
    const page = await openPage(<AdminApp />, { invoke: refused('constructor') });
    await page.see('No answer', 'Try again');
    await page.close();
  });

  it('names what is wrong and where', async () => {
    const problems = [
      { path: '/policy/audiences', code: 'unknown_audience', params: { audience: 'view:<b>x</b>' } },
      { path: '/policy/audiences/app-users/grants/focusArea/fields/owner.id', code: 'unknown_treatment', params: {} },
      { path: '/draft/audiences/view:partnerx/grants/costItem/records/where/2/in/0', code: 'empty', params: {} },
      { path: '/policy/audiences/app-users/grants/focusArea/records/under/0', code: 'not_an_id', params: {} },
      { path: '/audiences/app-users/grants/a~1b~0c', code: 'unknown_resource', params: { resource: 'a/b~c' } },
      { path: '/policy/audiences/nobody/enabled', code: 'wrong_type', params: { expected: 'boolean' } },
      { path: '', code: 'from_tomorrow', params: {} },
    ];
    const page = await openPage(<AdminApp />, { invoke: async () => ({ ok: false, refusal: { code: 'invalid', problems } }) });
    await page.see(
      'There is no audience “view:<b>x</b>”. (at /policy/audiences)',
      'does not know. (at App users › focus areas › Fields › Owner)',
      '(at Shared view “partnerx” › cost items › Records › Condition 3)',
      '(at App users › focus areas › Records › Subtrees)',
      '(at App users › grants › a/b~c)',
      '(at /policy/audiences/nobody/enabled)',
      'Something this page does not know yet (from_tomorrow).',
    );
    await page.close();
  });

  it('is drawn also for a reader with a language and a time zone that nobody knows', async () => {
    const page = await openPage(<AdminApp />, { invoke: refused('not_admin'), context: { locale: 'xx-YY', timezone: 'Nowhere/Never' } });
    await page.see('This page is for Jira admins');
    await page.close();
  });

  it('an answer that the page cannot draw leaves a plain word, not an empty page', async () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    jest.spyOn(console, 'log').mockImplementation(() => undefined);
    const page = await openPage(<AdminApp />, { invoke: async () => ({ ok: true, value: { live: null } }) });
    await page.see('Something on this page went wrong');
    await page.close();
    jest.restoreAllMocks();
  });
});
