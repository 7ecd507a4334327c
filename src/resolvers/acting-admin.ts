import { route } from '@forge/api';
import type { Parsed } from '../exposure/policy/policy';
import { siteOf } from '../store/site';
import type { Site } from '../store/site';
import { askJira } from './groups/ask-jira';
import { refuse, settled } from './refusal';
import type { Refused } from './refusal';

const member = (holder: unknown, name: string): unknown =>
  typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name) ? (holder as Record<string, unknown>)[name] : undefined;

/** Whether Jira says that the acting user administers it. Any other word, or none, is a no: Forge never gates a resolver by itself. */
const administersJira = async (): Promise<boolean> => {
  const answer = await askJira(route`/rest/api/3/mypermissions?permissions=ADMINISTER`);
  return answer.ok && member(member(member(answer.body, 'permissions'), 'ADMINISTER'), 'havePermission') === true;
};

/** Who acts, where and when. */
export interface Acting {
  readonly site: Site;
  readonly accountId: string;
  /** ms since the epoch. */
  readonly now: () => number;
}

interface Request {
  readonly payload: unknown;
  readonly context: unknown;
}

/**
 * Wraps one admin call: first Jira's word on the acting user, each time, then the site, then the payload, then the act.
 * Account and installation come from Forge's own second argument (the resolver puts them over what the page sent).
 */
export const asAdmin =
  <P, A>(name: string, read: (payload: unknown) => Parsed<P>, act: (acting: Acting, payload: P) => Promise<A>) =>
  ({ payload, context }: Request): Promise<A | Refused> =>
    settled(name, async () => {
      const accountId = member(context, 'accountId');
      if (typeof accountId !== 'string' || accountId === '' || !(await administersJira())) return refuse('not_admin');
      const site = siteOf(context, member(context, 'cloudId'));
      if (!site) return refuse('not_admin');
      const parsed = read(payload);
      return parsed.ok ? act({ site, accountId, now: Date.now }, parsed.value) : refuse('invalid', parsed.problems);
    });
