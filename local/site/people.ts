/** Invented people of the local site. `outsider` has a Jira account elsewhere and is no member of this site. */
export interface PersonOnSite {
  readonly accountId: string;
  readonly name: string;
  readonly role: 'admin' | 'member' | 'outsider';
  readonly groups: readonly string[];
}

export const PEOPLE: readonly PersonOnSite[] = [
  { accountId: '712020:aaaa0001-0000-4000-8000-00000000mira', name: 'Mira Holm', role: 'admin', groups: ['g-admins', 'g-users'] },
  { accountId: '712020:aaaa0002-0000-4000-8000-00000000jona', name: 'Jonas Lind', role: 'admin', groups: ['g-admins', 'g-users'] },
  { accountId: '712020:aaaa0003-0000-4000-8000-00000000tild', name: 'Tilda Berg', role: 'member', groups: ['g-users', 'g-focus-readers'] },
  { accountId: '712020:aaaa0004-0000-4000-8000-00000000ravi', name: 'Ravi Sund', role: 'member', groups: ['g-users'] },
  { accountId: '712020:aaaa0005-0000-4000-8000-00000000noor', name: 'Noor Adan', role: 'outsider', groups: [] },
];

export const GROUPS: readonly { readonly groupId: string; readonly name: string }[] = [
  { groupId: 'g-admins', name: 'jira-administrators' },
  { groupId: 'g-users', name: 'jira-users' },
  { groupId: 'g-focus-readers', name: 'focus-readers' },
];
