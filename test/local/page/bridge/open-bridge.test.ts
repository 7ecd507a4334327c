import { callable } from '../../../../local/page/forge-doc/callable';
import { openFakeFrame } from './fake-frame';

// The context tells the page's own address, as a browser would.
beforeAll(() => Object.assign(globalThis, { window: { location: { href: 'http://127.0.0.1/jira/x', origin: 'http://127.0.0.1' } } }));
afterAll(() => Reflect.deleteProperty(globalThis, 'window'));

describe('the bridge of a frame', () => {
  it('hands the tree over before it returns, by reference', () => {
    const { bridge, heard } = openFakeFrame();
    const forgeDoc = { type: 'Root' };
    void bridge.callBridge('reconcile', { forgeDoc });
    expect(heard.trees[0]).toBe(forgeDoc);
  });

  it('gives the context with the theme and the address of the page', async () => {
    const context = await openFakeFrame().bridge.callBridge('getContext');
    expect(context).toMatchObject({
      accountId: 'a',
      extension: { type: 'jira:adminPage', location: 'http://127.0.0.1/jira/x' },
      theme: { colorMode: 'dark', light: 'light', dark: 'dark' },
    });
  });

  it('invokes with the payload, and wraps the answer when metadata was sent', async () => {
    const { bridge, heard } = openFakeFrame();
    expect(await bridge.callBridge('invoke', { functionKey: 'overview', payload: { a: 1 } })).toEqual({ ok: true });
    expect(await bridge.callBridge('invoke', { functionKey: 'overview', metadata: {} })).toEqual({ body: { ok: true }, metadata: {} });
    expect(heard.invoked).toEqual([
      { functionKey: 'overview', payload: { a: 1 } },
      { functionKey: 'overview', payload: undefined },
    ]);
  });

  it('copies answers, so that the page never holds an object of the shell', async () => {
    const kept = { deep: { a: 1 }, gone: undefined };
    const { bridge } = openFakeFrame({ invoke: () => Promise.resolve(kept) });
    const answer = await bridge.callBridge('invoke', { functionKey: 'x' });
    expect(answer).toEqual({ deep: { a: 1 } });
    expect(answer).not.toBe(kept);
  });

  it('rejects with an error of the frame and the sentence of the cause', async () => {
    const { bridge, FrameError } = openFakeFrame({ invoke: () => Promise.reject(new Error('The function failed.')) });
    const call = bridge.callBridge('invoke', { functionKey: 'x' });
    await expect(call).rejects.toThrow('The function failed.');
    await expect(call).rejects.toBeInstanceOf(FrameError);
  });

  it.each([{ f: () => 1 }, { deep: [{ f: () => 1 }] }, { big: 1n }])('refuses a payload with what is no data', async (payload) => {
    const { bridge, heard } = openFakeFrame();
    await expect(bridge.callBridge('invoke', { functionKey: 'x', payload })).rejects.toThrow('can not cross the bridge');
    expect(heard.invoked).toEqual([]);
  });

  it.each(['fetchRemote', 'requestTeamworkGraph', 'openRovo', '__permission__egressGet', 'openModal', 'toString', '__proto__'])(
    'refuses %s and shows it',
    async (operation) => {
      const { bridge, heard } = openFakeFrame();
      await expect(bridge.callBridge(operation, {})).rejects.toThrow('is not modelled by the local site');
      expect(heard.failures).toEqual([`The bridge operation ${operation} is not modelled by the local site.`]);
    },
  );

  it.each([
    ['invoke', { functionKey: 'x', invokeType: 'ui-remote-fetch' }],
    ['fetchProduct', { product: 'jira', restPath: '/x', isMultipartFormData: true }],
    ['navigate', { target: 'issue', issueKey: 'A-1', type: 'same-tab' }],
    ['getUrl', { target: 'dashboard', dashboardId: '1' }],
  ])('shows a use of %s that is not modelled', async (operation, data) => {
    const { bridge, heard } = openFakeFrame();
    await expect(bridge.callBridge(operation, data)).rejects.toThrow('not modelled');
    expect(heard.failures).toHaveLength(1);
  });

  it('navigates to addresses and to pages of the app, and gives their URL', async () => {
    const { bridge, heard } = openFakeFrame();
    await bridge.callBridge('navigate', { url: 'https://example.com', type: 'new-tab' });
    await bridge.callBridge('navigate', { target: 'module', moduleKey: 'summary', path: 'x?tab=1', type: 'same-tab' });
    expect(heard.went).toEqual(['new-tab https://example.com', 'same-tab /jira/apps/a/e/x?tab=1']);
    expect(await bridge.callBridge('getUrl', { target: 'module', moduleKey: 'summary' })).toBe('http://127.0.0.1/jira/apps/a/e');
    await expect(bridge.callBridge('getUrl', { target: 'module', moduleKey: 'other' })).rejects.toThrow('No page of the manifest');
  });

  it('delivers events until their subscription ends', async () => {
    const { bridge, events } = openFakeFrame();
    const got: unknown[] = [];
    const subscription = await bridge.callBridge('on', {
      event: 'FORGE_CORE_THEME_CHANGED',
      callback: (payload: unknown) => got.push(payload),
    });
    events.emit('FORGE_CORE_THEME_CHANGED', { theme: 1 });
    await bridge.callBridge('emit', { event: 'FORGE_CORE_THEME_CHANGED', payload: { theme: 2 } });
    callable(Reflect.get(Object(subscription), 'unsubscribe'))?.();
    events.emit('FORGE_CORE_THEME_CHANGED', { theme: 3 });
    expect(got).toEqual([{ theme: 1 }, { theme: 2 }]);
  });

  it('gives the history itself, because functions must cross', async () => {
    const { bridge, history } = openFakeFrame();
    expect(await bridge.callBridge('createHistory')).toBe(history);
  });

  it.each(['submit', 'close', 'refresh', 'onClose'])('answers %s with false: an admin or global page can not', async (operation) => {
    expect(await openFakeFrame().bridge.callBridge(operation)).toBe(false);
  });

  it('reads flags, their kind and their actions', async () => {
    const { bridge, heard } = openFakeFrame();
    const clicked: string[] = [];
    await bridge.callBridge('showFlag', {
      id: 'a',
      title: 'Published',
      type: 'success',
      actions: [{ text: 'Undo', onClick: () => clicked.push('undo') }],
      isAutoDismiss: true,
    });
    await bridge.callBridge('closeFlag', { id: 'a' });
    expect(heard.flags[0]).toMatchObject({ id: 'a', title: 'Published', type: 'success', isAutoDismiss: true });
    heard.flags[0]?.actions[0]?.onClick();
    expect(clicked).toEqual(['undo']);
    expect(heard.closed).toEqual(['a']);
    await expect(bridge.callBridge('showFlag', { title: 'No id' })).rejects.toThrow('needs an id');
    await expect(bridge.callBridge('showFlag', { id: 1, appearance: 'loud' })).rejects.toThrow('no appearance loud');
  });

  it('shows what the page does not catch', () => {
    const { frame, heard } = openFakeFrame();
    frame.dispatchEvent(Object.assign(new Event('error'), { error: new Error('broken'), message: 'x' }));
    frame.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason: 'refused' }));
    expect(heard.failures).toEqual(['Uncaught error in the page: broken', 'Unhandled rejection in the page: refused']);
  });

  it('shows an error of the first render', async () => {
    const { bridge, heard } = openFakeFrame();
    await bridge.callBridge('onError', { error: new Error('no hook') });
    expect(heard.failures).toEqual(['The page failed while it was drawn: no hook']);
  });

  it('reloads and changes the title on request', async () => {
    const { bridge, heard } = openFakeFrame();
    await bridge.callBridge('reload');
    await bridge.callBridge('changeWindowTitle', 'Aperture');
    expect([heard.reloads, heard.titles]).toEqual([1, ['Aperture']]);
  });
});
