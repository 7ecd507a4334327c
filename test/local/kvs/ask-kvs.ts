import type { Kvs } from '../../../local/kvs/open-kvs';
import { callRaw } from './kvs-client';

export const KB = 1000;
/** What a call beyond a rate limit is answered. */
export const refused = 'RATE_LIMIT_EXCEEDED';

/** The code of a refusal, or the status of what went well. */
export const ask = async (store: Kvs, operation: string, body: unknown): Promise<number | string> => {
  const { status, code } = await callRaw(store, operation, body);
  return typeof code === 'string' ? code : status;
};

/** The outcome of the last of several equal calls. */
export const askOften = async (times: number, one: () => Promise<number | string>): Promise<number | string> => {
  let last: number | string = 'none';
  for (let time = 0; time < times; time += 1) last = await one();
  return last;
};

/** A JSON text of exactly this many bytes: the text and its two quotes. */
export const textOf = (bytes: number): string => 'v'.repeat(bytes - 2);

/** A set of the key `k`. */
export const set = (store: Kvs, value: unknown, operation = 'set'): Promise<number | string> => ask(store, operation, { key: 'k', value });

/** Items `k0`, `k1`, … of one value. */
export const items = (count: number, value: unknown): readonly object[] =>
  Array.from({ length: count }, (_, position) => ({ key: `k${String(position)}`, value }));

/** Items of a page over five values of this many bytes. */
export const pageOf = async (store: Kvs, bytes: number): Promise<number | string> => {
  for (let position = 0; position < 5; position += 1) await callRaw(store, 'set', { key: `big${String(position)}`, value: textOf(bytes) });
  const { json } = await callRaw(store, 'query', { limit: 5, where: [{ property: 'key', condition: 'BEGINS_WITH', values: ['big'] }] });
  return typeof json === 'object' && json !== null && 'data' in json && Array.isArray(json.data) ? json.data.length : 'none';
};
