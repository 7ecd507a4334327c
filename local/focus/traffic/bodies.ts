type Bytes = Uint8Array<ArrayBuffer>;

/**
 * A body that comes in parts, each after what `before` waits for (it may reject or throw, which breaks the body off). The signal it gets
 * aborts when the caller gives up and when the reader cancels, so that nothing is left waiting.
 */
export function inParts(
  parts: readonly Bytes[],
  signal: AbortSignal,
  before: (until: AbortSignal, index: number) => Promise<void> | undefined | void,
): ReadableStream<Bytes> {
  const cancelled = new AbortController();
  const until = AbortSignal.any([signal, cancelled.signal]);
  let next = 0;
  return new ReadableStream<Bytes>(
    {
      async pull(controller) {
        const part = parts[next];
        if (part === undefined) return controller.close();
        await before(until, next);
        next += 1;
        controller.enqueue(part);
        if (next === parts.length) controller.close();
      },
      cancel: () => cancelled.abort(),
    },
    // Nothing is made before it is asked for: a wait counts from when the reader wants the part.
    { highWaterMark: 0 },
  );
}

const CHUNK = 64 * 1024;

/** A page of a list, valid JSON of about `size` bytes, made as it is read: whoever stops reading stops the making. */
export function hugePage(size: number): ReadableStream<Bytes> {
  const encoder = new TextEncoder();
  const filling = 'x'.repeat(CHUNK);
  let made = 0;
  let records = 0;
  return new ReadableStream<Bytes>(
    {
      pull(controller) {
        const start = records === 0 ? '{"values":[' : ',';
        const record = JSON.stringify({ id: `huge-${String(records)}`, name: 'Huge', parentId: null, path: [], description: filling });
        const end = made + record.length >= size ? '],"last":true}' : '';
        const chunk = encoder.encode(`${start}${record}${end}`);
        made += chunk.length;
        records += 1;
        controller.enqueue(chunk);
        if (end !== '') controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}
