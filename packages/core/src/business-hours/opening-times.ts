import type { Schedule } from './business-hours.ts';
import { type OpenPeriod, openPeriodsOfDay, utcDay } from './open-periods.ts';
import { exceptionRange } from './wall-intervals.ts';

/** A week, and another for one that a clock change or a skipped day swallows. */
const patternDays = 16;
/** Further away than this, what will be is told as never. */
const maxDays = 731;

/** Whether people are there. */
export function isOpenAt(schedule: Schedule, at: Date): boolean {
  const ms = at.getTime();
  return openPeriodsOfDay(schedule, utcDay(ms)).some(({ from, to }) => from <= ms && ms < to);
}

/** When people come next after `at`; undefined = not within two years. While they are there: after they have left. */
export function nextOpening(schedule: Schedule, at: Date): Date | undefined {
  const ms = at.getTime();
  let before: number | undefined;
  for (const { from, to } of periodsAfter(schedule, ms)) {
    if (from > ms && from !== before) return new Date(from);
    before = to;
  }
  return undefined;
}

/** When people leave next after `at`; undefined = not within two years. */
export function nextClosing(schedule: Schedule, at: Date): Date | undefined {
  let end: number | undefined;
  for (const { from, to } of periodsAfter(schedule, at.getTime())) {
    if (end !== undefined && from !== end) return new Date(end);
    end = to;
  }
  // Open up to the end of what is looked at: nobody leaves.
  return end === undefined || utcDay(end) > lastDay(schedule, at.getTime()) ? undefined : new Date(end);
}

/** When people left before `at`, at which they are not there; undefined = not within two years. */
export function closedSince(schedule: Schedule, at: Date): Date | undefined {
  const ms = at.getTime();
  const [first] = exceptionRange(schedule);
  const day = utcDay(ms);
  const until = Math.max(Math.min(day, first) - patternDays, day - maxDays);
  for (let earlier = day; earlier >= until; earlier -= 1) {
    const last = openPeriodsOfDay(schedule, earlier).findLast(({ to }) => to <= ms);
    if (last !== undefined) return new Date(last.to);
  }
  return undefined;
}

/** Those that end after a time, as far as anything can come. */
function* periodsAfter(schedule: Schedule, ms: number): Generator<OpenPeriod> {
  const until = lastDay(schedule, ms);
  for (let day = utcDay(ms); day <= until; day += 1) {
    for (const period of openPeriodsOfDay(schedule, day)) if (period.to > ms) yield period;
  }
}

function lastDay(schedule: Schedule, ms: number): number {
  const [, last] = exceptionRange(schedule);
  const day = utcDay(ms);
  return Math.min(Math.max(day, last) + patternDays, day + maxDays);
}
