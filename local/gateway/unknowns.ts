import type { Choices } from '../accounts/assumptions';

/**
 * What is not known of Atlassian's gateway for apiRoute, where it may go either way. `assumed` is what the local site does until told
 * otherwise; each `choices` names the other answers that an app must stand.
 */
export const GATEWAY_UNKNOWNS = {
  routeScopes: {
    question: 'Must a token hold all of a route’s custom scopes, or one of them?',
    source: 'The schema calls the list "required to access" the route; not proved. read:forge-app:<product> is needed in any case.',
    choices: ['all', 'any'],
    assumed: 'all',
  },
  principal: {
    question: "Does the function's second argument name the caller's account?",
    source: 'The captured context has no account id; principal.accountId is documented for all modules, not seen for apiRoute.',
    choices: ['absent', 'account'],
    assumed: 'absent',
  },
  accountHeader: {
    question: 'What does the function see in x-slauth-user-context-account-id?',
    source: 'A third party reads the caller from it and probes forgery; results are not published.',
    choices: ['as-sent', 'from-token', 'dropped'],
    assumed: 'as-sent',
  },
  headerNames: {
    question: 'In which case do header names reach the function?',
    source: 'One captured request shows Content-Type and X-Trace; not documented.',
    choices: ['canonical', 'lower'],
    assumed: 'canonical',
  },
  queryCommas: {
    question: 'Is a query value split at its commas?',
    source: "The web trigger reference's example splits a=x,y in two; inferred for apiRoute.",
    choices: ['kept', 'split'],
    assumed: 'kept',
  },
  emptyBody: {
    question: 'What is `body` of a request without one?',
    source: 'Not documented, not captured.',
    choices: ['absent', 'null', 'empty'],
    assumed: 'absent',
  },
  sitePath: {
    question: "Which `path` does the function see when called through the site's own URL?",
    source: 'Only a call through api.atlassian.com was captured.',
    choices: ['cloud-form', 'as-called'],
    assumed: 'cloud-form',
  },
  responseHeaders: {
    question: "Which of the function's headers reach the caller?",
    source: 'Content-Type came through; ETag, Link, Retry-After and others are not known.',
    choices: ['all', 'only-content-type'],
    assumed: 'all',
  },
  plainHeaderValues: {
    question: 'May a header value be a plain string instead of an array?',
    source: 'The web trigger reference shows arrays only.',
    choices: ['refused', 'taken'],
    assumed: 'refused',
  },
  rates: {
    question: 'Do the invocation rates of users and installations count apiRoute calls?',
    source: 'Not documented: apiRoute may or may not be user-led.',
    choices: ['counted', 'not-counted'],
    assumed: 'counted',
  },
} as const;

export type GatewayChoices = Choices<typeof GATEWAY_UNKNOWNS>;

/** The answers that the local site assumes for the gateway. */
export const assumedGatewayChoices = (): GatewayChoices => ({
  routeScopes: GATEWAY_UNKNOWNS.routeScopes.assumed,
  principal: GATEWAY_UNKNOWNS.principal.assumed,
  accountHeader: GATEWAY_UNKNOWNS.accountHeader.assumed,
  headerNames: GATEWAY_UNKNOWNS.headerNames.assumed,
  queryCommas: GATEWAY_UNKNOWNS.queryCommas.assumed,
  emptyBody: GATEWAY_UNKNOWNS.emptyBody.assumed,
  sitePath: GATEWAY_UNKNOWNS.sitePath.assumed,
  responseHeaders: GATEWAY_UNKNOWNS.responseHeaders.assumed,
  plainHeaderValues: GATEWAY_UNKNOWNS.plainHeaderValues.assumed,
  rates: GATEWAY_UNKNOWNS.rates.assumed,
});
