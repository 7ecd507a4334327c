import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appIdOf, pagesOf } from '../site/read-manifest';
import type { UiModule } from '../site/read-manifest';
import type { SiteParts } from '../site/site-parts';
import { isConnected } from './first-run';

const PRODUCT_SCOPE = {
  name: 'read:forge-app:jira',
  displayName: 'Call Forge apps',
  description: 'Atlassian’s own scope that every call of an app’s REST API needs beside the app’s own.',
};

const flat = (holder: unknown, prefix = ''): readonly (readonly [string, string])[] =>
  Object.entries(typeof holder === 'object' && holder !== null ? holder : {}).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string' ? [[prefix + name, value] as const] : flat(value, `${prefix}${name}.`),
  );

// The shell translates titles as Jira does, from the default locale's file; one that is missing shows its key.
const titleOf = (parts: SiteParts, title: UiModule['title']): string => {
  if (title === undefined || typeof title === 'string') return title ?? '';
  const { translations } = parts.manifest;
  const file = translations?.resources.find((resource) => resource.key === translations.fallback.default)?.path;
  if (file === undefined) return title.i18n;
  try {
    return new Map(flat(JSON.parse(readFileSync(join(parts.appRoot, file), 'utf8')))).get(title.i18n) ?? title.i18n;
  } catch {
    return title.i18n;
  }
};

/** What `GET /_site/state` answers; `origin` is the one that the caller used. */
export const siteState = (parts: SiteParts, origin: string) => {
  const { manifest, identity, build } = parts;
  const appId = appIdOf(manifest);
  const installed = `${appId}_${identity.environmentId}`;
  const modules = pagesOf(manifest).map((page) => ({
    key: page.key,
    type: page.type,
    title: titleOf(parts, page.title),
    resource: page.resource ?? '',
    path: `${page.type === 'jira:adminPage' ? '/jira/settings/apps' : '/jira/apps'}/${appId}/${identity.environmentId}`,
  }));
  const { ok, message } = build.current();
  return {
    people: parts.people,
    actingDefault: parts.people.find((person) => person.role === 'admin')?.accountId ?? '',
    app: { id: appId, environmentId: identity.environmentId, name: modules[0]?.title ?? appId },
    cloudId: identity.cloudId,
    modules,
    routes: (manifest.modules.apiRoute ?? []).map(({ key, operation, path, scopes = [] }) => ({ key, operation, path, scopes })),
    scopes: [
      ...Object.entries(parts.customScopes.scopes).map(([name, { displayName, description }]) => ({ name, displayName, description })),
      PRODUCT_SCOPE,
    ],
    restApis: {
      enabled: parts.switches.restApis(),
      baseUrls: [
        { form: 'api.atlassian.com', url: `${origin}/svc/jira/${identity.cloudId}/apps/${installed}` },
        { form: `${identity.name}.atlassian.net`, url: `${origin}/gateway/api/svc/jira/apps/${installed}` },
      ],
    },
    focus:
      parts.focusKind === 'real'
        ? { kind: 'real' }
        : { kind: 'stand-in', size: parts.focus.tree().size, shape: parts.focus.switches.shape },
    build: { ok, ...(message === undefined ? {} : { message }) },
    firstRun: { connected: isConnected(parts) },
    counters: { kvs: parts.kvs.counters(), focus: parts.focus.counters() },
  };
};
