import type { Translate } from './catalogue.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** The day on which clocks are put back. */
const longestDayMs = 25 * hourMs;

/** `Intl` formatters are dear to make; one set per locale and zone. */
export interface TimeFormats {
  /** `14:05`. */
  readonly clock: (at: Date) => string;
  /** `Tue`. */
  readonly weekday: (at: Date) => string;
  /** `5 Jan`, or `5 Jan 2025` in another year. */
  readonly date: (at: Date, isOtherYear: boolean) => string;
  /** `Tuesday, 5 January 2026 at 14:05`. */
  readonly full: (at: Date) => string;
  /** `5 January 2026`. */
  readonly since: (at: Date) => string;
  /** `Tuesday, 5 January`. */
  readonly day: (at: Date, isOtherYear: boolean) => string;
  /** `2026-01-05` in the zone: the same for all moments of one day. */
  readonly dayKey: (at: Date) => string;
  /** Makes the formatters a list needs. The first of a page takes ten milliseconds and more: better while it waits. */
  readonly warmUp: () => void;
}

/** Formatters for a locale. @param timeZone IANA name; the browser's own where absent */
export function createTimeFormats(locale: string, timeZone?: string): TimeFormats {
  const zone = timeZone === undefined ? {} : { timeZone };
  const make = (options: Intl.DateTimeFormatOptions, tag = locale): ((at: Date) => string) => {
    let format: Intl.DateTimeFormat | undefined;
    return (at) => {
      format ??= new Intl.DateTimeFormat(tag, { ...options, ...zone });
      return format.format(at);
    };
  };
  const date = make({ day: 'numeric', month: 'short' });
  const dateWithYear = make({ day: 'numeric', month: 'short', year: 'numeric' });
  const day = make({ weekday: 'long', day: 'numeric', month: 'long' });
  const dayWithYear = make({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const clock = make({ hour: 'numeric', minute: '2-digit' });
  const weekday = make({ weekday: 'short' });
  return {
    clock,
    weekday,
    date: (at, isOtherYear) => (isOtherYear ? dateWithYear : date)(at),
    full: make({ dateStyle: 'full', timeStyle: 'short' }),
    since: make({ dateStyle: 'long' }),
    day: (at, isOtherYear) => (isOtherYear ? dayWithYear : day)(at),
    dayKey:
      timeZone === undefined
        ? localDayKey
        : make({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'en-CA'),
    warmUp() {
      for (const format of [clock, weekday, date, dateWithYear]) format(new Date(0));
    },
  };
}

/** In the browser's own zone, where a `Date` knows its day without `Intl`. */
function localDayKey(at: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** A moment in a list: under an hour "4m", today "14:05", this week "Tue", else the date. */
export function listTime(at: Date, now: Date, formats: TimeFormats, t: Translate): string {
  const age = now.getTime() - at.getTime();
  if (age < minuteMs) return t('time.now');
  if (age < hourMs) return t('time.minutes', { count: Math.floor(age / minuteMs) });
  if (age < longestDayMs && formats.dayKey(at) === formats.dayKey(now)) return formats.clock(at);
  if (age < 6 * dayMs) return formats.weekday(at);
  return formats.date(at, at.getUTCFullYear() !== now.getUTCFullYear());
}

/** The heading over a day's messages: "Today", "Yesterday", else the date. */
export function dayTitle(at: Date, now: Date, formats: TimeFormats, t: Translate): string {
  const key = formats.dayKey(at);
  if (key === formats.dayKey(now)) return t('time.today');
  if (key === formats.dayKey(new Date(now.getTime() - dayMs))) return t('time.yesterday');
  return formats.day(at, at.getUTCFullYear() !== now.getUTCFullYear());
}

/** How long something takes still: "1h 12m", "12m", "40s". Never negative. */
export function remainingTime(ms: number, t: Translate): string {
  const left = Math.max(0, ms);
  if (left < minuteMs) return t('time.seconds', { count: Math.floor(left / 1000) });
  if (left < hourMs) return t('time.minutes', { count: Math.floor(left / minuteMs) });
  const minutes = Math.floor((left % hourMs) / minuteMs);
  const hours = t('time.hours', { count: Math.floor(left / hourMs) });
  return minutes === 0 ? hours : `${hours} ${t('time.minutes', { count: minutes })}`;
}

/** Of an hour so much may be missing: a window that closes a little early has closed after a whole day. */
const nearlyMs = 5 * minuteMs;

/** How long ago in one unit: "25h", "12m", "3d". */
export function roughAge(ms: number, t: Translate): string {
  if (ms < hourMs) return t('time.minutes', { count: Math.max(1, Math.floor(ms / minuteMs)) });
  if (ms < 3 * dayMs) return t('time.hours', { count: Math.floor((ms + nearlyMs) / hourMs) });
  return t('time.days', { count: Math.floor(ms / dayMs) });
}

/** `1.4 MB`, with the units of the language. @param bytes size */
export function formatBytes(bytes: number, locale: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[unit] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: unit < 2 ? 0 : 1,
  }).format(value);
}
