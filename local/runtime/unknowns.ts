/**
 * What nobody outside Atlassian knows about Forge's runtime and bridge: what the local site does instead, and where that comes from.
 * A boolean is a switch, because the answer could go either way and the app must work both ways; a sentence is only written down.
 * Storage, gateway, accounts and Focus have tables of their own beside their code.
 */
export const UNKNOWNS = {
  installationInSecondArgument: {
    question: 'Does the second argument of a function carry `installation` with ari and contexts?',
    here: true,
    source: 'Documented as optional; the text form of its `ari` is a guess.',
  },
  egressRefusal: {
    question: 'What does `fetch` of the app do for an address that the manifest doesn’t permit?',
    here: 'It rejects with name REQUEST_EGRESS_ALLOWLIST_ERR and status 403, which are those of @forge/api’s ExternalEndpointNotAllowedError.',
    source: '@forge/api 8.3.0 out/api/errors.js.',
  },
  missingScope: {
    question: 'What does Atlassian answer when the manifest lacks the scope of an endpoint?',
    here: 'Jira and other products: 401 “Unauthorized; scope does not match”. Storage: 403 with code FORBIDDEN.',
    source: 'The product gateway’s answer as reported by third parties; storage’s code is a guess.',
  },
  requestAtlassianFocus: {
    question: 'What does `requestAtlassian` answer for Focus paths?',
    here: '401 “Unauthorized; scope does not match” for app and user alike.',
    source: 'No Focus scope is valid in a manifest (@forge/manifest 13.7.0), so 401 or 403 is expected.',
  },
  impersonation: {
    question: 'What does `asUser(accountId)` answer for another account, without `allowImpersonation`?',
    here: '403 with header `forge-proxy-error: IMPERSONATION_NOT_ALLOWED`, which makes @forge/api throw a ProxyRequestError.',
    source: 'The header is @forge/api’s; the code is a guess.',
  },
  invokeFailure: {
    question: 'With which words does `invoke` of @forge/bridge reject when the resolver threw, was late or got too much?',
    here: 'A sentence that says which of these it was; a thrown error’s own message is kept.',
    source: 'Guess.',
  },
  endedInvocation: {
    question: 'What happens to a promise that a function left running?',
    here: 'It runs on, but whatever it asks of the platform is refused.',
    source: 'Forge freezes the process and forbids it; the local site is stricter on purpose.',
  },
  sockets: {
    question: 'Can the app reach the network other than by `fetch`?',
    here: 'No: connecting a socket throws.',
    source: 'Forge documents `fetch` as the way out; node:http behind its proxy is not documented.',
  },
} as const;
