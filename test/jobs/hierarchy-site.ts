import { MIRA, PART, openPages, policyOf, publishPolicy, valueOf } from '../resolvers/pages';
import type { Pages } from '../resolvers/pages';
import type { TestSite } from '../site';
import { readBucket } from '../../src/store/hierarchy/text/tree-bucket';
import type { HierarchyOverview } from '../../src/resolvers/contract';

export const MINUTE = 60_000;

export interface StoredHead {
  readonly generation: string;
  readonly readAt: number;
  readonly count: number;
  readonly complete: boolean;
  readonly buckets: number;
  readonly indexes: number;
  readonly former?: { readonly generation: string };
}

type Chains = ReadonlyMap<string, readonly string[]>;

/** A site with Focus connected, whose live policy needs a hierarchy. */
export interface HierarchySite extends Pages {
  /** What the admin page is told. */
  overview(): Promise<HierarchyOverview>;
  /** An admin asks for a reading; nothing of it runs before events do. */
  refresh(): Promise<HierarchyOverview>;
  /** Lets so many minutes pass as on a site: events and schedules run in their own time. */
  pass(minutes: number): Promise<void>;
  head(): Promise<StoredHead | undefined>;
  /** Chains of all stored areas by id; undefined = no hierarchy. */
  chains(): Promise<Chains | undefined>;
  /** Every plain key in storage, secrets and entities aside. */
  keys(): Promise<readonly string[]>;
}

/** Chains as Focus has them now, by walking up its own records; an area whose chain doesn't reach the top is left out. */
export const chainsIn = ({ focus }: Pick<TestSite, 'focus'>): Chains => {
  const tree = focus.tree();
  const chains = new Map<string, readonly string[]>();
  for (const id of tree.keys()) {
    const chain: string[] = [];
    let at = tree.get(id);
    for (; typeof at === 'string' && chain.length < 64; at = tree.get(at)) chain.unshift(at);
    if (at === null) chains.set(id, chain);
  }
  return chains;
};

const plain = async ({ kvs, identity }: TestSite, operation: string, body: unknown): Promise<unknown> => {
  const answer = await kvs.call(identity.installationId, `/api/v1/${operation}`, JSON.stringify(body));
  return answer.status === 404 ? undefined : answer.json();
};

/** The value of a plain key, past the app. */
const storedPlain = async (site: TestSite, key: string): Promise<unknown> =>
  ((await plain(site, 'get', { key })) as { value: unknown } | undefined)?.value;

const keysOf = async (site: TestSite): Promise<readonly string[]> => {
  const found: string[] = [];
  for (let after: string | undefined; ;) {
    const page = (await plain(site, 'query', { limit: 100, ...(after === undefined ? {} : { after }) })) as {
      data: { key: string }[];
      cursor?: string;
    };
    found.push(...page.data.map(({ key }) => key));
    if (page.cursor === undefined || page.data.length === 0) return found;
    after = page.cursor;
  }
};

const chainsOf = async (site: TestSite, { generation, buckets }: StoredHead): Promise<Chains> => {
  const chains = new Map<string, readonly string[]>();
  for (let bucket = 0; bucket < buckets; bucket++) {
    const areas = readBucket(await storedPlain(site, `tree:${generation}:${bucket}`));
    if (!areas) throw new Error(`bucket ${bucket} can't be read`);
    for (const { id, ancestors } of areas) chains.set(id, ancestors);
  }
  return chains;
};

/** Publishes a policy whose one grant is restricted to a subtree. */
export const publishUnder = (pages: Pages, under: readonly string[], more: object = {}): Promise<number> => {
  const grant = { ...PART.grants.focusArea, actions: ['list' as const], fields: { id: 'show' as const }, records: { under }, ...more };
  return publishPolicy(pages, policyOf({ 'read:focus-area:custom': { enabled: true, grants: { focusArea: grant } } }));
};

type Options = NonNullable<Parameters<typeof openPages>[0]>;

/** Opens a fresh site; close `site` when the test ends. */
export const openHierarchySite = async (options: Options = {}): Promise<HierarchySite> => {
  const pages = await openPages(options);
  const { site } = pages;
  await site.connect();
  await publishUnder(
    pages,
    [...chainsIn(site)]
      .flatMap(([id, chain]) => (chain.length === 0 ? [id] : []))
      .concat('fa-none')
      .slice(0, 1),
  );
  const head = async () => (await storedPlain(site, 'tree:head')) as StoredHead | undefined;
  return {
    ...pages,
    overview: async () => valueOf(await pages.admin('hierarchy')),
    refresh: async () => valueOf(await pages.admin('refreshHierarchy', undefined as never, MIRA)),
    pass: (minutes) => site.events.pass(minutes * MINUTE),
    head,
    chains: async () => {
      const found = await head();
      return found && chainsOf(site, found);
    },
    keys: () => keysOf(site),
  };
};
