import type { Digests } from './digests';
import type { Position } from './position';

const NAMES = ['passed', 'first', 'last', 'samples'] as const;
const LENGTH = 2;

/** A UUID in its usual spelling: the ids that Focus documents. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PACKED = '~';

const packId = (id: string): string => (UUID.test(id) ? PACKED + Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url') : id);

const unpackId = (text: string): string =>
  text.startsWith(PACKED)
    ? Buffer.from(text.slice(PACKED.length), 'base64url')
        .toString('hex')
        .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    : text;

/** Lists of ids are chains; nothing else in a position is a list of text. */
const withChains = (value: unknown, change: (id: string) => string): unknown => {
  if (Array.isArray(value)) return value.map((one: unknown) => (typeof one === 'string' ? change(one) : one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withChains(inner, change)]));
};

type Beside = Readonly<Record<string, string | number>>;

/**
 * A position as few bytes, since it travels in an address: digests as they are, chains of UUIDs by their bits, the rest as JSON.
 * `beside` travels with it.
 */
export const packPosition = (position: Position, beside: Beside): Buffer => {
  const digests: readonly Digests[] = NAMES.map((name) => (position.kind === 'scan' ? position[name] : ''));
  const plain = { ...position, passed: undefined, first: undefined, last: undefined, samples: undefined };
  const sizes = digests.map((each) => (each.length * 3) / 4);
  const text = Buffer.from(JSON.stringify([sizes, withChains(plain, packId), beside]), 'utf8');
  const length = Buffer.alloc(LENGTH);
  length.writeUInt16BE(text.length);
  return Buffer.concat([length, text, ...digests.map((each) => Buffer.from(each, 'base64url'))]);
};

/** What `packPosition` packed. Only for bytes of our own: anything else throws, or gives nonsense. */
export const unpackPosition = <T extends Beside>(bytes: Buffer): { readonly position: Position; readonly beside: T } => {
  const end = LENGTH + bytes.readUInt16BE();
  const [sizes, plain, beside] = JSON.parse(bytes.subarray(LENGTH, end).toString('utf8')) as [readonly number[], Position, T];
  let at = end;
  const digests = sizes.map((size) => {
    at += size;
    return bytes.subarray(at - size, at).toString('base64url');
  });
  const position = withChains(plain, unpackId) as Position;
  if (position.kind === 'tree') return { position, beside };
  const [passed = '', first = '', last = '', samples = ''] = digests;
  return { position: { ...position, passed, first, last, samples }, beside };
};
