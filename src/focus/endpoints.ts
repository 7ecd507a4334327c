import { SITE_NAME } from '../exposure/catalogue/catalogue';
import type { ResourceName } from '../exposure/policy/policy';

/** One read endpoint of Focus: what it lists, where it lies below `/v1/`, and what the connection test makes of it. */
export interface Endpoint {
  readonly resource: ResourceName;
  readonly path: string;
  /** Whether it takes `limit` and `cursor`; the classification lists are documented without parameters. */
  readonly paged: boolean;
  /** Focus guards these by its permission on funds, apart from the focus areas. */
  readonly money: boolean;
}

const row = (resource: ResourceName, path: string, paged: boolean, money: boolean): Endpoint => ({ resource, path, paged, money });

/** Paths as printed by Focus's reference, or inferred from it (facts: focus.md section 2). */
export const READ_ENDPOINTS = [
  row('focusArea', 'focus-areas', true, false),
  row('costItem', 'funds/cost-item', true, true),
  row('benefitItem', 'funds/benefit-item', true, true),
  row('costType', 'funds/cost-type', false, true),
  row('costSubtype', 'funds/cost-subtype', false, true),
  row('benefitType', 'funds/benefit-type', false, true),
  row('investmentCategory', 'funds/investment-category', false, true),
  row('organization', 'organizations', true, false),
] as const satisfies readonly Endpoint[];

export const FOCUS_AREAS = READ_ENDPOINTS[0];

/** Where a read goes below `/v1/`: a path of the table above, and the id of one record below it as Focus wants it. */
export interface FocusAddress {
  readonly path: string;
  readonly id?: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
}

/** Hosts that this room calls, beside the site's own. */
const CLOUD_ORIGIN = 'https://api.atlassian.com';
export const TOKEN_URL = 'https://auth.atlassian.com/oauth/token';

const siteOrigin = (siteName: string): string => {
  if (!SITE_NAME.test(siteName)) throw new Error('That is no name of a site.');
  return `https://${siteName}.atlassian.net`;
};

/** The id is one segment, whatever it holds: an ARI has slashes. */
const below = (base: string, { path, id, query = {} }: FocusAddress): string => {
  const segments = [...path.split('/'), ...(id === undefined ? [] : [id])];
  const url = new URL(`${base}/v1/${segments.map(encodeURIComponent).join('/')}`);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
  return url.toString();
};

/** The cloud address; the two put things in another order, so each has a function of its own. */
export const cloudUrl = (cloudId: string, address: FocusAddress): string =>
  below(`${CLOUD_ORIGIN}/focus/cloud/${encodeURIComponent(cloudId)}`, address);

/** The site's own address. Throws for what is no name of a site. */
export const siteUrl = (siteName: string, address: FocusAddress): string => below(`${siteOrigin(siteName)}/gateway/api/focus`, address);

/** Where a site tells anybody its cloud id. Throws for what is no name of a site. */
export const tenantInfoUrl = (siteName: string): string => `${siteOrigin(siteName)}/_edge/tenant_info`;
