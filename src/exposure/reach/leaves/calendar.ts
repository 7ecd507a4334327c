const DAY_MS = 86_400_000;
const LONGEST_MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const TIME = /^T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?(Z|([+-])([01]\d|2[0-3]):?([0-5]\d))?$/;

const MINUS = 45;
const ZERO = 48;
/** `YYYY-MM-DD`. */
const BARE = 10;

const twoDigits = (text: string, at: number): number => {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
};

// By hand, because it runs for every date of a page: Date.parse would also take 30 February for 2 March.
const beginsWithDay = (text: string): boolean => {
  if (text.charCodeAt(4) !== MINUS || text.charCodeAt(7) !== MINUS) return false;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  const last = LONGEST_MONTH_DAYS[month - 1] ?? 0;
  if (!(year >= 0) || !(day >= 1 && day <= last)) return false;
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
};

/** True for an ISO 8601 date that exists, alone or with a time of day, with or without an offset. */
export const isDate = (text: string): boolean => beginsWithDay(text) && (text.length === BARE || TIME.test(text.slice(BARE)));

/** True for `YYYY-MM`. By hand too: a page of series has tens of thousands of them. */
export const isMonth = (text: string): boolean => {
  if (text.length !== 7 || text.charCodeAt(4) !== MINUS) return false;
  const month = twoDigits(text, 5);
  return twoDigits(text, 0) >= 0 && twoDigits(text, 2) >= 0 && month >= 1 && month <= 12;
};

/**
 * The first millisecond of a date or instant, since the epoch. A bare date is its whole day in UTC; digits finer than a millisecond are dropped.
 * NaN for what is no date, and for a time without an offset: it names no instant.
 */
export const startOf = (text: string): number => {
  if (!beginsWithDay(text)) return Number.NaN;
  const day = Date.parse(`${text.slice(0, BARE)}T00:00:00Z`);
  if (text.length === BARE) return day;
  const time = TIME.exec(text.slice(BARE));
  if (!time) return Number.NaN;
  const [, hours, minutes, seconds, fraction = '', zone, sign, ahead, aheadMinutes] = time;
  if (zone === undefined) return Number.NaN;
  const offset = (sign === '-' ? -1 : 1) * (Number(ahead ?? 0) * 60 + Number(aheadMinutes ?? 0));
  const minute = Number(hours) * 60 + Number(minutes) - offset;
  return day + minute * 60_000 + Number(seconds ?? 0) * 1_000 + Number(fraction.padEnd(3, '0').slice(0, 3));
};

/** The last millisecond of a date or instant, since the epoch; NaN where `startOf` is. */
export const endOf = (text: string): number => (text.length === BARE ? startOf(text) + DAY_MS - 1 : startOf(text));
