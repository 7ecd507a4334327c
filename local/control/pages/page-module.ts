import { createHash } from 'node:crypto';
import { jsonBytes, LIMITS } from '../../runtime/limits';
import type { InvocationResult } from '../../runtime/runtime';
import { pagesOf } from '../../site/read-manifest';
import type { Manifest, PageType, UiModule } from '../../site/read-manifest';
import type { SiteParts } from '../../site/site-parts';

/** A UI module of the manifest by its key. */
export const findPage = (manifest: Manifest, key: string): (UiModule & { readonly type: PageType }) | undefined =>
  pagesOf(manifest).find((page) => page.key === key);

type Page = NonNullable<ReturnType<typeof findPage>>;

const localIdOf = (parts: SiteParts, page: Page): string => {
  const digest = createHash('sha256').update(`${parts.identity.installationId}/${page.key}`).digest('hex');
  return `ari:cloud:ecosystem::extension/${parts.manifest.app.id.split('/').at(-1) ?? ''}/${parts.identity.environmentId}/static/${page.key}#${digest.slice(0, 8)}`;
};

// What the platform itself knows of a page; the page's browser adds nothing to it.
const sharedContext = (parts: SiteParts, page: Page) => ({
  cloudId: parts.identity.cloudId,
  localId: localIdOf(parts, page),
  moduleKey: page.key,
  environmentId: parts.identity.environmentId,
  environmentType: parts.identity.environmentType,
  siteUrl: `https://${parts.identity.name}.atlassian.net`,
  extension: { type: page.type },
});

/**
 * What `view.getContext()` gives on a page, but for the theme, which is the browser's. `siteUrl` is the `origin` that the browser used,
 * so that an address which a page prints for its site works here as it stands.
 */
export const pageContext = (parts: SiteParts, page: Page, accountId: string, origin: string) => ({
  ...sharedContext(parts, page),
  siteUrl: origin,
  accountId,
  locale: 'en-US',
  timezone: 'UTC',
  permissions: { scopes: parts.manifest.permissions?.scopes ?? [], external: parts.manifest.permissions?.external ?? {} },
});

/** Calls the resolver of a page as a person, as `invoke` of @forge/bridge does. */
export const invokeResolver = async (
  parts: SiteParts,
  call: { readonly module: string; readonly functionKey: string; readonly payload: unknown; readonly accountId: string },
): Promise<InvocationResult> => {
  const page = findPage(parts.manifest, call.module);
  const resolver = page?.resolver?.function;
  if (!page || resolver === undefined) {
    return { ok: false, error: { kind: 'not-found', message: `The manifest has no page '${call.module}' with a resolver.` } };
  }
  if (jsonBytes(call.payload) > LIMITS.invokePayloadBytes) {
    return { ok: false, error: { kind: 'too-large', message: 'The payload is over 500 KB.' } };
  }
  return parts.runtime.invoke({
    functionKey: resolver,
    moduleKey: page.key,
    payload: { call: { functionKey: call.functionKey, payload: call.payload }, context: sharedContext(parts, page) },
    accountId: call.accountId,
  });
};
