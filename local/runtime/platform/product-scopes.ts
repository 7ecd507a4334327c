interface ScopedEndpoint {
  readonly path: RegExp;
  /** One of these is enough; classic and granular names of Jira's REST reference. */
  readonly scopes: readonly string[];
}

/** Scopes of the Jira endpoints that the local site models. An endpoint without a row needs none. */
const JIRA: readonly ScopedEndpoint[] = [
  { path: /^\/rest\/api\/[23]\/mypermissions$/, scopes: ['read:jira-work', 'read:permission:jira'] },
  { path: /^\/rest\/api\/[23]\/myself$/, scopes: ['read:jira-user'] },
  { path: /^\/rest\/api\/[23]\/user(\/|$)/, scopes: ['read:jira-user'] },
  { path: /^\/rest\/api\/[23]\/users(\/|$)/, scopes: ['read:jira-user'] },
  { path: /^\/rest\/api\/[23]\/groups?(\/|$)/, scopes: ['read:jira-user', 'manage:jira-configuration'] },
];

/** Atlassian paths behind `requestAtlassian`. No scope that a manifest may hold opens Focus (facts of Forge's manifest 13.7). */
const STARGATE: readonly ScopedEndpoint[] = [
  { path: /^\/focus(\/|$)/, scopes: [] },
  { path: /^\/app\/report-accounts$/, scopes: ['report:personal-data'] },
];

const TABLES = { jira: JIRA, stargate: STARGATE } as const;

/** Whether an app with these scopes may call a path. A row without scopes opens to nobody. */
export const mayCall = (remote: keyof typeof TABLES, path: string, granted: readonly string[]): boolean => {
  const row = TABLES[remote].find((endpoint) => endpoint.path.test(path));
  return row === undefined || row.scopes.some((scope) => granted.includes(scope));
};
