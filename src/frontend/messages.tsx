import { createContext, createElement, Fragment, useContext, useMemo } from 'react';
import type { ReactNode } from 'react';
import { IntlMessageFormat } from 'intl-messageformat';
import type { PrimitiveType } from 'intl-messageformat';
import { Text, useTranslation } from '@forge/react';
import type texts from '../../locales/en-US.json';

/** Every key of the English texts. A type only: a page that imports a translated file gets its URL once bundled by Forge. */
export type MessageKey = keyof typeof texts;

export type Values = Readonly<Record<string, PrimitiveType>>;

export interface Messages {
  /** The text of a key, with ICU arguments, plurals and selects filled in. */
  readonly say: (key: MessageKey, values?: Values) => string;
  /** As `say`, with `<b>…</b>` drawn bold. */
  readonly rich: (key: MessageKey, values?: Values) => ReactNode;
  /** Date and time of an ISO instant, where and as the reader lives. */
  readonly when: (instant: string) => string;
  /** When something ends: the date in UTC, and the time of day unless it is midnight UTC. */
  readonly ends: (instant: string) => string;
  /** The date of an instant or of a plain `YYYY-MM-DD`. */
  readonly day: (instant: string) => string;
  readonly time: (instant: string) => string;
  /** A target date as exact as Focus means it: `DAY`, `MONTH`, `QUARTER` or whatever else it says, which counts as a day. */
  readonly target: (date: string, precision: string) => string;
  /** How long so many minutes are, in the largest unit that tells them exactly. */
  readonly lasts: (minutes: number) => string;
  /** Names as the language lists them: "a, b and c". */
  readonly list: (names: readonly string[]) => string;
  /** Choices as the language lists them: "a, b or c". */
  readonly anyOf: (names: readonly string[]) => string;
}

const MessagesContext = createContext<Messages | null>(null);

const bold = (parts: readonly ReactNode[]): ReactNode => createElement(Text, { as: 'strong', weight: 'semibold', children: parts });

const HOUR = 60;
const DAY = 24 * HOUR;

/** An unknown zone or locale in the context must not blank the page, so the browser's own takes its place. */
const dates = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  try {
    return new Intl.DateTimeFormat(locale, options);
  } catch {
    const { timeZone: _unknown, ...rest } = options;
    return new Intl.DateTimeFormat(undefined, rest);
  }
};

const format = (formatter: Intl.DateTimeFormat, instant: string): string => {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? instant : formatter.format(date);
};

/**
 * Takes the lookup of texts and where the reader lives (`locale` BCP 47, `timezone` IANA); gives the ways to say things.
 * Texts follow the language of the translation file (`app.language` in it), dates follow the reader.
 */
const makeMessages = (text: (key: string) => string, locale: string, timezone: string): Messages => {
  const language = text('app.language');
  const compiled = new Map<string, IntlMessageFormat>();
  const message = (key: MessageKey): IntlMessageFormat => {
    const known = compiled.get(key);
    if (known) return known;
    const made = new IntlMessageFormat(text(key), language);
    compiled.set(key, made);
    return made;
  };
  const when = dates(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: timezone });
  const time = dates(locale, { timeStyle: 'short', timeZone: timezone });
  const day = dates(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const endTime = dates(locale, { dateStyle: 'long', timeStyle: 'long', timeZone: 'UTC' });
  const lists = new Intl.ListFormat(language, { type: 'conjunction' });
  const choices = new Intl.ListFormat(language, { type: 'disjunction' });
  const say: Messages['say'] = (key, values = {}) => String(message(key).format<string>({ ...values, b: (parts) => parts.join('') }));
  const month = dates(locale, { year: 'numeric', month: 'short', timeZone: 'UTC' });
  const short = dates(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const target = (date: string, precision: string): string => {
    if (precision === 'MONTH') return format(month, date);
    const at = new Date(date);
    if (precision !== 'QUARTER' || Number.isNaN(at.getTime())) return format(short, date);
    return say('date.quarter', { quarter: Math.floor(at.getUTCMonth() / 3) + 1, year: String(at.getUTCFullYear()) });
  };
  return {
    say,
    target,
    rich: (key, values = {}) => {
      const parts = message(key).format<ReactNode>({ ...values, b: bold });
      return Array.isArray(parts) ? createElement(Fragment, null, ...(parts as readonly ReactNode[])) : parts;
    },
    when: (instant) => format(when, instant),
    ends: (instant) => format(/T00:00(:00(\.0+)?)?Z$/.test(instant) ? day : endTime, instant),
    day: (instant) => format(day, instant),
    time: (instant) => format(time, instant),
    lasts: (minutes) => {
      if (minutes > DAY && minutes % DAY === 0) return say('lasts.days', { count: minutes / DAY });
      return minutes > HOUR && minutes % HOUR === 0
        ? say('lasts.hours', { count: minutes / HOUR })
        : say('lasts.minutes', { count: minutes });
    },
    list: (names) => lists.format(names),
    anyOf: (names) => choices.format(names),
  };
};

/** Must lie inside `I18nProvider`, and be drawn once its texts are there. */
export const MessagesProvider = ({ timezone, children }: { timezone: string; children: ReactNode }): ReactNode => {
  const translation = useTranslation();
  const { t } = translation;
  const locale = translation.ready ? translation.locale : 'en-US';
  const messages = useMemo(() => makeMessages((key) => t(key), locale, timezone), [t, locale, timezone]);
  return <MessagesContext.Provider value={messages}>{children}</MessagesContext.Provider>;
};

/** The reader's way of saying things; only inside `PageFrame`. */
export const useMessages = (): Messages => {
  const messages = useContext(MessagesContext);
  if (!messages) throw new Error('useMessages needs PageFrame around it.');
  return messages;
};
