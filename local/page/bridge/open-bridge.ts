import { isRecord } from '../forge-doc/forge-node';
import type { BridgeHost } from './bridge-host';
import { messageOf, NotModelledError, OPERATIONS } from './operations';

/** The frame's own globals: what crosses into it is made with them, so that `instanceof` holds there. */
export type Frame = Window & Pick<typeof globalThis, 'JSON' | 'Promise' | 'Error'>;

export interface Bridge {
  callBridge(operation: string, data?: unknown): Promise<unknown>;
}

const copyInto = (frame: Frame, value: unknown): unknown => {
  const text = JSON.stringify(value) as string | undefined;
  const copied: unknown = text === undefined ? undefined : frame.JSON.parse(text);
  return copied;
};

/**
 * The bridge of one frame: `self.__bridge` of the app. Answers are JSON copies of the frame's own realm; an operation
 * that is not modelled rejects and is shown on the page. Errors that the frame does not catch are shown too.
 */
export const openBridge = (frame: Frame, host: BridgeHost): Bridge => {
  frame.addEventListener('error', (event) => host.fail(`Uncaught error in the page: ${messageOf(event.error ?? event.message)}`));
  frame.addEventListener('unhandledrejection', (event) => host.fail(`Unhandled rejection in the page: ${messageOf(event.reason)}`));

  const answer = async (operation: string, data: unknown): Promise<unknown> => {
    const run = Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation] : undefined;
    if (run === undefined) throw new NotModelledError(`The bridge operation ${operation}`);
    const given = await run(host, isRecord(data) ? data : {}, data);
    return 'object' in given ? given.object : copyInto(frame, given.json);
  };

  return {
    callBridge: (operation, data) => {
      // reconcile must draw before it returns, or controlled fields lose keystrokes.
      if (operation === 'reconcile') {
        host.reconcile(isRecord(data) ? data['forgeDoc'] : undefined);
        return frame.Promise.resolve();
      }
      return new frame.Promise((resolve, reject) => {
        answer(operation, data).then(resolve, (error: unknown) => {
          if (error instanceof NotModelledError) host.fail(error.message);
          reject(new frame.Error(messageOf(error)));
        });
      });
    },
  };
};
