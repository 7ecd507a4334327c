import type { PersonOnSite } from '../site/people';
import { JiraRefusal } from './jira-refusal';
import type { Site } from './jira-site';

/** A parameter that must be there. */
export function required(query: URLSearchParams, name: string): string {
  const value = query.get(name);
  if (value === null || value === '') throw new JiraRefusal(400, [`The query parameter '${name}' is required.`]);
  return value;
}

/** The member with this account id, or Jira's 404. */
export function found(site: Site, accountId: string): PersonOnSite {
  const person = site.person(accountId);
  if (!person) throw new JiraRefusal(404, ['Specified user does not exist or you do not have required permissions']);
  return person;
}

/** Offset pages as Jira has them; `usual` and `most` are numbers of entries. */
export function page(query: URLSearchParams, usual: number, most: number): { readonly startAt: number; readonly maxResults: number } {
  const whole = (name: string, otherwise: number): number => {
    const text = query.get(name) ?? String(otherwise);
    if (!/^\d{1,9}$/.test(text)) throw new JiraRefusal(400, [`The query parameter '${name}' is not a whole number.`]);
    return Number(text);
  };
  return { startAt: whole('startAt', 0), maxResults: Math.min(whole('maxResults', usual), most) };
}
