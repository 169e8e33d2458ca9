import { NotStorableError } from '@parley/core';

/** A time read back: drivers give `Date`, rows that came through JSON give text. */
export type TimeValue = Date | string;

/** As `Date`. */
export function asDate(value: TimeValue): Date {
  return value instanceof Date ? value : new Date(value);
}

// A batch writes the same few instants over and over, and formatting one costs more than looking it up.
const texts = new Map<number, string>();
const maxTexts = 1000;

/** As the text a timestamptz column takes. @throws {NotStorableError} for an invalid date */
export function asTimestamp(date: Date): string {
  const ms = date.getTime();
  const known = texts.get(ms);
  if (known !== undefined) return known;
  if (Number.isNaN(ms)) throw new NotStorableError();
  const text = date.toISOString();
  if (texts.size >= maxTexts) texts.clear();
  texts.set(ms, text);
  return text;
}

/** {@link asTimestamp}, or null where there is none. */
export function asTimestampOrNull(date: Date | undefined): string | null {
  return date === undefined ? null : asTimestamp(date);
}
