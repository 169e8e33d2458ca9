import type { Schedule } from './business-hours.ts';
import { intervalsOfDate } from './wall-intervals.ts';
import { dayMs, offsetsOfDay } from './zone-offsets.ts';

/** A stretch in which people are there; in milliseconds since the epoch, the end exclusive. */
export interface OpenPeriod {
  readonly from: number;
  readonly to: number;
}

const minuteMs = 60_000;

/** The day of UTC a time lies in, counted from the epoch. */
export function utcDay(at: number): number {
  return Math.floor(at / dayMs);
}

/**
 * When people are there during one day of UTC: in order, apart or touching. It is open whenever the wall clock shows a
 * time within the hours, so what a clock change skips is lost, and what it repeats is open both times.
 */
export function openPeriodsOfDay(schedule: Schedule, day: number): readonly OpenPeriod[] {
  const periods: OpenPeriod[] = [];
  for (const { from, to, offset } of offsetsOfDay(schedule.timeZone, day)) {
    const localFrom = from + offset;
    const localTo = to + offset;
    for (let date = utcDay(localFrom); date * dayMs < localTo; date += 1) {
      for (const wall of intervalsOfDate(schedule, date)) {
        const start = Math.max(localFrom, date * dayMs + wall.from * minuteMs);
        const end = Math.min(localTo, date * dayMs + wall.to * minuteMs);
        if (start < end) periods.push({ from: start - offset, to: end - offset });
      }
    }
  }
  return periods;
}
