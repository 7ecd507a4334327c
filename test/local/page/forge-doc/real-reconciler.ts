import type * as Forge from '@forge/react';
import type * as React from 'react';

/** What the real `@forge/react` sends while `render` and `act` run: each tree as it was handed over, the same object every time. */
interface RealReconciler {
  readonly render: (element: React.ReactElement) => void;
  readonly act: (change: () => void) => void;
  /** The live tree; the reconciler changes it in place. */
  readonly live: () => unknown;
}

/** Loads the real reconciler over a bridge that only keeps the tree. Call it once per test file, before anything of @forge. */
export const loadRealReconciler = (): RealReconciler & {
  readonly uiKit: typeof Forge;
  readonly react: typeof React;
} => {
  let live: unknown;
  const callBridge = (operation: string, data: { readonly forgeDoc?: unknown }): Promise<void> => {
    if (operation === 'reconcile') live = data.forgeDoc;
    return Promise.resolve();
  };
  Object.assign(globalThis, { self: globalThis, IS_REACT_ACT_ENVIRONMENT: true, __bridge: { callBridge } });
  const uiKit = jest.requireActual<typeof Forge>('@forge/react');
  const react = jest.requireActual<typeof React>('react');
  const run = (change: () => void): void => {
    react.act(change);
  };
  return { uiKit, react, live: () => live, act: run, render: (element) => run(() => uiKit.default.render(element)) };
};
