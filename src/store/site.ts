/** Whose data a call may touch: the site that Forge itself names for this invocation. */
export interface Site {
  /** Checked: fits into a path of Focus as it is. */
  readonly cloudId: string;
  /** `null` where Forge doesn't tell it; see docs/decisions/0005-installation-unknown.md. */
  readonly installationId: string | null;
}

const CLOUD_ID = /^[A-Za-z0-9-]{1,64}$/;
const INSTALLATION_ID = /^[A-Za-z0-9-]{1,64}$/;

// `ari:cloud:jira::site/<cloudId>` as documented, `ari:cloud:jira:<cloudId>:workspace/<id>` as captured on the cloud.
const INSTALL_CONTEXTS = [/^ari:cloud:jira::site\/([^/:]+)$/, /^ari:cloud:jira:([^/:]+):workspace\/[^/]+$/];

const member = (holder: unknown, name: string): unknown =>
  typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name) ? (holder as Record<string, unknown>)[name] : undefined;

const cloudIdOf = (installContext: unknown): string | null => {
  if (typeof installContext !== 'string' || installContext.length > 512) return null;
  for (const form of INSTALL_CONTEXTS) {
    const found = form.exec(installContext)?.[1];
    if (found !== undefined && CLOUD_ID.test(found)) return found;
  }
  return null;
};

/** The type of Forge's package says an object with `installationId`, the wire may carry the ARI as text. */
const installationIdOf = (installation: unknown): string | null => {
  const ari = member(installation, 'ari');
  const id = typeof ari === 'string' ? ari.slice(ari.lastIndexOf('/') + 1) : member(ari, 'installationId');
  return typeof id === 'string' && INSTALLATION_ID.test(id) ? id : null;
};

/**
 * Takes the second argument of a Forge function (for a resolver: its callback's context, which carries the same members
 * from the same source) and the cloud id that the payload claims, if it claims one.
 * Gives the site, or `null` when none is told or the two disagree.
 */
export const siteOf = (context: unknown, claimedCloudId?: unknown): Site | null => {
  const cloudId = cloudIdOf(member(context, 'installContext'));
  if (cloudId === null) return null;
  if (claimedCloudId !== undefined && claimedCloudId !== null && claimedCloudId !== cloudId) return null;
  return { cloudId, installationId: installationIdOf(member(context, 'installation')) };
};
