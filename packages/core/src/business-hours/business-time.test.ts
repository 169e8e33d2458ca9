import { describe, expect, it } from 'vitest';
import type { Schedule } from './business-hours.ts';
import { addBusinessTime, businessTimeBetween } from './business-time.ts';

const hour = 3_600_000;
const office: Schedule = {
  timeZone: 'Europe/Berlin',
  weekly: (['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const).map((day) => ({
    day,
    opens: '09:00',
    closes: '17:00',
  })),
  exceptions: [{ date: '2026-01-06', name: 'Epiphany', intervals: [] }],
};
const at = (text: string): Date => new Date(text);

describe('business time', () => {
  it('of an hour from Friday 16:30 ends on Monday 09:30', () => {
    expect(addBusinessTime(office, at('2026-01-09T15:30:00Z'), hour)).toEqual(at('2026-01-12T08:30:00Z'));
  });

  it('ends at closing time, not at the next opening, where it just fits', () => {
    expect(addBusinessTime(office, at('2026-01-09T15:00:00Z'), hour)).toEqual(at('2026-01-09T16:00:00Z'));
  });

  it('passes no holiday', () => {
    expect(businessTimeBetween(office, at('2026-01-05T15:00:00Z'), at('2026-01-07T09:00:00Z'))).toBe(
      2 * hour,
    );
  });

  it('has no length backwards, and none is where it starts', () => {
    expect(businessTimeBetween(office, at('2026-01-07T09:00:00Z'), at('2026-01-05T09:00:00Z'))).toBe(0);
    const sunday = at('2026-01-11T12:00:00Z');
    expect(addBusinessTime(office, sunday, 0)).toEqual(sunday);
  });

  it('is what a clock on the table measures when the clock on the wall jumps', () => {
    const night: Schedule = {
      timeZone: 'Europe/Berlin',
      weekly: [{ day: 'saturday', opens: '22:00', closes: '06:00' }],
      exceptions: [],
    };
    const length = (from: string, to: string): number => businessTimeBetween(night, at(from), at(to)) / hour;
    expect(length('2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z')).toBe(7);
    expect(length('2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z')).toBe(9);
  });

  it('never comes where nobody ever is there', () => {
    expect(addBusinessTime({ ...office, weekly: [] }, at('2026-01-05T09:00:00Z'), 1)).toBeUndefined();
  });
});
