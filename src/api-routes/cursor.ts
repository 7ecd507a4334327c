import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { packPosition, unpackPosition } from '../focus/walk/position/pack';
import type { Position } from '../focus/walk/position/position';

/** How long a walk may pause, ms. */
export const CURSOR_AGE = 24 * 3_600_000;

/** Longest cursor that is looked at: no own one is longer. */
const LONGEST = 4_400;
const FORM = 2;
const NONCE = 12;
const TAG = 16;

/** What a cursor is good for, and nothing else. */
export interface Binding {
  /** 32 bytes in base64, of this installation alone. */
  readonly key: string;
  readonly cloudId: string;
  readonly route: string;
  /** Fields, search and order in one spelling, see `asked` in query.ts. */
  readonly asked: string;
  /** Of the audience's live part. */
  readonly digest: string;
}

interface Sealed {
  /** The beginning of the digest of the audience's part. */
  readonly digest: string;
  /** ms since the epoch. */
  readonly issuedAt: number;
  readonly position: Position;
}

// What goes in here takes no room in the cursor: a cursor of another site, route or question can't be opened.
const associated = ({ cloudId, route, asked }: Binding): Buffer =>
  Buffer.from(JSON.stringify(['aperture-cursor', FORM, cloudId, route, asked]), 'utf8');

/** 128 bits of a digest in hexadecimal. */
const shortDigest = ({ digest }: Binding): string => digest.slice(0, 32);

/** Seals a position; nobody without the key can read it or make one. */
export const sealCursor = (binding: Binding, position: Position, now: number): string => {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(binding.key, 'base64'), nonce, { authTagLength: TAG });
  cipher.setAAD(associated(binding));
  const hidden = Buffer.concat([cipher.update(packPosition(position, { digest: shortDigest(binding), issuedAt: now })), cipher.final()]);
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
    const packed = Buffer.concat([decipher.update(bytes.subarray(1 + NONCE + TAG)), decipher.final()]);
    // What is inside was sealed by this file with a key that nobody else has: its form is known.
    const { position, beside } = unpackPosition<Omit<Sealed, 'position'>>(packed);
    return { ...beside, position };
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
  if (!sealed) return { ok: false, code: 'cursor_invalid' };
  const fresh = now - sealed.issuedAt < CURSOR_AGE && sealed.issuedAt - now < CURSOR_AGE;
  return sealed.digest === shortDigest(binding) && fresh ? { ok: true, position: sealed.position } : { ok: false, code: 'cursor_stale' };
};
