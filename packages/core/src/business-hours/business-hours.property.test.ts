import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { type OpenInterval, type Schedule, weekdays } from './business-hours.ts';
import { addBusinessTime, businessTimeBetween } from './business-time.ts';
import { closedSince, isOpenAt, nextClosing, nextOpening } from './opening-times.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** The wall clock read by another library and looked up day by day: shares nothing with the rules but the words. */
function isOpenByTheClock(schedule: Schedule, ms: number): boolean {
  const wall = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(schedule.timeZone);
  const time = wall.toPlainTime().toString({ smallestUnit: 'minute' });
  const hoursOf = (date: Temporal.PlainDate) => {
    const exception = schedule.exceptions.find((other) => other.date === date.toString());
    const weekly = schedule.weekly.filter((other) => other.day === weekdays[date.dayOfWeek - 1]);
    return { isException: exception !== undefined, intervals: exception?.intervals ?? weekly };
  };
  const today = hoursOf(wall.toPlainDate());
  const yesterday = hoursOf(wall.toPlainDate().subtract({ days: 1 }));
  const runsOver = ({ opens, closes }: OpenInterval): boolean => closes <= opens;
  return (
    today.intervals.some((one) => one.opens <= time && (runsOver(one) || time < one.closes)) ||
    (!today.isException && yesterday.intervals.some((one) => runsOver(one) && time < one.closes))
  );
}

/** Days on which clocks jump: both hemispheres, half an hour, a skipped day, twice a year in Ramadan, none at all. */
const places = [
  { timeZone: 'Europe/Berlin', around: '2026-03-29T01:00Z' },
  { timeZone: 'Europe/Berlin', around: '2026-10-25T01:00Z' },
  { timeZone: 'America/New_York', around: '2026-03-08T07:00Z' },
  { timeZone: 'America/St_Johns', around: '2026-11-01T04:30Z' },
  { timeZone: 'America/Havana', around: '2026-11-01T05:00Z' },
  { timeZone: 'Australia/Lord_Howe', around: '2026-04-04T15:00Z' },
  { timeZone: 'Australia/Lord_Howe', around: '2026-10-03T15:30Z' },
  { timeZone: 'Australia/Adelaide', around: '2026-10-03T16:30Z' },
  { timeZone: 'America/Santiago', around: '2026-09-06T04:00Z' },
  { timeZone: 'Pacific/Apia', around: '2011-12-30T10:00Z' },
  { timeZone: 'Pacific/Kwajalein', around: '1993-08-21T12:00Z' },
  { timeZone: 'Africa/Casablanca', around: '2026-02-15T02:00Z' },
  { timeZone: 'Asia/Kathmandu', around: '2026-05-05T00:00Z' },
  { timeZone: 'America/Caracas', around: '2016-05-01T07:00Z' },
  { timeZone: 'UTC', around: '2026-06-01T00:00Z' },
] as const;

const clock = fc.integer({ min: 0, max: 24 * 60 - 1 }).map((minutes) => {
  const hours = Math.floor(minutes / 60);
  return `${String(hours).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
});
const interval = fc
  .record({ opens: clock, closes: fc.oneof({ weight: 4, arbitrary: clock }, fc.constant('24:00')) })
  .filter(({ opens, closes }) => opens !== closes);
const wholeWeek = weekdays.map((name) => ({ day: name, opens: '00:00', closes: '24:00' }));
const weekly = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.array(
      fc.tuple(fc.constantFrom(...weekdays), interval).map(([name, hours]) => ({ day: name, ...hours })),
      { maxLength: 12 },
    ),
  },
  fc.constant([]),
  fc.constant(wholeWeek),
);

/** A schedule, and a time near one at which its clocks jump. */
const situation = fc
  .record({
    place: fc.constantFrom(...places),
    weekly,
    exceptions: fc.uniqueArray(
      fc.record({ offset: fc.integer({ min: -3, max: 3 }), intervals: fc.array(interval, { maxLength: 2 }) }),
      { selector: ({ offset }) => offset, maxLength: 3 },
    ),
    shift: fc.integer({ min: -36 * 60, max: 36 * 60 }),
  })
  .map(({ place, weekly: hours, exceptions, shift }) => {
    const around = Date.parse(place.around.replace('Z', ':00Z'));
    const dateOf = (offset: number): string => new Date(around + offset * day).toISOString().slice(0, 10);
    const schedule: Schedule = {
      timeZone: place.timeZone,
      weekly: hours,
      exceptions: exceptions.map(({ offset, intervals }) => ({ date: dateOf(offset), name: '', intervals })),
    };
    return { schedule, at: around + shift * minute };
  });

const opening = (schedule: Schedule, from: number, minutes: number): readonly boolean[] =>
  Array.from({ length: minutes }, (_, index) => isOpenByTheClock(schedule, from + index * minute));

describe('business hours against a count of minutes on the wall clock', { timeout: 60_000 }, () => {
  test('are open at the same minutes', () => {
    fc.assert(
      fc.property(situation, ({ schedule, at }) => {
        for (let ms = at - 90 * minute; ms < at + 90 * minute; ms += minute)
          expect(isOpenAt(schedule, new Date(ms)), new Date(ms).toISOString()).toBe(
            isOpenByTheClock(schedule, ms),
          );
      }),
      { numRuns: 150 },
    );
  });

  test('measure the same time, and end where adding it says', () => {
    fc.assert(
      fc.property(
        situation,
        fc.integer({ min: 1, max: 26 * 60 }),
        fc.nat(59_999),
        ({ schedule, at }, minutes, part) => {
          const from = at + part;
          const isOpen = opening(schedule, at, minutes + 1);
          const counted = isOpen.reduce((sum, open, index) => {
            const start = Math.max(from, at + index * minute);
            const end = Math.min(from + minutes * minute, at + (index + 1) * minute);
            return open ? sum + Math.max(0, end - start) : sum;
          }, 0);
          const to = new Date(from + minutes * minute);
          expect(businessTimeBetween(schedule, new Date(from), to)).toBe(counted);
          if (counted === 0) return;
          const due = addBusinessTime(schedule, new Date(from), counted);
          expect(due?.getTime()).toBeLessThanOrEqual(to.getTime());
          expect(businessTimeBetween(schedule, new Date(from), due as Date)).toBe(counted);
          const before = new Date((due as Date).getTime() - 1);
          expect(businessTimeBetween(schedule, new Date(from), before)).toBe(counted - 1);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('begin, end and have ended at the same minutes', () => {
    fc.assert(
      fc.property(situation, ({ schedule, at }) => {
        const minutes = 20 * 60;
        const isOpen = opening(schedule, at, minutes);
        const turn = (to: boolean): number | undefined => {
          const index = isOpen.findIndex(
            (open, place) => place > 0 && open === to && isOpen[place - 1] !== to,
          );
          return index === -1 ? undefined : at + index * minute;
        };
        const within = (found: Date | undefined): number | undefined =>
          found === undefined || found.getTime() >= at + minutes * minute ? undefined : found.getTime();
        expect(within(nextOpening(schedule, new Date(at)))).toBe(turn(true));
        expect(within(nextClosing(schedule, new Date(at)))).toBe(turn(false));
        const end = at + (minutes - 1) * minute;
        const lastOpen = isOpen.lastIndexOf(true);
        if (isOpen.at(-1) === true || lastOpen === -1) return;
        expect(closedSince(schedule, new Date(end))?.getTime()).toBe(at + (lastOpen + 1) * minute);
      }),
      { numRuns: 60 },
    );
  });

  test('hold in every zone at every change of its clocks in a year', () => {
    const schedule = (timeZone: string): Schedule => ({
      timeZone,
      weekly: weekdays.flatMap((name) => [
        { day: name, opens: '00:10', closes: '00:50' },
        { day: name, opens: '01:40', closes: '02:20' },
        { day: name, opens: '23:30', closes: '00:05' },
      ]),
      exceptions: [],
    });
    let changes = 0;
    for (const timeZone of Intl.supportedValuesOf('timeZone')) {
      const hours = schedule(timeZone);
      let wall: Temporal.ZonedDateTime | null =
        Temporal.Instant.from('2026-01-01T00:00Z').toZonedDateTimeISO(timeZone);
      for (;;) {
        wall = wall.getTimeZoneTransition('next');
        if (wall === null || wall.epochMilliseconds > Date.parse('2027-01-01T00:00Z')) break;
        changes += 1;
        const at = wall.epochMilliseconds;
        const around = opening(hours, at - 100 * minute, 200);
        const ours = around.map((_, index) => isOpenAt(hours, new Date(at + (index - 100) * minute)));
        expect(ours, `${timeZone} ${wall.toString()}`).toStrictEqual(around);
        const open = around.filter(Boolean).length;
        const from = new Date(at - 100 * minute);
        expect(businessTimeBetween(hours, from, new Date(at + 100 * minute))).toBe(open * minute);
      }
    }
    expect(changes).toBeGreaterThan(200);
  });
});
