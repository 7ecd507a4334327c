import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { PersonOnSite } from '../../site/people';

const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; background: #f7f8f9; color: #172b4d; }
main { max-width: 34rem; margin: 3rem auto; padding: 2rem; background: #fff; border: 1px solid #dcdfe4; border-radius: 8px; }
h1 { font-size: 1.4rem; margin-top: 0; }
dt { font-weight: 600; margin-top: .75rem; }
dd { margin: 0; color: #44546f; }
code { color: #626f86; font-size: .85rem; }
fieldset { border: 1px solid #dcdfe4; border-radius: 6px; margin: 1.5rem 0; }
label { display: block; padding: .25rem 0; }
button { font: inherit; padding: .5rem 1.25rem; border-radius: 4px; border: 1px solid #8590a2; background: #fff; color: inherit; cursor: pointer; }
button[value=accept] { background: #0c66e4; border-color: #0c66e4; color: #fff; }
@media (prefers-color-scheme: dark) {
  body { background: #161a1d; color: #dee4ea; } main { background: #22272b; border-color: #454f59; } dd, code { color: #9fadbc; }
  button { background: #22272b; } button[value=accept] { background: #579dff; color: #161a1d; }
}`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');
/** Whole, since the hash in the policy is of every character between the tags. */
const STYLE_ELEMENT = raw(`<style>${STYLE}</style>`);

/** One thing that is asked, in words. */
export interface AskedScope {
  readonly name: string;
  readonly title: string;
  readonly description: string;
}

interface Consent {
  readonly integration: string;
  readonly site: string;
  readonly callback: string;
  readonly ticket: string;
  readonly asked: readonly AskedScope[];
  readonly people: readonly PersonOnSite[];
  /** Who is chosen at first. */
  readonly chosen: string;
}

/** Browsers apply form-action to where the form's answer redirects, so the callback must be in it. A policy can't spell IPv6. */
const formTargetsFor = (callback: URL): string => `'self' ${callback.hostname.startsWith('[') ? callback.protocol : callback.origin}`;

const headersFor = (formTargets: string): Record<string, string> => ({
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action ${formTargets}; frame-ancestors 'none'; base-uri 'none'`,
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
});

const page = async (title: string, body: unknown): Promise<string> =>
  String(
    await html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <title>${title}</title>
          ${STYLE_ELEMENT}
        </head>
        <body>
          <main>${body}</main>
        </body>
      </html>`,
  );

/** Takes a title and a sentence; gives a page that says them. */
export const noticePage = async (title: string, text: string, status: 400 | 403): Promise<Response> =>
  new Response(
    await page(
      title,
      html`<h1>${title}</h1>
        <p>${text}</p>`,
    ),
    { status, headers: headersFor("'self'") },
  );

/** Gives the page on which a person allows an integration what it asks. */
export const consentPage = async ({ integration, site, callback, ticket, asked, people, chosen }: Consent): Promise<Response> => {
  const body = html`<h1>${integration} asks for access to the site ${site}</h1>
    <p>It would be able to:</p>
    <dl>
      ${asked.map(
        ({ name, title, description }) =>
          html`<dt>${title} <code>${name}</code></dt>
            <dd>${description}</dd>`,
      )}
    </dl>
    <form method="post" action="/consent">
      <input type="hidden" name="ticket" value="${ticket}" />
      <fieldset>
        <legend>You are</legend>
        ${people.map(
          ({ accountId, name, role }) =>
            html`<label
              ><input type="radio" name="account_id" value="${accountId}" ${accountId === chosen ? 'checked' : ''} /> ${name}
              (${role})</label
            >`,
        )}
      </fieldset>
      <p>The answer goes to ${new URL(callback).origin}.</p>
      <button name="decision" value="accept">Accept</button>
      <button name="decision" value="cancel">Cancel</button>
    </form>`;
  return new Response(await page(`Allow ${integration}?`, body), {
    status: 200,
    headers: headersFor(formTargetsFor(new URL(callback))),
  });
};
