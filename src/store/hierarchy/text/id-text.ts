const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const AS_IT_IS = '.';

/** Short text for an id: 22 characters for a UUID in small letters, any other behind a dot, which no id holds. */
export const shortId = (id: string): string =>
  UUID.test(id) ? Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url') : `${AS_IT_IS}${id}`;

/** What `shortId` gives, as part of a pattern. */
export const SHORT_ID = '\\.[A-Za-z0-9_-]{1,64}|[A-Za-z0-9_-]{22}';

/** The id of a short text that fits the pattern. */
export const longId = (text: string): string => {
  if (text.startsWith(AS_IT_IS)) return text.slice(1);
  const hex = Buffer.from(text, 'base64url').toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

const CHAIN = new RegExp(`^(?:${SHORT_ID})(?: (?:${SHORT_ID}))*$`);

/** Ids of a chain in short texts with spaces between; null for what is none. */
export const readChain = (text: string): readonly string[] | null => {
  if (text === '') return [];
  return CHAIN.test(text) ? text.split(' ').map(longId) : null;
};

const RADIX = 36;

export const shortNumber = (value: number): string => value.toString(RADIX);

/** What `shortNumber` gives, as part of a pattern. */
export const SHORT_NUMBER = '[0-9a-z]{1,8}';

export const longNumber = (text: string): number => Number.parseInt(text, RADIX);
