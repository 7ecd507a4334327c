import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Position } from '../focus/list-reached';

/** How long a walk may pause, ms. */
export const CURSOR_AGE = 24 * 3_600_000;

/** Longest cursor that is looked at: an own one is far below. */
const LONGEST = 8_192;
const FORM = 1;
const NONCE = 12;
const TAG = 16;

/** What a cursor is good for, and nothing else. */
export interface Binding {
  /** 32 bytes in base64, of this installation alone. */
  readonly key: string;
  readonly cloudId: string;
  readonly route: string;
  /** The asked fields in one spelling, see `asked` in query.ts. */
  readonly asked: string;
  /** Of the audience's live part. */
  readonly digest: string;
}

interface Sealed {
  readonly asked: string;
  readonly digest: string;
  /** ms since the epoch. */
  readonly issuedAt: number;
  readonly position: Position;
}

const associated = ({ cloudId, route }: Binding): Buffer => Buffer.from(JSON.stringify(['aperture-cursor', FORM, cloudId, route]), 'utf8');

/** Seals a position; nobody without the key can read it or make one. */
export const sealCursor = (binding: Binding, position: Position, now: number): string => {
  const { asked, digest } = binding;
  const sealed: Sealed = { asked, digest, issuedAt: now, position };
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(binding.key, 'base64'), nonce, { authTagLength: TAG });
  cipher.setAAD(associated(binding));
  const hidden = Buffer.concat([cipher.update(JSON.stringify(sealed), 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from([FORM]), nonce, cipher.getAuthTag(), hidden]).toString('base64url');
};

const unseal = (binding: Binding, cursor: string): Sealed | undefined => {
  if (cursor.length > LONGEST || !/^[A-Za-z0-9_-]+$/.test(cursor)) return undefined;
  const bytes = Buffer.from(cursor, 'base64url');
  // One spelling each: base64url ignores what is left over of the last character.
  if (bytes[0] !== FORM || bytes.length <= 1 + NONCE + TAG || bytes.toString('base64url') !== cursor) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(binding.key, 'base64'), bytes.subarray(1, 1 + NONCE), {
    authTagLength: TAG,
  });
  decipher.setAAD(associated(binding));
  decipher.setAuthTag(bytes.subarray(1 + NONCE, 1 + NONCE + TAG));
  try {
    const text = Buffer.concat([decipher.update(bytes.subarray(1 + NONCE + TAG)), decipher.final()]).toString('utf8');
    // What is inside was sealed by this file with a key that nobody else has: its form is known.
    return JSON.parse(text) as Sealed;
  } catch {
    return undefined;
  }
};

/** The position that a cursor holds. `cursor_stale` = it was ours, and the audience's part changed since, or a day went by. */
export const openCursor = (
  binding: Binding,
  cursor: string,
  now: number,
): { readonly ok: true; readonly position: Position } | { readonly ok: false; readonly code: 'cursor_invalid' | 'cursor_stale' } => {
  const sealed = unseal(binding, cursor);
  if (sealed?.asked !== binding.asked) return { ok: false, code: 'cursor_invalid' };
  const fresh = now - sealed.issuedAt < CURSOR_AGE && sealed.issuedAt - now < CURSOR_AGE;
  return sealed.digest === binding.digest && fresh ? { ok: true, position: sealed.position } : { ok: false, code: 'cursor_stale' };
};
