import { boundedFetch } from '../bounded-fetch';
import type { Budget } from '../budget';
import { tenantInfoUrl } from '../endpoints';
import { isObject, own } from '../read-answer';

/**
 * Whether the site of this name is the one that Forge names, by what it says of itself to anybody. Sends no credential.
 * `unknown` = there is no such site, or it didn't say.
 */
export const siteIs = async (siteName: string, cloudId: string, budget: Budget): Promise<'this' | 'other' | 'unknown'> => {
  const told = await boundedFetch(tenantInfoUrl(siteName), { method: 'GET', headers: { accept: 'application/json' } }, budget.takeCall());
  const id = told.ok && isObject(told.body) ? own(told.body, 'cloudId') : undefined;
  if (typeof id !== 'string' || id === '') return 'unknown';
  return id === cloudId ? 'this' : 'other';
};
