import { openFocus } from '../../../local/focus/open-focus';
import type { ShapeName } from '../../../local/focus/shapes/shapes';
import { openDatabase } from '../../../local/site/open-database';
import type { Policy, Treatment } from '../../../src/exposure/policy/policy';
import { grant, openApiSite } from '../../api-routes/api-site';
import type { ApiSite } from '../../api-routes/api-site';
import type { Random } from '../../proof/cases/random';

/** What came by of one site, by where it was seen. */
interface Trail {
  /** Answers of routes and pages, as text. */
  readonly answers: string[];
  readonly logs: string[];
  /** What the app sent to storage, and what it got from there. */
  readonly stored: string[];
  /** What the app sent to Focus: address, headers and body. */
  readonly sent: string[];
}

/** A site in whose every field, id, name and credential its own word stands. */
export interface CanarySite extends ApiSite {
  readonly word: string;
  /** The word, and secrets that were made while the site was used: nobody chose how they read. */
  readonly canaries: ReadonlySet<string>;
  readonly trail: Trail;
  /** Acts as a person on a page and keeps what came back. */
  readonly page: (module: 'admin' | 'summary', call: string, payload?: unknown) => Promise<unknown>;
  /** Asks a route and keeps what came back. */
  readonly fetchPage: (path: string) => Promise<{ readonly status: number; readonly text: string; readonly cursor?: string }>;
  /** A policy like no other: `turn` changes what it shows. */
  readonly policyOf: (turn: number) => Policy;
}

/** An area of this id is there on both sites, under other names. */
export const SHARED_ID = 'on-both-sites';

const turnOfTheLoop = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** Waits for so long that anything else may come in between. */
const waitAWhile = async (random: Random): Promise<void> => {
  for (let turns = random.below(8); turns > 0; turns--) await turnOfTheLoop();
};

const isSecretName = (name: string): boolean => ['cursor', 'etag', 'pseudonym', 'token', 'access_token'].includes(name);

/** Secrets in what came by: keys and bearers, of whichever length they are told. */
const secretsIn = (text: string): readonly string[] => {
  const found: string[] = [];
  try {
    JSON.parse(text, (name, value: unknown) => {
      if (isSecretName(name) && typeof value === 'string' && value.length >= 40) found.push(value);
      return value;
    });
  } catch {
    // No JSON holds none.
  }
  return found;
};

interface Wanted {
  readonly word: string;
  readonly cloudId: string;
  readonly shape: ShapeName;
  readonly areas: number;
  readonly random: Random;
  /** Instead of the app's own handlers. */
  readonly load?: (handler: string) => unknown;
}

/** Opens a site with a Focus of its own, connected, whose every call to storage and to Focus takes a while. */
export const openCanarySite = async ({ word, cloudId, shape, areas, random, load }: Wanted): Promise<CanarySite> => {
  const trail: Trail = { answers: [], logs: [], stored: [], sent: [] };
  const canaries = new Set([word, cloudId]);
  const note = (where: keyof Trail, text: string): void => {
    trail[where].push(text);
    for (const secret of secretsIn(text)) canaries.add(secret);
  };

  const database = openDatabase(':memory:');
  const client = { clientId: `${word}-client`, clientSecret: `${word}-secret`, accountId: `${word}-account` };
  const focus = await openFocus({ database, cloudId, size: 0, clients: [client], shape });
  const root = focus.create({ id: `${word}-root`, name: `${word} root`, status: `${word} status` });
  for (let at = 0; at < areas; at++) {
    focus.create({
      id: at === 0 ? SHARED_ID : `${word}-${at}`,
      name: `${word} name ${at}`,
      externalId: `${word}-external-${at}`,
      owner: `${word}-owner`,
      description: `${word} description`,
      status: `${word} status`,
      parentId: at % 5 === 4 ? null : at > 6 ? `${word}-${(at % 3) + 1}` : root,
    });
  }
  const send = async (request: Request): Promise<Response> => {
    await waitAWhile(random);
    note('sent', [request.url, ...[...request.headers].flat(), await request.clone().text()].join('\n'));
    const answer = await focus.fetch(request);
    for (const secret of secretsIn(await answer.clone().text())) canaries.add(secret);
    await waitAWhile(random);
    return answer;
  };

  const site = await openApiSite({
    focusSize: 0,
    real: { ...client, cloudId, send },
    onLog: ({ text }) => note('logs', text),
    ...(load ? { load } : {}),
  });
  const call = site.kvs.call.bind(site.kvs);
  site.kvs.call = async (installation, path, body) => {
    await waitAWhile(random);
    note('stored', `${path}\n${body}`);
    for (const secret of secretsIn(body)) canaries.add(secret);
    const answer = await call(installation, path, body);
    note('stored', await answer.clone().text());
    await waitAWhile(random);
    return answer;
  };

  const [admin, , member] = site.people;
  return {
    ...site,
    word,
    canaries,
    trail,
    page: async (module, name, payload) => {
      const outcome = await site.asUser((module === 'admin' ? admin : member)?.accountId ?? '').invoke(module, name, payload);
      note('answers', JSON.stringify(outcome));
      return outcome.ok ? outcome.result : undefined;
    },
    fetchPage: async (path) => {
      const { status, text, headers, body } = await site.ask(path);
      note('answers', `${text}\n${JSON.stringify(headers)}`);
      const next = (body['page'] as { readonly nextCursor?: string } | undefined)?.nextCursor;
      return { status, text, ...(next === undefined ? {} : { cursor: next }) };
    },
    policyOf: (turn) => {
      const fields: Readonly<Record<string, Treatment>> = {
        id: 'show',
        name: 'show',
        externalId: 'show',
        parentId: 'show',
        ...(turn % 2 === 0 ? { status: 'show' } : {}),
        ...(turn % 3 === 0 ? { description: 'show' } : {}),
        'owner.id': turn % 2 === 0 ? 'show' : 'pseudonym',
      };
      const records = { under: [root, `${word}-nowhere`], where: [{ field: 'name', contains: word }] };
      const reached = grant({ fields, records, placeAge: 60 });
      return {
        format: 1,
        serving: true,
        audiences: {
          'read:focus-area:custom': { enabled: true, grants: { focusArea: reached } },
          'app-users': { enabled: true, grants: { focusArea: { ...reached, actions: ['list'] } } },
        },
      };
    },
  };
};
