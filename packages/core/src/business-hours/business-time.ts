import type { Schedule } from './business-hours.ts';
import { openPeriodsOfDay, utcDay } from './open-periods.ts';

/** Ten years. */
const maxDays = 3653;

/** How much of the time between two instants people were there, in milliseconds; 0 if `to` is not after `from`. */
export function businessTimeBetween(schedule: Schedule, from: Date, to: Date): number {
  const start = from.getTime();
  const end = to.getTime();
  let sum = 0;
  for (let day = utcDay(start); day <= utcDay(end); day += 1) {
    for (const period of openPeriodsOfDay(schedule, day))
      sum += Math.max(0, Math.min(period.to, end) - Math.max(period.from, start));
  }
  return sum;
}

/**
 * The first instant at which people will have been there for `ms` milliseconds since `from`; with 0, `from` itself.
 * Undefined = not within ten years.
 */
export function addBusinessTime(schedule: Schedule, from: Date, ms: number): Date | undefined {
  const start = from.getTime();
  if (ms <= 0) return from;
  let left = ms;
  const first = utcDay(start);
  for (let day = first; day <= first + maxDays; day += 1) {
    for (const period of openPeriodsOfDay(schedule, day)) {
      const begin = Math.max(period.from, start);
      const length = period.to - begin;
      if (length >= left) return new Date(begin + left);
      if (length > 0) left -= length;
    }
  }
  return undefined;
}
