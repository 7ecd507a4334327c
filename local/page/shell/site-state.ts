/** What the shell reads from `GET /_site/state`. Parsed once, here; members that the shell doesn't use are left out. */
import * as v from 'valibot';

const person = v.object({ accountId: v.string(), name: v.string(), role: v.picklist(['admin', 'member', 'outsider']) });

const uiModule = v.object({
  key: v.string(),
  type: v.string(),
  /** As in the manifest, translated to the site's language. */
  title: v.string(),
  /** Key of the UI resource: the frame is `/_app/<resource>/`. */
  resource: v.string(),
  /** Where the shell shows it, `/jira/settings/apps/<appId>/<environmentId>` or `/jira/apps/<appId>/<environmentId>`. */
  path: v.string(),
});

const route = v.object({ key: v.string(), operation: v.string(), path: v.string(), scopes: v.array(v.string()) });

const siteState = v.object({
  people: v.pipe(v.array(person), v.minLength(1)),
  /** Account id of who acts until somebody else is chosen. */
  actingDefault: v.string(),
  app: v.object({ id: v.string(), environmentId: v.string(), name: v.string() }),
  modules: v.array(uiModule),
  routes: v.array(route),
  /** The app's own scopes and the one of Atlassian's that every call needs, as an integration may tick them. */
  scopes: v.array(v.object({ name: v.string(), displayName: v.string(), description: v.string() })),
  restApis: v.object({
    enabled: v.boolean(),
    /** What callers put before a route's path: the two documented forms, on this machine. */
    baseUrls: v.pipe(v.array(v.object({ form: v.string(), url: v.string() })), v.minLength(1)),
  }),
  focus: v.object({ kind: v.picklist(['stand-in', 'real']), size: v.optional(v.number()) }),
  build: v.object({ ok: v.boolean(), message: v.optional(v.string()) }),
  /** What was done for a newcomer at the first start: whether the app was given a connection to Focus. */
  firstRun: v.optional(v.object({ connected: v.boolean() })),
});

export type SiteState = v.InferOutput<typeof siteState>;
export type PersonOnSite = SiteState['people'][number];
export type UiModule = SiteState['modules'][number];
export type ApiRoute = SiteState['routes'][number];

/** Takes the JSON of `GET /_site/state`. Throws a sentence that names the first member that isn't as agreed. */
export const parseSiteState = (body: unknown): SiteState => {
  const parsed = v.safeParse(siteState, body);
  if (parsed.success) return parsed.output;
  const [first] = parsed.issues;
  throw new Error(`The local site's state is not as the page expects it: ${v.getDotPath(first) ?? 'the whole'}: ${first.message}`);
};
