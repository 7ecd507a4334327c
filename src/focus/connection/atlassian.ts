import { asApp, assumeTrustedRoute } from '@forge/api';
import { boundedCall } from '../bounded-fetch';
import { cloudUrl } from '../endpoints';
import type { ConnectionOf, SignIn, SignInNeeds } from '../sign-in';

/** Forge's client throws what the gateway refuses; its own errors carry the status. */
const statusOf = (error: unknown): number | undefined =>
  typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number' ? error.status : undefined;

/**
 * Forge's own way to Atlassian's products, without any credential of ours. As the app, since neither a REST call nor a schedule has an
 * acting user. No scope of a manifest opens Focus yet (facts: focus.md section 1), so the gateway refuses every call.
 */
export const atlassian = (_connection: ConnectionOf<'atlassian'>, { cloudId }: SignInNeeds): SignIn => ({
  authorization: async () => ({ ok: true, authorization: '' }),
  renewed: async () => null,
  send: (address, _authorization, wait) => {
    const { pathname, search } = new URL(cloudUrl(cloudId, address));
    return boundedCall(async (signal) => {
      try {
        // `route` refuses a slash in a parameter; this path was built and encoded by endpoints.ts.
        return await asApp().requestAtlassian(assumeTrustedRoute(`${pathname}${search}`), {
          method: 'GET',
          headers: { accept: 'application/json' },
          signal,
        });
      } catch (error) {
        const status = statusOf(error);
        if (status === undefined) throw error;
        return status;
      }
    }, wait);
  },
  scopes: () => [],
});
