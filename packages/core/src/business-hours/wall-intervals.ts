import { type OpenInterval, type Schedule, weekdays } from './business-hours.ts';
import { dayMs } from './zone-offsets.ts';

/** From when to when, in minutes of a wall clock since midnight of a date; the end is exclusive. */
export interface WallInterval {
  readonly from: number;
  readonly to: number;
}

/** Minutes of a day on the wall. */
export const minutesOfDay = 24 * 60;

interface Plan {
  readonly weekly: readonly (readonly WallInterval[])[];
  readonly exceptions: ReadonlyMap<number, readonly WallInterval[]>;
  readonly firstException: number;
  readonly lastException: number;
  readonly dates: Map<number, readonly WallInterval[]>;
}

const maxDatesKept = 4096;
const plans = new WeakMap<Schedule, Plan>();

/** `HH:MM` in minutes. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** A date as the number of days from 1970-01-01. */
export function dateNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}

/** 0 = Monday. */
export function weekdayOf(date: number): number {
  return (((date + 3) % 7) + 7) % 7;
}

/** The interval on its own date; one that runs past midnight ends after {@link minutesOfDay}. */
export function wallInterval({ opens, closes }: OpenInterval): WallInterval {
  const from = minutesOf(opens);
  const to = minutesOf(closes);
  return { from, to: to > from ? to : to + minutesOfDay };
}

/** The first and the last date that is an exception, as {@link dateNumber}s; none = `[Infinity, -Infinity]`. */
export function exceptionRange(schedule: Schedule): readonly [number, number] {
  const { firstException, lastException } = planOf(schedule);
  return [firstException, lastException];
}

/** What a date has of open time on the wall clock: in order, apart from each other, within the date. */
export function intervalsOfDate(schedule: Schedule, date: number): readonly WallInterval[] {
  const plan = planOf(schedule);
  const known = plan.dates.get(date);
  if (known !== undefined) return known;
  const exception = plan.exceptions.get(date);
  const own = exception ?? plan.weekly[weekdayOf(date)] ?? [];
  const before =
    exception === undefined ? (plan.exceptions.get(date - 1) ?? plan.weekly[weekdayOf(date - 1)] ?? []) : [];
  const all = [
    ...own.map(({ from, to }) => ({ from, to: Math.min(to, minutesOfDay) })),
    ...before.flatMap(({ to }) => (to > minutesOfDay ? [{ from: 0, to: to - minutesOfDay }] : [])),
  ];
  const joined = join(all);
  if (plan.dates.size >= maxDatesKept) plan.dates.clear();
  plan.dates.set(date, joined);
  return joined;
}

function planOf(schedule: Schedule): Plan {
  const known = plans.get(schedule);
  if (known !== undefined) return known;
  const exceptions = new Map(
    schedule.exceptions.map(({ date, intervals }) => [dateNumber(date), intervals.map(wallInterval)]),
  );
  const dates = [...exceptions.keys()];
  const plan = {
    weekly: weekdays.map((day) => schedule.weekly.filter((other) => other.day === day).map(wallInterval)),
    exceptions,
    firstException: Math.min(...dates),
    lastException: Math.max(...dates),
    dates: new Map<number, readonly WallInterval[]>(),
  };
  plans.set(schedule, plan);
  return plan;
}

function join(intervals: readonly WallInterval[]): readonly WallInterval[] {
  const joined: WallInterval[] = [];
  for (const next of [...intervals].sort((left, right) => left.from - right.from)) {
    const last = joined.at(-1);
    if (last !== undefined && next.from <= last.to)
      joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    else joined.push(next);
  }
  return joined;
}
