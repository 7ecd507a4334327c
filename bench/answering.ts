// Before the app's functions: what they load expects the platform's globals.
import { installGlobals } from '../local/runtime/inside/globals';
import { firstRun } from '../local/control/first-run';
import { invokeResolver } from '../local/control/pages/page-module';
import { openSite } from '../local/site/open-site';
import type { Site } from '../local/site/open-site';
import { measure } from './measure';
import { figureTable, inMicros, times, verdict } from './report';
import type { Chapter } from './report';

const SCOPE = 'read:focus-area:custom';
/** ms that each call takes on its way, as in the cloud. */
const LATENCY = { storage: 30, focus: 200 } as const;
const TARGET = 1.2;
const AREAS = 1_000;

interface Timed {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** The site of the bench: the app's own functions in this process, connected, with a published policy. */
const openBenchSite = async (): Promise<Site> => {
  installGlobals('pass');
  const { answer } = await import('../src/api-routes/index');
  const { handler } = await import('../src/resolvers/admin');
  const handlers: Readonly<Record<string, unknown>> = { 'api-routes/index.answer': answer, 'resolvers/admin.handler': handler };
  const site = await openSite({
    dataFile: ':memory:',
    appRoot: process.cwd(),
    focusSize: AREAS,
    runtime: { load: (name: string) => handlers[name] },
  });
  const run = await firstRun(site);
  if (!run.connected) throw new Error(run.problem);
  return site;
};

const publish = async (site: Site): Promise<void> => {
  const accountId = site.people.find(({ role }) => role === 'admin')?.accountId ?? '';
  const ask = async (functionKey: string, payload?: unknown): Promise<Record<string, unknown>> => {
    const outcome = await invokeResolver(site, { module: 'admin', functionKey, payload, accountId });
    const result = outcome.ok ? (outcome.result as { ok: boolean; value: Record<string, unknown> }) : undefined;
    if (!result?.ok) throw new Error(`${functionKey} was refused.`);
    return result.value;
  };
  const [root] = site.focus.records('focusArea');
  const grant = {
    actions: ['list', 'get'],
    fields: { id: 'show', name: 'show', status: 'show', parentId: 'show', path: 'show' },
    records: { under: [String(root?.['id'])] },
  };
  const policy = { format: 1, serving: true, audiences: { [SCOPE]: { enabled: true, grants: { focusArea: grant } } } };
  const { draft, live } = (await ask('overview')) as { draft?: { version: number }; live: { number: number } };
  const { version } = await ask('saveDraft', { version: draft?.version ?? 0, policy });
  await ask('publish', { version, liveRevision: live.number, note: 'bench' });
};

const bearerOf = async (site: Site): Promise<string> => {
  const { clientId, clientSecret } = site.focusCredential;
  const answer = await site.focus.fetch(
    new Request('https://auth.atlassian.com/oauth/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        audience: 'api.atlassian.com',
      }),
    }),
  );
  return ((await answer.json()) as { access_token: string }).access_token;
};

/** One route and the one call to Focus that it stands for. */
const pairOf = async (site: Site, route: 'focus-areas-list' | 'focus-areas-get', path: string, query = ''): Promise<readonly Timed[]> => {
  const bearer = await bearerOf(site);
  const { cloudId } = site.identity;
  const event = {
    method: 'GET',
    call: { functionKey: route },
    headers: {},
    queryParameters: {},
    path: `/svc/jira/${cloudId}/apps/app_env/v1/${path.replace('focus-areas', 'focusAreas')}`,
    context: { cloudId, moduleKey: route },
  };
  return [
    {
      name: `GET /v1/${path.split('/')[0] ?? ''}${path.includes('/') ? '/{id}' : query} of Focus itself`,
      run: async () => {
        const url = `https://api.atlassian.com/focus/cloud/${cloudId}/v1/${path}${query}`;
        const answer = await site.focus.fetch(new Request(url, { headers: { authorization: `Bearer ${bearer}` } }));
        if (answer.status !== 200) throw new Error(`Focus answered ${answer.status}.`);
        await answer.json();
      },
    },
    {
      name: `Aperture: ${route}`,
      run: async () => {
        const outcome = await site.runtime.invoke({ functionKey: 'api', moduleKey: route, payload: event });
        const status = outcome.ok ? (outcome.result as { statusCode: number }).statusCode : outcome.error.message;
        if (status !== 200) throw new Error(`${route} answered ${status}.`);
      },
    },
  ];
};

const inTurns = async (timed: readonly Timed[], rounds: number) => {
  const samples = timed.map((): number[] => []);
  for (let round = -1; round < rounds; round++) {
    for (const [index, { run }] of timed.entries()) {
      const start = performance.now();
      await run();
      // The first round fetches the bearer and warms up.
      if (round >= 0) samples[index]?.push((performance.now() - start) * 1_000);
    }
  }
  return timed.map(({ name }, index) => {
    const sorted = (samples[index] ?? []).sort((a, b) => a - b);
    const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
    return { name, median: at(0.5), low: at(0.1), high: at(0.9) };
  });
};

/** What heads every table of the bench: how long this machine takes to parse what Focus sends. */
const parsing = async (site: Site): Promise<string> => {
  const text = JSON.stringify(site.focus.records('focusArea').slice(0, 100));
  const [figure] = await measure([{ name: 'JSON.parse', run: () => JSON.parse(text) as unknown }], { rounds: 21, millis: 5 });
  return `\`JSON.parse\` of a hundred areas, ${Math.round(text.length / 1024)} KiB: ${inMicros(figure?.median ?? Number.NaN)} on this machine.`;
};

/** A whole call of a route in this process beside the one call to Focus that it makes, storage and Focus as far away as in the cloud. */
export const answering = async (rounds: number): Promise<Chapter> => {
  const site = await openBenchSite();
  try {
    await publish(site);
    const [root] = site.focus.records('focusArea');
    const pairs = [
      await pairOf(site, 'focus-areas-list', 'focus-areas', '?limit=100'),
      await pairOf(site, 'focus-areas-get', `focus-areas/${String(root?.['id'])}`),
    ];
    site.kvs.latency = LATENCY.storage;
    site.focus.latency = LATENCY.focus;
    const lines: string[] = [];
    for (const pair of pairs) {
      const figures = await inTurns(pair, rounds);
      const ratio = (figures[1]?.median ?? Number.NaN) / (figures[0]?.median ?? Number.NaN);
      lines.push(
        figureTable('wall time', figures),
        verdict(`the handler ≤ ${TARGET} × the same call to Focus`, ratio <= TARGET, times(ratio)),
      );
    }
    const what = `Each call to storage takes ${LATENCY.storage} ms, each call to Focus ${LATENCY.focus} ms; ${AREAS.toLocaleString('en-US')} areas, one subtree granted. Wall time, one after the other. ${await parsing(site)}`;
    return { title: 'A call of a route, storage and Focus far away', text: [what, ...lines].join('\n\n') };
  } finally {
    await site.close();
  }
};
