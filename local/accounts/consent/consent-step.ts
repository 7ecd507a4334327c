import OAuth2Server from '@node-oauth/oauth2-server';
import type { CustomScopes } from '../../site/read-custom-scopes';
import type { SiteDatabase } from '../../site/open-database';
import type { PersonOnSite } from '../../site/people';
import { change, findRow, hashSecret, randomSecret } from '../account-tables';
import { LIFETIMES } from '../assumptions';
import { readAuthorizeRequest, sendBackTo } from './authorize-request';
import { consentPage, noticePage } from './consent-page';
import type { AskedScope } from './consent-page';
import { OFFLINE_SCOPE, PRODUCT_SCOPE } from '../integrations';
import type { Integrations } from '../integrations';

interface ConsentNeeds {
  readonly database: SiteDatabase;
  readonly now: () => number;
  readonly people: readonly PersonOnSite[];
  readonly isMember: (accountId: string) => boolean;
  readonly customScopes: CustomScopes;
  readonly siteName: string;
  readonly server: OAuth2Server;
  readonly integrations: Integrations;
  readonly allowedScopes: (integrationScopes: readonly string[], asked: readonly string[]) => string[] | undefined;
  readonly sns: string;
}

interface ConsentStep {
  /** Gives the consent page, an error page, or an error sent back to the integration. */
  readonly ask: (request: Request) => Promise<Response>;
  /** Takes the form of the consent page; gives the redirect with a code, or with access_denied. */
  readonly decide: (request: Request) => Promise<Response>;
}

/** Scopes that custom-scopes.yaml does not describe. */
const OTHER_WORDS: Readonly<Record<string, Omit<AskedScope, 'name'>>> = {
  [PRODUCT_SCOPE]: { title: 'Call app REST APIs', description: 'Call the REST APIs that apps on this Jira site offer.' },
  [OFFLINE_SCOPE]: { title: 'Stay connected', description: 'Keep this access while you are away, for up to 90 days at a time.' },
};

const sentTo = (location: string): Response =>
  new Response(null, { status: 302, headers: { Location: location, 'Cache-Control': 'no-store' } });

/**
 * The step between an authorization request and its code. What was asked is kept under a one-time ticket, so that the form
 * can't ask for more than the page showed, and no other page can send it.
 */
export const openConsentStep = (needs: ConsentNeeds): ConsentStep => {
  const { database, now, people, isMember, customScopes, siteName, server, integrations } = needs;
  const read = (query: string) =>
    readAuthorizeRequest(new URLSearchParams(query), { ...needs, findByClientId: integrations.findByClientId });
  const inWords = (name: string): AskedScope => {
    const own = customScopes.scopes[name];
    if (own) return { name, title: own.displayName, description: own.description };
    return { name, ...(OTHER_WORDS[name] ?? { title: name, description: 'No longer described by the app.' }) };
  };
  const keep = (query: string): string => {
    const ticket = randomSecret('');
    change(database, 'delete from account_consent where expires_at <= ?', now());
    change(
      database,
      'insert into account_consent (ticket_hash, query, expires_at) values (?, ?, ?)',
      hashSecret(ticket),
      query,
      now() + LIFETIMES.consent,
    );
    return ticket;
  };
  return {
    ask: async (request) => {
      const query = new URL(request.url).search;
      const asked = read(query);
      if (asked.kind === 'shown') return noticePage(asked.title, asked.text, 400);
      if (asked.kind === 'sent-back') return sentTo(asked.location);
      const { name, callback, owner } = asked.integration;
      return consentPage({
        integration: name,
        site: siteName,
        callback,
        ticket: keep(query),
        asked: asked.scopes.map(inWords),
        people,
        chosen: owner,
      });
    },
    decide: async (request) => {
      const origin = request.headers.get('origin');
      if (origin !== null && origin !== new URL(request.url).origin)
        return noticePage('Not from here', 'Consent is given on the consent page only.', 403);
      const form = new URLSearchParams(await request.text());
      const ticketHash = hashSecret(form.get('ticket') ?? '');
      const kept = findRow(database, 'consent', 'select query, expires_at from account_consent where ticket_hash = ?', ticketHash);
      if (kept === undefined || kept.expires_at <= now())
        return noticePage('Too late', 'This consent page was used before or is too old. Start again from the authorization URL.', 400);
      const accept = form.get('decision') === 'accept';
      const accountId = form.get('account_id') ?? '';
      if (accept && !isMember(accountId)) return noticePage('Not a member', `Only a member of the site ${siteName} can allow this.`, 403);
      if (change(database, 'delete from account_consent where ticket_hash = ?', ticketHash) !== 1)
        return noticePage('Too late', 'This consent page was used before.', 400);
      const asked = read(kept.query);
      if (asked.kind === 'shown') return noticePage(asked.title, asked.text, 400);
      if (asked.kind === 'sent-back') return sentTo(asked.location);
      const back = (error: string, text: string): Response =>
        sentTo(sendBackTo(asked.integration.callback, { error, error_description: text, state: asked.query['state'] ?? '' }));
      if (!accept) return back('access_denied', 'The person did not allow it');
      const response = new OAuth2Server.Response();
      const authorize = new OAuth2Server.Request({ method: 'POST', headers: {}, query: { ...asked.query }, body: {} });
      try {
        await server.authorize(authorize, response, { authenticateHandler: { handle: () => ({ accountId }) } });
      } catch (error) {
        // The library's own error redirect loses the error when the callback has a query.
        if (!(error instanceof OAuth2Server.OAuthError) || error instanceof OAuth2Server.ServerError) throw error;
        return back(error.name, error.message);
      }
      const location: unknown = response.get('location');
      return typeof location === 'string' ? sentTo(location) : back('server_error', 'The authorization server failed');
    },
  };
};
