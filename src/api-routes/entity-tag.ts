import { createHmac } from 'node:crypto';

/**
 * The ETag of an answer: the same for the same shaped answer under the same part of the policy, and of no use to anyone without the key
 * (32 bytes in base64). Neither revision nor decision goes in: publishing for another audience leaves it as it was.
 */
export const entityTag = (key: string, digest: string, shaped: unknown): string => {
  const bytes = createHmac('sha256', Buffer.from(key, 'base64'))
    .update(JSON.stringify([digest, shaped]))
    .digest();
  return `"${bytes.subarray(0, 18).toString('base64url')}"`;
};

/** Whether `If-None-Match` names the tag (RFC 9110 13.1.2: weakly compared, a list, or `*`). */
export const namesTag = (header: string | undefined, tag: string): boolean =>
  (header ?? '').length <= 4_096 &&
  (header ?? '')
    .split(',')
    .map((one) => one.trim())
    .some((one) => one === '*' || one.replace(/^W\//, '') === tag);
