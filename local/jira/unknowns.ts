import type { JiraSwitches } from './jira-site';

/**
 * What Atlassian's documentation of Jira leaves open or to a site's admins: what the local site does, and where that comes from. Those
 * named as a switch of `Jira.switches` may be turned at any time, because the app must work both ways.
 */
const JIRA_UNKNOWNS = {
  browseUsersAndGroups: {
    question: 'Who holds the global permission "Browse users and groups"?',
    here: 'all',
    source: 'A site’s admins decide; without it group/bulk answers 403 in the words that JRACLOUD-81445 quotes.',
  },
  mostGroupsOfMyself: {
    question: 'How many groups does myself?expand=groups tell?',
    here: Number.POSITIVE_INFINITY,
    source: 'Jira’s OpenAPI document says "all groups, including nested groups", and gives the list a size of its own beside its items.',
  },
  largestGroupPage: {
    question: 'How large may a page of group/bulk become?',
    here: 1000,
    source: 'The OpenAPI document gives a default of 50 and no most; other pages of Jira end at 1000.',
  },
  peopleHaveToAgree: {
    question: 'Must a person agree on screen before the app’s first call of Jira as that person?',
    here: false,
    source:
      'Forge’s tutorial for Bitbucket says so of the first `asUser` call, those for Jira don’t. Then the proxy answers NEEDS_AUTHENTICATION_ERR, and an app that catches what @forge/api throws keeps Forge from asking.',
  },
  appAdministers: {
    question: 'What does mypermissions say of ADMINISTER when the app itself asks?',
    here: 'That it does not hold it.',
    source: 'Not documented.',
  },
  outsiders: {
    question: 'What does somebody get who has an account elsewhere but no access to this site?',
    here: '403 “Current user not permitted to use Jira.”',
    source: 'Not documented; 401 would do as well.',
  },
} as const;

/** Every switch as it stands until it is turned. */
export const usualSwitches = (): JiraSwitches => ({
  browseUsersAndGroups: JIRA_UNKNOWNS.browseUsersAndGroups.here,
  mostGroupsOfMyself: JIRA_UNKNOWNS.mostGroupsOfMyself.here,
  largestGroupPage: JIRA_UNKNOWNS.largestGroupPage.here,
  peopleHaveToAgree: JIRA_UNKNOWNS.peopleHaveToAgree.here,
});
