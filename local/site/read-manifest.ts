import * as v from 'valibot';
import { readYaml } from './read-yaml';

const i18nText = v.union([v.string(), v.object({ i18n: v.string() })]);

const apiRoute = v.looseObject({
  key: v.string(),
  path: v.string(),
  operation: v.picklist(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  function: v.string(),
  accept: v.optional(v.array(v.string())),
  scopes: v.optional(v.array(v.string())),
});

const uiModule = v.looseObject({
  key: v.string(),
  title: v.optional(i18nText),
  resource: v.optional(v.string()),
  resolver: v.optional(v.looseObject({ function: v.string() })),
});

const consumer = v.looseObject({ key: v.string(), queue: v.string(), function: v.optional(v.string()) });

const scheduledTrigger = v.looseObject({
  key: v.string(),
  function: v.optional(v.string()),
  interval: v.picklist(['fiveMinute', 'hour', 'day', 'week']),
});

const address = v.union([v.string(), v.looseObject({ address: v.string() })]);

const manifest = v.looseObject({
  app: v.looseObject({
    id: v.pipe(v.string(), v.regex(/^ari:cloud:ecosystem::app\/[0-9a-f-]{36}$/, 'app.id must be an app ARI')),
    storage: v.optional(v.looseObject({ entities: v.optional(v.array(v.looseObject({ name: v.string() }))) })),
  }),
  modules: v.looseObject({
    'jira:adminPage': v.optional(v.array(uiModule)),
    'jira:globalPage': v.optional(v.array(uiModule)),
    'jira:dashboardGadget': v.optional(v.array(uiModule)),
    apiRoute: v.optional(v.array(apiRoute)),
    consumer: v.optional(v.array(consumer)),
    scheduledTrigger: v.optional(v.array(scheduledTrigger)),
    function: v.array(v.looseObject({ key: v.string(), handler: v.string(), timeoutSeconds: v.optional(v.number()) })),
  }),
  resources: v.optional(v.array(v.looseObject({ key: v.string(), path: v.string() }))),
  translations: v.optional(
    v.looseObject({
      resources: v.array(v.object({ key: v.string(), path: v.string() })),
      fallback: v.looseObject({ default: v.string() }),
    }),
  ),
  permissions: v.optional(
    v.looseObject({
      scopes: v.optional(v.array(v.string())),
      external: v.optional(v.looseObject({ fetch: v.optional(v.looseObject({ backend: v.optional(v.array(address)) })) })),
    }),
  ),
});

/** What the local site knows of the app: the members of manifest.yml that it acts on, in the manifest's own shape. */
export type Manifest = v.InferOutput<typeof manifest>;
export type ApiRoute = v.InferOutput<typeof apiRoute>;
export type UiModule = v.InferOutput<typeof uiModule>;

/** Reads manifest.yml. Fast; Forge's own validation is `validateManifest`. Throws BadEnvironment. */
export const readManifest = (file: string): Manifest => readYaml(file, manifest);

/** The app's bare UUID. */
export const appIdOf = (of: Manifest): string => of.app.id.slice(of.app.id.lastIndexOf('/') + 1);

export const scopesOf = (of: Manifest): readonly string[] => of.permissions?.scopes ?? [];

/** Addresses that the back end may call, as the manifest writes them. */
export const egressOf = (of: Manifest): readonly string[] =>
  (of.permissions?.external?.fetch?.backend ?? []).map((item) => (typeof item === 'string' ? item : item.address));

const PAGE_TYPES = ['jira:adminPage', 'jira:globalPage', 'jira:dashboardGadget'] as const;
export type PageType = (typeof PAGE_TYPES)[number];

/** Every UI module that the local site can show, with its type. */
export const pagesOf = (of: Manifest): readonly (UiModule & { readonly type: PageType })[] =>
  PAGE_TYPES.flatMap((type) => (of.modules[type] ?? []).map((module) => ({ ...module, type })));
