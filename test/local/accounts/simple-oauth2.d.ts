/** The part of simple-oauth2 5 that the tests use; the package has no types of its own. */
declare module 'simple-oauth2' {
  interface AccessToken {
    readonly token: { readonly access_token: string; readonly refresh_token?: string };
    refresh(): Promise<AccessToken>;
  }
  export class AuthorizationCode {
    constructor(options: {
      client: { id: string; secret: string };
      auth: { tokenHost: string; tokenPath: string; authorizePath: string };
      options: { authorizationMethod: 'header' | 'body'; bodyFormat: 'form' | 'json' };
    });
    authorizeURL(parameters: Readonly<Record<string, string>>): string;
    getToken(parameters: { code: string; redirect_uri: string }): Promise<AccessToken>;
  }
}
