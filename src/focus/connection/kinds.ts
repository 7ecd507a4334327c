import type { Connection, ConnectionOf, SignIn, SignInNeeds } from '../sign-in';
import { apiToken } from './api-token';
import { atlassian } from './atlassian';
import { serviceAccount } from './service-account';

type Kinds = { readonly [Kind in Connection['kind']]: ConnectionOf<Kind> };

/** One row for each kind of connection. */
const SIGN_INS: { readonly [Kind in keyof Kinds]: (connection: Kinds[Kind], needs: SignInNeeds) => SignIn } = {
  'service-account': serviceAccount,
  'api-token': apiToken,
  atlassian,
};

/** How a connection signs in and sends, by its kind. */
export const signInWith = <Kind extends keyof Kinds>(connection: Kinds[Kind] & { readonly kind: Kind }, needs: SignInNeeds): SignIn =>
  SIGN_INS[connection.kind](connection, needs);
