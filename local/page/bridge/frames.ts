import type { Bridge, Frame } from './open-bridge';
import { openBridge } from './open-bridge';
import type { BridgeHost } from './bridge-host';

/** What a frame's inline script finds: `self.__bridge = parent.__aperture.bridgeFor(window)`. */
interface ApertureDoor {
  bridgeFor(frame: Frame): Bridge;
}

declare global {
  interface Window {
    __aperture?: ApertureDoor;
  }
}

interface Expected {
  readonly host: BridgeHost;
  hasBridge: boolean;
}

const expected = new Map<Window, Expected>();

/** Puts the door on the page. Only windows of frames that the shell itself opened are given a bridge. */
export const openApertureDoor = (): void => {
  window.__aperture = {
    bridgeFor(frame) {
      const known = expected.get(frame);
      if (known === undefined) throw new Error('This frame was not opened by the local site.');
      known.hasBridge = true;
      return openBridge(frame, known.host);
    },
  };
};

/**
 * Adds a hidden frame with the app's page to `parent`. It is not `display: none`, in which browsers stop animation frames.
 * Gives the function that removes it.
 */
export const openFrame = (parent: HTMLElement, resource: string, host: BridgeHost): (() => void) => {
  const frame = document.createElement('iframe');
  frame.className = 'app-frame';
  frame.title = 'The app';
  frame.tabIndex = -1;
  frame.setAttribute('aria-hidden', 'true');
  parent.append(frame);
  const { contentWindow } = frame;
  if (contentWindow === null) throw new Error('The browser opened no window for the frame.');
  const entry: Expected = { host, hasBridge: false };
  expected.set(contentWindow, entry);
  frame.addEventListener('load', () => {
    // Some browsers announce the empty first document too.
    if (!entry.hasBridge && contentWindow.location.href !== 'about:blank') host.fail(`The app's page ${frame.src} could not be loaded.`);
  });
  frame.src = `/_app/${encodeURIComponent(resource)}/`;
  return () => {
    expected.delete(contentWindow);
    frame.remove();
  };
};
