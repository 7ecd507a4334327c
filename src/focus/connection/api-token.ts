import { boundedFetch } from '../bounded-fetch';
import { cloudUrl, siteUrl } from '../endpoints';
import type { ConnectionOf, SignIn, SignInNeeds } from '../sign-in';

/** An account's own API token, as Basic, at the cloud address or at the site's. There is nothing to renew: refused is refused. */
export const apiToken = (connection: ConnectionOf<'api-token'>, { cloudId }: SignInNeeds): SignIn => {
  const authorization = `Basic ${Buffer.from(`${connection.email}:${connection.token}`, 'utf8').toString('base64')}`;
  return {
    authorization: async () => ({ ok: true, authorization }),
    renewed: async () => null,
    send: (address, shown, wait) => {
      const url = connection.form === 'site' ? siteUrl(connection.siteName, address) : cloudUrl(cloudId, address);
      return boundedFetch(url, { method: 'GET', headers: { accept: 'application/json', authorization: shown } }, wait);
    },
    scopes: () => [],
  };
};
