import { type Field, readNumber } from './read-field.ts';

/** 2100-01-01: no message is from after it. */
const latestMs = 4_102_444_800_000;
/** Seconds never reach this before the year 33658, so what is larger counts milliseconds. */
const firstMs = 1e12;

/**
 * The provider's time: seconds as a string (messages, statuses) or a number (preferences, groups), milliseconds where
 * the value is larger than 10^12. Undefined for what cannot be a time (not a number, ≤ 0, after 2100).
 */
export function readTimestamp(value: Field): Date | undefined {
  const number = readNumber(value);
  if (number === undefined || number <= 0) return undefined;
  const ms = Math.trunc(number > firstMs ? number : number * 1000);
  return ms > 0 && ms <= latestMs ? new Date(ms) : undefined;
}
