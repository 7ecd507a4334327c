/** What an integrator needs to reach this app on this site. */
interface Addresses {
  /** Works for every site. */
  readonly api: string;
  /** The same door on the site's own host. */
  readonly site: string;
  readonly tenantInfo: string;
  readonly authorize: string;
  readonly token: string;
  readonly curl: string;
}

/** Told by Jira to every page; see `ids`. */
interface Whereabouts {
  readonly cloudId: string;
  readonly siteUrl: string;
  readonly appId: string;
  readonly environmentId: string;
}

/** The scope that every call needs beside the app's own. */
export const PRODUCT_SCOPE = 'read:forge-app:jira';

const LOCAL_ID = /^ari:cloud:ecosystem::extension\/([0-9a-fA-F-]{36})\/([0-9a-fA-F-]{36})\//;

/** App and environment from the id of this page, `ari:cloud:ecosystem::extension/<app>/<environment>/static/<module>`; null when Jira sends another form. */
export const ids = (localId: string): { appId: string; environmentId: string } | null => {
  const [, appId, environmentId] = LOCAL_ID.exec(localId) ?? [];
  return appId && environmentId ? { appId, environmentId } : null;
};

const list = (scopes: readonly string[]): string => scopes.map(encodeURIComponent).join('%20');

/**
 * Takes where this app runs and the scopes to ask for; gives the addresses and a call to copy, as Atlassian's page
 * "Access REST APIs exposed by a Forge app" has them. `sns` and the product scope are needed although the developer
 * console leaves them out of the address that it shows (ECO-1289).
 */
export const addressesOf = (where: Whereabouts, scopes: readonly string[]): Addresses => {
  const app = `${where.appId}_${where.environmentId}`;
  const siteUrl = where.siteUrl.replace(/\/+$/, '');
  const site = `${siteUrl}/gateway/api/svc/jira/apps/${app}/v1`;
  return {
    api: `https://api.atlassian.com/svc/jira/${where.cloudId}/apps/${app}/v1`,
    site,
    tenantInfo: `${siteUrl}/_edge/tenant_info`,
    authorize:
      'https://auth.atlassian.com/authorize?audience=api.atlassian.com&client_id=CLIENT_ID' +
      `&scope=${list([...scopes, PRODUCT_SCOPE])}&redirect_uri=CALLBACK_URL&state=STATE&response_type=code&prompt=consent` +
      `&sns=${where.appId}.${where.environmentId}`,
    token: 'https://auth.atlassian.com/oauth/token',
    curl: `curl --header "Authorization: Bearer $TOKEN" \\\n  "${site}/focusAreas?limit=25"`,
  };
};
