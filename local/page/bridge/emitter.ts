type Callback = (payload: unknown) => void;

/** Events between the shell and the frames of the app. */
export interface Emitter {
  on(event: string, callback: Callback): { readonly unsubscribe: () => void };
  emit(event: string, payload: unknown): void;
}

export const openEmitter = (): Emitter => {
  const listeners = new Map<string, Set<Callback>>();
  return {
    on(event, callback) {
      const known = listeners.get(event) ?? new Set();
      listeners.set(event, known.add(callback));
      return { unsubscribe: () => known.delete(callback) };
    },
    emit(event, payload) {
      for (const callback of [...(listeners.get(event) ?? [])]) callback(payload);
    },
  };
};
