import { callSite, openPageDoor } from '../../../../local/page/bridge/page-door';

interface Asked {
  readonly path: string;
  readonly method: string | undefined;
  readonly body: unknown;
}

const asked: Asked[] = [];
const realFetch = globalThis.fetch;
const answerWith = (status: number, body: string): void => {
  globalThis.fetch = (path, init) => {
    asked.push({
      path: typeof path === 'string' ? path : 'no text',
      method: init?.method,
      body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
    });
    return Promise.resolve(new Response(status === 204 ? null : body, { status }));
  };
};
afterEach(() => {
  asked.length = 0;
  globalThis.fetch = realFetch;
});

describe('the doors of a page', () => {
  const door = openPageDoor('admin', 'account 1');

  it('ask as the person who acts', async () => {
    answerWith(200, '{"ok":true,"result":{"a":1}}');
    expect(await door.invoke('overview', { x: 1 })).toEqual({ a: 1 });
    expect(asked).toEqual([
      { path: '/_page/invoke', method: 'POST', body: { module: 'admin', functionKey: 'overview', payload: { x: 1 }, as: 'account 1' } },
    ]);
  });

  it('say why a function failed', async () => {
    answerWith(200, '{"ok":false,"error":{"kind":"timeout","message":"Over 25 seconds."}}');
    await expect(door.invoke('overview', undefined)).rejects.toThrow('Over 25 seconds.');
    answerWith(200, '{"ok":false}');
    await expect(door.invoke('overview', undefined)).rejects.toThrow('The function overview failed.');
  });

  it('encode what stands in an address', async () => {
    answerWith(200, '{"accountId":"x"}');
    await door.context();
    expect(asked[0]?.path).toBe('/_page/context?module=admin&as=account+1');
    answerWith(200, '[]');
    await expect(door.context()).rejects.toThrow('no context');
  });

  it.each([
    [401, '{"error":"The site token is missing"}', 'does not know this browser'],
    [403, '{"error":"Noor Adan is no member of this site."}', 'Noor Adan is no member of this site.'],
    [400, '{"error":"The body is not JSON."}', 'The body is not JSON.'],
    [500, '<html>', 'answered /_site/state with 500'],
  ])('turn %i %s into a sentence', async (status, body, sentence) => {
    answerWith(status, body);
    await expect(callSite('GET', '/_site/state')).rejects.toThrow(sentence);
  });

  it('say that the site is gone when nothing answers', async () => {
    globalThis.fetch = () => Promise.reject(new TypeError('fetch failed'));
    await expect(callSite('GET', '/_site/state')).rejects.toThrow('Is it still running?');
  });
});
