/** The ids of the one local site. Fixed, so that a saved curl works tomorrow. */
export const SITE = {
  cloudId: '11111111-2222-4333-8444-555555555555',
  environmentId: '99999999-8888-4777-8666-555555555555',
  environmentType: 'DEVELOPMENT',
  installationId: '33333333-4444-4555-8666-777777777777',
  name: 'local',
} as const;

/** The context ARI that Forge gives every function as `installContext`. */
export const installContext = (cloudId: string): string => `ari:cloud:jira::site/${cloudId}`;
