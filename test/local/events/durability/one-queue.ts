import type { Manifest } from '../../../../local/site/read-manifest';

/** An app with one queue. */
export const MANIFEST: Manifest = {
  app: { id: 'ari:cloud:ecosystem::app/00000000-1111-4222-8333-444444444444' },
  modules: { consumer: [{ key: 'c', queue: 'q', function: 'f' }], function: [{ key: 'f', handler: 'a.f' }] },
};

export const START = Date.UTC(2026, 10, 21);

export const PATH = '/webhook/queue/publish/{contextAri}/{environmentId}/{appId}/{appVersion}';

/** A push of two events, as @forge/events sends it. */
export const pushOf = (round: number): string =>
  JSON.stringify({
    queueName: 'q',
    jobId: `job-${String(round)}`,
    type: 'avi:forge:app:event',
    schema: 'ari:cloud:ecosystem::forge/app-event-2',
    payload: [{ body: { round, half: 1 } }, { body: { round, half: 2 } }],
    time: '2026-11-21T00:00:00.000Z',
  });
