import type { ChatStringOverrides, ChatStrings, PluralText } from './chat-strings.ts';
import { chatStringsAr } from './chat-strings-ar.ts';
import { chatStringsDe } from './chat-strings-de.ts';
import { chatStringsEn } from './chat-strings-en.ts';

const catalogues: Readonly<Record<string, ChatStrings>> = {
  ar: chatStringsAr,
  de: chatStringsDe,
  en: chatStringsEn,
};
const rightToLeft = new Set(['ar', 'fa', 'he', 'ur', 'ps', 'yi', 'dv', 'ckb', 'ug', 'sd']);

type PlainKey = {
  [Key in keyof ChatStrings]: ChatStrings[Key] extends string ? Key : never;
}[keyof ChatStrings];
type PluralKey = Exclude<keyof ChatStrings, PlainKey>;

/** Texts, numbers and times of one language. */
export interface ChatTranslator {
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
  text(
    key: PlainKey,
    values?: { readonly name?: string; readonly time?: string; readonly day?: string },
  ): string;
  plural(key: PluralKey, n: number): string;
  number(n: number): string;
  /** `2.4 MB` */
  fileSize(bytes: number): string;
  /** `14:05` */
  time(at: Date): string;
  /** `Today`, `Yesterday`, else the date. */
  day(at: Date, now: Date): string;
  /** `09:05`, as opening hours are written. */
  hours(at: Date): string;
  /** `Monday` within a week, else `5 January`. */
  dayAhead(at: Date, now: Date): string;
  /** `14:05` of today, else the date in short. */
  when(at: Date, now: Date): string;
  /** The whole date and time, for titles. */
  stamp(at: Date): string;
}

/**
 * Texts of a language; one without a catalogue gets English words with its own numbers and dates.
 * @param overrides texts of the host
 */
export function chatTranslator(locale: string, overrides: ChatStringOverrides = {}): ChatTranslator {
  const known = isLocale(locale) ? locale : 'en';
  const language = known.split('-')[0]?.toLowerCase() ?? 'en';
  const strings: ChatStrings = { ...(catalogues[language] ?? chatStringsEn), ...overrides };
  const plurals = new Intl.PluralRules(known);
  const numbers = new Intl.NumberFormat(known);
  const times = new Intl.DateTimeFormat(known, { hour: 'numeric', minute: '2-digit' });
  const days = new Intl.DateTimeFormat(known, { weekday: 'long', day: 'numeric', month: 'long' });
  const hours = new Intl.DateTimeFormat(known, { timeStyle: 'short' });
  const weekdays = new Intl.DateTimeFormat(known, { weekday: 'long' });
  const datesInFull = new Intl.DateTimeFormat(known, { day: 'numeric', month: 'long' });
  const dates = new Intl.DateTimeFormat(known, { day: 'numeric', month: 'short' });
  const stamps = new Intl.DateTimeFormat(known, { dateStyle: 'full', timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(known, { numeric: 'auto' });

  return {
    locale: known,
    direction: rightToLeft.has(language) ? 'rtl' : 'ltr',
    // Names keep their own direction inside a sentence of another one: U+2068 … U+2069.
    text: (key, { name, ...others } = {}) =>
      filled(strings[key], name === undefined ? others : { ...others, name: `\u2068${name}\u2069` }),
    plural: (key, n) => {
      const forms: PluralText = strings[key];
      return filled(forms[plurals.select(n)] ?? forms.other, { n: numbers.format(n) });
    },
    number: numbers.format,
    fileSize: (bytes) => {
      const [unit, divisor] =
        bytes < 1e3
          ? (['byte', 1] as const)
          : bytes < 1e6
            ? (['kilobyte', 1e3] as const)
            : (['megabyte', 1e6] as const);
      const style = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 } as const;
      return new Intl.NumberFormat(known, style).format(bytes / divisor);
    },
    time: (at) => times.format(at),
    hours: (at) => hours.format(at),
    dayAhead: (at, now) => (daysBetween(now, at) < 7 ? weekdays : datesInFull).format(at),
    when: (at, now) => (daysBetween(at, now) === 0 ? times : dates).format(at),
    stamp: (at) => stamps.format(at),
    day: (at, now) => {
      const ago = daysBetween(at, now);
      if (ago > 1 || ago < 0) return days.format(at);
      const text = relative.format(-ago, 'day');
      return text.slice(0, 1).toLocaleUpperCase(known) + text.slice(1);
    },
  };
}

/** The language of a chat: what the host says, else the page's, else the browser's. */
export function chatLocale(wanted: string | null): string {
  const language = wanted || document.documentElement.lang || navigator.language || 'en';
  // "en" on the page and a browser of "en-GB": the same words, and times as its reader writes them.
  return navigator.languages.find((known) => known.startsWith(`${language}-`)) ?? language;
}

/** Whole calendar days between two instants, where the reader is. */
export function daysBetween(at: Date, now: Date): number {
  const midnight = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(now) - midnight(at)) / 86_400_000);
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

function isLocale(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}
