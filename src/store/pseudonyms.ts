import * as crypto from 'node:crypto';

/** SHA-256 works on blocks of 64 bytes; a key of 32 is filled up with zeros (RFC 2104). */
const BLOCK = 64;
const DIGEST = 32;
const INNER = 0x36;
const OUTER = 0x5c;

/** Text up to this long is hashed in one place that is made once. */
const USUAL_TEXT = 1_024;

/** RFC 4648, in small letters. */
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const LENGTH = 20;

/** Bytes as `binary` text: to make a Buffer for each value takes longer than to hash it. */
type Mac = (text: string) => string;

/** HMAC out of two one-shot hashes: a `createHmac` object for each value takes several times as long. */
const oneShot = (hash: typeof crypto.hash, key: Buffer): Mac => {
  const padded = (pad: number, room: number): Buffer => {
    const bytes = Buffer.alloc(BLOCK + room, pad);
    for (const [index, byte] of key.entries()) bytes[index] = byte ^ pad;
    return bytes;
  };
  // Three bytes of UTF-8 hold any UTF-16 unit.
  const inner = padded(INNER, USUAL_TEXT * 3);
  const outer = padded(OUTER, DIGEST);
  return (text) => {
    const message =
      text.length <= USUAL_TEXT
        ? inner.subarray(0, BLOCK + inner.write(text, BLOCK))
        : Buffer.concat([inner.subarray(0, BLOCK), Buffer.from(text, 'utf8')]);
    outer.write(hash('sha256', message, 'binary'), BLOCK, 'latin1');
    return hash('sha256', outer, 'binary');
  };
};

const withObjects =
  (key: Buffer): Mac =>
  (text) =>
    crypto.createHmac('sha256', key).update(text, 'utf8').digest('binary');

/** 5 bits a letter, from the left. */
const inBase32 = (bytes: string): string => {
  let letters = 'p-';
  let bits = 0;
  let left = 0;
  let at = 0;
  for (let count = 0; count < LENGTH; count++) {
    if (left < 5) {
      bits = ((bits & 0x1f) << 8) | bytes.charCodeAt(at++);
      left += 8;
    }
    left -= 5;
    letters += BASE32[(bits >>> left) & 0x1f] ?? '';
  }
  return letters;
};

/**
 * The pseudonyms of one site and audience: the same text has the same one there and another one everywhere else. HMAC-SHA-256 under
 * `key` (32 bytes in base64, from the vault), its first 100 bits as `p-` and 20 letters. `hash` is Node's one-shot hash, null where it has none (before 20.12).
 * Remembers what it made, so it must not outlive the invocation.
 */
export const pseudonymsFor = (
  key: string,
  { cloudId, audience }: { readonly cloudId: string; readonly audience: string },
  hash: typeof crypto.hash | null = crypto.hash ?? null,
): ((text: string) => string) => {
  const context = JSON.stringify(['aperture-pseudonym', 1, cloudId, audience]);
  const bound = Buffer.from(withObjects(Buffer.from(key, 'base64'))(context), 'binary');
  const mac = hash ? oneShot(hash, bound) : withObjects(bound);
  const made = new Map<string, string>();
  return (text) => {
    let pseudonym = made.get(text);
    if (pseudonym === undefined) {
      pseudonym = inBase32(mac(text));
      made.set(text, pseudonym);
    }
    return pseudonym;
  };
};
