// `npm run tour`: the whole journey of an admin and an integrator against a fresh local site. Ends with 1 when something is not as told.
import { startLocalSite } from './local-site.cjs';
import { openNarrator } from './tour/narrator.mjs';

const SCOPE = 'read:focus-area:custom';
const PRODUCT = 'read:forge-app:jira';
const FIELDS = ['id', 'name', 'status'];

const tell = openNarrator();
const site = await startLocalSite();
const { control } = site;

const state = await control('GET', '/state');
const base = state.restApis.baseUrls[0].url;
const admin = state.people.find((person) => person.role === 'admin').accountId;

const call = async (path, token) => {
  tell.request(`GET ${path}${token ? '  Authorization: Bearer …' : ''}`);
  const answer = await fetch(base + path, token ? { headers: { authorization: `Bearer ${token}` } } : {});
  const text = await answer.text();
  tell.answer(answer.status, text);
  const headers = Object.fromEntries(answer.headers);
  return { status: answer.status, headers, text, body: text.startsWith('{') ? JSON.parse(text) : undefined };
};

/** A resolver of the admin page, called as the admin, as the page does it. */
const page = async (functionKey, payload) => {
  tell.request(`admin page: ${functionKey}`);
  const { result } = await control('POST', '/invoke', { as: admin, module: 'admin', functionKey, payload });
  if (!result.ok) throw new Error(`${functionKey} was refused: ${JSON.stringify(result)}`);
  return result.value;
};

const publish = async (policy, note) => {
  const { draft, live } = await page('overview');
  const saved = await page('saveDraft', { version: draft?.version ?? 0, policy });
  const revision = await page('publish', { version: saved.version, liveRevision: live.number, note });
  tell.say(`published revision ${revision.number}: ${note}`);
  return revision;
};

const policyFor = (part) => ({ format: 1, serving: true, audiences: { [SCOPE]: part } });

/** Every focus area that lies at or below a root, by Focus's own parents: an oracle that shares nothing with the app. */
const subtreeOf = (areas, root) => {
  const inside = new Set([root]);
  for (let size = 0; size !== inside.size;) {
    size = inside.size;
    for (const area of areas) if (inside.has(area.parentId)) inside.add(area.id);
  }
  return inside;
};

const walk = async (token, query) => {
  const found = [];
  for (let cursor; ;) {
    const answer = await call(`/v1/focusAreas?${query}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`, token);
    if (answer.status !== 200) return { failed: answer, found };
    found.push(...answer.body.data);
    cursor = answer.body.page.nextCursor;
    if (!cursor) return { found };
  }
};

const tokenFor = async (integration, scopes) => {
  const { access_token: token } = await control('POST', '/tokens', { integrationId: integration.id, scopes, as: admin });
  return token;
};

/** An answer without what may differ between two answers that tell the same. */
const withoutIdentity = ({ status, headers, text }, decisionId) => {
  const { date: _date, 'aperture-decision': _decision, ...rest } = headers;
  return JSON.stringify({ status, rest, text: text.replaceAll(decisionId, '(decision id)') });
};

const journey = async () => {
  tell.chapter('An integrator makes an integration');
  const integration = await control('POST', '/integrations', {
    name: 'Tour',
    scopes: [SCOPE, PRODUCT],
    callback: `${site.origin}/developer/callback`,
    as: admin,
  });
  const token = await tokenFor(integration, [SCOPE, PRODUCT]);

  tell.chapter('App REST APIs are off for the site, as they are at first');
  const off = await call('/v1/focusAreas', token);
  tell.check('refused with 403 before the app is asked', off.status === 403 && off.body?.code !== 'not_exposed');

  tell.chapter('A site admin switches them on');
  await control('PUT', '/rest-apis', { enabled: true });
  tell.check('no token: 401', (await call('/v1/focusAreas')).status === 401);
  const scopeless = await call('/v1/focusAreas', await tokenFor(integration, [PRODUCT]));
  tell.check(
    'a token without the scope: 401 as Forge words it',
    scopeless.status === 401 &&
      scopeless.body.message === 'Unauthorized; scope does not match' &&
      scopeless.headers['x-failure-category'] === 'FAILURE_CLIENT_SCOPE_CHECK',
  );

  tell.chapter('Nothing was ever published');
  const closed = await call('/v1/focusAreas', token);
  tell.check('closed: 403 not_exposed', closed.status === 403 && closed.body.code === 'not_exposed');
  tell.check('the refusal names scope and resource', closed.body.scope === SCOPE && closed.body.resource === 'focusArea');

  tell.chapter('The admin shows id, name and status under one root, and publishes');
  const { areas } = await page('searchFocusAreas', { text: 'Digital channels' });
  const root = areas[0].id;
  const open = {
    enabled: true,
    grants: {
      focusArea: { actions: ['list', 'get'], fields: Object.fromEntries(FIELDS.map((name) => [name, 'show'])), records: { under: [root] } },
    },
  };
  await publish(policyFor(open), 'Digital channels for the tour');

  const everything = (await control('GET', '/records?resource=focusArea')).records;
  const inside = subtreeOf(everything, root);
  const walked = await walk(token, 'limit=10');
  const ids = walked.found.map((record) => record.id);
  tell.check(
    `the walk ends well and gives ${inside.size} of ${everything.length} focus areas`,
    !walked.failed && ids.length === inside.size,
  );
  tell.check('each of the subtree once, and no stranger', new Set(ids).size === ids.length && ids.every((id) => inside.has(id)));
  tell.check(
    'with those three fields only',
    walked.found.every((record) => Object.keys(record).sort().join() === [...FIELDS].sort().join()),
  );
  tell.check('one by its id: 200', (await call(`/v1/focusAreas/${root}`, token)).status === 200);

  tell.chapter('A focus area outside, and one that never was');
  const outside = await call(`/v1/focusAreas/${everything.find((area) => !inside.has(area.id)).id}`, token);
  const unknown = await call('/v1/focusAreas/00000000-0000-4000-8000-000000000000', token);
  tell.check('outside: 404 not_found', outside.status === 404 && outside.body.code === 'not_found');
  tell.check(
    'the same answer, but for decision id and date',
    withoutIdentity(outside, outside.body.decisionId) === withoutIdentity(unknown, unknown.body.decisionId),
  );
  const forged = await call('/v1/focusAreas?cursor=Zm9yZ2Vk', token);
  tell.check('a forged cursor: 400 cursor_invalid', forged.status === 400 && forged.body.code === 'cursor_invalid');

  tell.chapter('The admin switches the scope off');
  await publish(policyFor({ ...open, enabled: false }), 'The tour is over');
  const after = await call('/v1/focusAreas', token);
  tell.check('the very next call: 403 not_exposed', after.status === 403 && after.body.code === 'not_exposed');

  tell.chapter('On again, and then the master switch');
  const { number } = await publish(policyFor(open), 'Once more');
  tell.check('open again: 200', (await call('/v1/focusAreas?limit=1', token)).status === 200);
  const { number: switched } = await page('setServing', { serving: false, liveRevision: number });
  const dark = await call('/v1/focusAreas', token);
  tell.check('master switch off: 403 exposure_off', dark.status === 403 && dark.body.code === 'exposure_off');
  await page('setServing', { serving: true, liveRevision: switched });
  tell.check('and on: 200, as it was', (await call('/v1/focusAreas?limit=1', token)).status === 200);
};

try {
  await journey();
} finally {
  await site.close();
}
const { checks, failures } = tell.summary();
console.log(`\n${checks - failures} of ${checks} as told${failures > 0 ? `, ${failures} NOT` : ''}`);
process.exit(failures === 0 ? 0 : 1);
