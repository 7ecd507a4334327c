import type { Faults } from '../focus/faults';
import { openFaults } from '../focus/faults';
import type { PersonOnSite } from '../site/people';
import type { Caller, JiraOperation } from './jira-operations';
import { JIRA_OPERATIONS } from './jira-operations';
import { JiraRefusal } from './jira-refusal';
import type { GroupOnSite, JiraSwitches, Site } from './jira-site';
import { usualSwitches } from './unknowns';

export interface JiraSettings {
  readonly people: readonly PersonOnSite[];
  readonly groups: readonly GroupOnSite[];
  readonly now?: () => number;
  readonly baseUrl?: string;
  /** The app's scopes of the manifest. Given, a call that none of them opens is refused as Forge refuses it; missing, none is checked. */
  readonly grantedScopes?: readonly string[];
}

export type Acting = { readonly accountId: string } | { readonly app: true };

export interface Jira {
  /** Answers the operations of jira-operations.ts; anything else is an error that says it is not modelled. */
  fetch(request: Request, acting: Acting): Promise<Response>;
  /** As Focus's; operations are named in jira-operations.ts (`mypermissions`, `myself`, …). */
  readonly faults: Faults;
  /** May be changed at any time. */
  readonly switches: JiraSwitches;
}

const APP = { accountId: '557058:cccc0001-0000-4000-8000-000000000app', name: 'Aperture for Focus' } as const;

/** Opens the stand-in for the little of Jira that the app calls. */
export function openJira({ people, groups, now = Date.now, baseUrl = 'https://local.atlassian.net', grantedScopes }: JiraSettings): Jira {
  const members = people.filter((person) => person.role !== 'outsider');
  const person: Site['person'] = (accountId) => members.find((one) => one.accountId === accountId);
  const switches = usualSwitches();
  const site: Site = { baseUrl, groups, switches, members, app: APP, person, now };
  const faults = openFaults();
  return {
    faults,
    switches,
    async fetch(request, acting) {
      const { pathname, searchParams } = new URL(request.url);
      const operation = request.method === 'GET' ? JIRA_OPERATIONS.find((one) => one.path === pathname) : undefined;
      if (!operation) {
        return new JiraRefusal(404, [`${request.method} ${pathname} of Jira is not modelled on the local site.`]).toResponse();
      }
      return faults.around(operation.name, request, async () => {
        if (grantedScopes && !isOpenTo(operation, grantedScopes)) return scopeDoesNotMatch();
        if (switches.peopleHaveToAgree && 'accountId' in acting) return needsAgreement();
        const caller = callerOf(acting, people, site);
        if (caller instanceof Response) return caller;
        try {
          return Response.json(operation.answer({ query: searchParams, caller, site }));
        } catch (error) {
          if (error instanceof JiraRefusal) return error.toResponse();
          throw error;
        }
      });
    },
  };
}

const isOpenTo = ({ scopes }: JiraOperation, granted: readonly string[]): boolean =>
  scopes.some((alternative) => alternative.every((scope) => granted.includes(scope)));

/** Body and header as Forge's gateway was seen to answer (fact sheet on app REST APIs, errors). */
const scopeDoesNotMatch = (): Response =>
  Response.json(
    { code: 401, message: 'Unauthorized; scope does not match' },
    { status: 401, headers: { 'x-failure-category': 'FAILURE_CLIENT_SCOPE_CHECK' } },
  );

/** What Forge's proxy says instead of Jira; @forge/api throws NeedsAuthenticationError for it. */
const needsAgreement = (): Response =>
  Response.json({ code: 'NEEDS_AUTHENTICATION_ERR' }, { status: 401, headers: { 'forge-proxy-error': 'NEEDS_AUTHENTICATION_ERR' } });

/** Nobody, or an account that nobody has: 401. Somebody without access to this site: 403 (see unknowns.ts). */
function callerOf(acting: Acting, people: readonly PersonOnSite[], site: Site): Caller | Response {
  if ('app' in acting) return { kind: 'app' };
  if (site.person(acting.accountId)) return { kind: 'person', accountId: acting.accountId };
  const outsider = people.some((person) => person.accountId === acting.accountId);
  return outsider
    ? Response.json({ message: 'Current user not permitted to use Jira.', 'status-code': 403 }, { status: 403 })
    : Response.json({ message: 'Client must be authenticated to access this resource.', 'status-code': 401 }, { status: 401 });
}
