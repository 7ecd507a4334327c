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

/** The only hosts that this room ever calls. */
const FOCUS_ORIGIN = 'https://api.atlassian.com';
export const TOKEN_URL = 'https://auth.atlassian.com/oauth/token';

/** The cloud form; the site form puts things in another order and has a function of its own when it comes. */
export const cloudUrl = (cloudId: string, path: string, query: Readonly<Record<string, string | undefined>> = {}): string => {
  const url = new URL(`${FOCUS_ORIGIN}/focus/cloud/${encodeURIComponent(cloudId)}/v1/${path.split('/').map(encodeURIComponent).join('/')}`);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
  return url.toString();
};
