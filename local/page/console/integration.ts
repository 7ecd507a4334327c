import * as v from 'valibot';
import { callSite } from '../bridge/page-door';

const integration = v.object({
  id: v.string(),
  name: v.string(),
  clientId: v.string(),
  callback: v.string(),
  scopes: v.array(v.string()),
  /** Given once, in the answer that made the integration. */
  clientSecret: v.optional(v.string()),
  authorizationUrls: v.optional(v.object({ asGenerated: v.string(), corrected: v.string() })),
});
export type Integration = v.InferOutput<typeof integration>;

const listed = v.union([
  v.array(integration),
  v.pipe(
    v.object({ integrations: v.array(integration) }),
    v.transform((body) => body.integrations),
  ),
]);
const token = v.object({ access_token: v.string(), expires_in: v.number(), scope: v.optional(v.string()) });
export type Token = v.InferOutput<typeof token>;

const parse = <Schema extends v.GenericSchema>(schema: Schema, body: unknown, what: string): v.InferOutput<Schema> => {
  const parsed = v.safeParse(schema, body);
  if (!parsed.success) throw new Error(`The local site gave ${what} in a form that this page doesn't know.`);
  return parsed.output;
};

export const listIntegrations = async (): Promise<readonly Integration[]> =>
  parse(listed, await callSite('GET', '/_site/integrations'), 'the integrations');

/** Makes an integration owned by the person who acts. The secret is in this answer and nowhere else. */
export const createIntegration = async (wanted: {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly callback: string;
  readonly as: string;
}): Promise<Integration> => parse(integration, await callSite('POST', '/_site/integrations', wanted), 'the integration');

/** A token of the integration for a person, without the consent page. */
export const issueToken = async (integrationId: string, as: string): Promise<Token> =>
  parse(token, await callSite('POST', '/_site/tokens', { integrationId, as }), 'the token');
