import { createHash } from 'node:crypto';

/** Short digests in a row, each 6 bytes as 8 characters of base64url: 48 bits are enough to tell some hundred ids of one walk apart. */
export type Digests = string;

const WIDTH = 8;

export const digestOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest().subarray(0, 6).toString('base64url');

export const setOf = (digests: Digests): ReadonlySet<string> => {
  const all = new Set<string>();
  for (let at = 0; at < digests.length; at += WIDTH) all.add(digests.slice(at, at + WIDTH));
  return all;
};

export const countOf = (digests: Digests): number => digests.length / WIDTH;

/** The last of them, at most so many. */
export const lastOf = (digests: Digests, most: number): Digests => digests.slice(-most * WIDTH);

/** The first of them, at most so many. */
export const firstOf = (digests: Digests, most: number): Digests => digests.slice(0, most * WIDTH);
