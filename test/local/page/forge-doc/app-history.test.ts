import { openAppHistory } from '../../../../local/page/forge-doc/app-history';
import type { AddressBar } from '../../../../local/page/forge-doc/app-history';

/** A browser's stack of addresses. */
const openBar = (start: string) => {
  const entries: { url: string; state: unknown }[] = [{ url: start, state: null }];
  let at = 0;
  const listeners = new Set<() => void>();
  const bar: AddressBar = {
    read: () => entries[at] ?? { url: '/', state: null },
    push(url, state) {
      entries.splice(at + 1, Infinity, { url, state });
      at += 1;
    },
    replace(url, state) {
      entries[at] = { url, state };
    },
    go(steps) {
      at = Math.min(entries.length - 1, Math.max(0, at + steps));
      for (const listener of listeners) listener();
    },
    onPop(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
  return { bar, url: () => bar.read().url, listeners };
};

const BASE = '/jira/settings/apps/app/env';

describe('the history of a page', () => {
  it('starts at the path below the page', () => {
    const { history } = openAppHistory(BASE, openBar(`${BASE}/audiences/x?tab=2#top`).bar);
    expect(history.location).toMatchObject({ pathname: '/audiences/x', search: '?tab=2', hash: '#top' });
    expect(openAppHistory(BASE, openBar(BASE).bar).history.location.pathname).toBe('/');
    expect(openAppHistory(BASE, openBar(`${BASE}other/x`).bar).history.location.pathname).toBe('/');
  });

  it('keeps the address bar in step and tells every listener at once', () => {
    const { bar, url } = openBar(BASE);
    const { history } = openAppHistory(BASE, bar);
    const heard: string[] = [];
    history.listen((location, action) => heard.push(`1 ${action} ${location.pathname}`));
    const unlisten = history.listen((location, action) => heard.push(`2 ${action} ${location.pathname}${location.search}`));
    history.push('/audiences?tab=1', { from: 'x' });
    expect(url()).toBe(`${BASE}/audiences?tab=1`);
    expect(history.location.state).toEqual({ from: 'x' });
    unlisten();
    history.replace({ pathname: '/history' });
    expect(url()).toBe(`${BASE}/history`);
    history.goBack();
    expect(heard).toEqual(['1 PUSH /audiences', '2 PUSH /audiences?tab=1', '1 REPLACE /history', '1 POP /']);
    expect(history.action).toBe('POP');
  });

  it('makes addresses of paths, and goes home to the page itself', () => {
    const { bar, url } = openBar(`${BASE}/a`);
    const { history } = openAppHistory(BASE, bar);
    expect(history.createHref('/b?c=1#d')).toBe(`${BASE}/b?c=1#d`);
    history.push('/');
    expect(url()).toBe(BASE);
  });

  it('lets no path lead out of the page', () => {
    const { history } = openAppHistory(BASE, openBar(BASE).bar);
    expect(history.createHref('/../../../../admin')).toBe(`${BASE}/admin`);
    expect(history.createHref('//elsewhere.example/x')).toBe(`${BASE}/x`);
    expect(history.createHref('https://elsewhere.example/x')).toBe(`${BASE}/x`);
  });

  it('stops listening to the address bar when it is closed', () => {
    const { bar, listeners } = openBar(BASE);
    const { close } = openAppHistory(BASE, bar);
    expect(listeners.size).toBe(1);
    close();
    expect(listeners.size).toBe(0);
  });

  it('says that blocking is not modelled', () => {
    const { history } = openAppHistory(BASE, openBar(BASE).bar);
    expect(() => history.block()).toThrow('not modelled');
  });
});
