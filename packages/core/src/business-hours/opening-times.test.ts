import { describe, expect, it } from 'vitest';
import type { Schedule } from './business-hours.ts';
import { closedSince, isOpenAt, nextClosing, nextOpening } from './opening-times.ts';

const office: Schedule = {
  timeZone: 'Europe/Berlin',
  weekly: (['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const).flatMap((day) => [
    { day, opens: '09:00', closes: '12:30' },
    { day, opens: '13:00', closes: '17:00' },
  ]),
  exceptions: [],
};
const at = (text: string): Date => new Date(text);
const of = (given: Partial<Schedule>): Schedule => ({ ...office, ...given });

describe('opening times', () => {
  it('are those of the wall clock there, whatever the season', () => {
    expect(isOpenAt(office, at('2026-01-05T07:59:59.999Z'))).toBe(false);
    expect(isOpenAt(office, at('2026-01-05T08:00:00Z'))).toBe(true);
    expect(isOpenAt(office, at('2026-07-06T07:00:00Z'))).toBe(true);
    expect(isOpenAt(office, at('2026-07-06T15:00:00Z'))).toBe(false);
  });

  it('have a break at noon', () => {
    expect(nextClosing(office, at('2026-01-05T10:00:00Z'))).toEqual(at('2026-01-05T11:30:00Z'));
    expect(isOpenAt(office, at('2026-01-05T11:45:00Z'))).toBe(false);
    expect(nextOpening(office, at('2026-01-05T11:45:00Z'))).toEqual(at('2026-01-05T12:00:00Z'));
  });

  it('go on after the weekend', () => {
    const friday = at('2026-01-09T16:00:00Z');
    expect(nextOpening(office, friday)).toEqual(at('2026-01-12T08:00:00Z'));
    expect(nextClosing(office, friday)).toEqual(at('2026-01-12T11:30:00Z'));
    expect(closedSince(office, at('2026-01-11T12:00:00Z'))).toEqual(friday);
  });

  it('tell the next time they begin also while they last', () => {
    expect(nextOpening(office, at('2026-01-05T08:00:00Z'))).toEqual(at('2026-01-05T12:00:00Z'));
  });

  it('may run past midnight, into another week too', () => {
    const night = of({ weekly: [{ day: 'sunday', opens: '22:00', closes: '06:00' }] });
    expect(isOpenAt(night, at('2026-01-11T21:30:00Z'))).toBe(true);
    expect(isOpenAt(night, at('2026-01-12T04:59:00Z'))).toBe(true);
    expect(nextClosing(night, at('2026-01-11T21:30:00Z'))).toEqual(at('2026-01-12T05:00:00Z'));
    expect(closedSince(night, at('2026-01-13T00:00:00Z'))).toEqual(at('2026-01-12T05:00:00Z'));
  });

  it('never end around the clock, and have no gap at midnight', () => {
    const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
    const always = of({ weekly: days.map((day) => ({ day, opens: '00:00', closes: '24:00' })) });
    expect(isOpenAt(always, at('2026-01-04T23:00:00Z'))).toBe(true);
    expect(nextClosing(always, at('2026-01-04T22:00:00Z'))).toBeUndefined();
    expect(nextOpening(always, at('2026-01-04T22:00:00Z'))).toBeUndefined();
    const exceptions = [{ date: '2027-05-01', name: 'Labour Day', intervals: [] }];
    expect(nextClosing({ ...always, exceptions }, at('2026-01-04T22:00:00Z'))).toEqual(
      at('2027-04-30T22:00:00Z'),
    );
    expect(nextOpening({ ...always, exceptions }, at('2026-01-04T22:00:00Z'))).toEqual(
      at('2027-05-01T22:00:00Z'),
    );
  });

  it('never begin where there are none', () => {
    const never = of({ weekly: [] });
    expect(isOpenAt(never, at('2026-01-05T10:00:00Z'))).toBe(false);
    for (const rule of [nextOpening, nextClosing, closedSince])
      expect(rule(never, at('2026-01-05T10:00:00Z'))).toBeUndefined();
  });

  it('give way to an exception, which says everything about its date', () => {
    const night = of({
      weekly: [{ day: 'thursday', opens: '20:00', closes: '04:00' }],
      exceptions: [
        { date: '2026-12-25', name: 'Christmas', intervals: [] },
        { date: '2026-12-26', name: 'Rush', intervals: [{ opens: '23:00', closes: '01:00' }] },
      ],
    });
    expect(nextClosing(night, at('2026-12-24T20:00:00Z'))).toEqual(at('2026-12-24T23:00:00Z'));
    expect(isOpenAt(night, at('2026-12-25T01:00:00Z'))).toBe(false);
    expect(nextOpening(night, at('2026-12-25T01:00:00Z'))).toEqual(at('2026-12-26T22:00:00Z'));
    expect(nextClosing(night, at('2026-12-26T22:30:00Z'))).toEqual(at('2026-12-27T00:00:00Z'));
  });

  it('begin after the gap when the clocks skip their beginning', () => {
    const early = of({ weekly: [{ day: 'sunday', opens: '02:30', closes: '05:00' }] });
    expect(nextOpening(early, at('2026-03-29T00:00:00Z'))).toEqual(at('2026-03-29T01:00:00Z'));
    const swallowed = of({ weekly: [{ day: 'sunday', opens: '02:10', closes: '02:50' }] });
    expect(nextOpening(swallowed, at('2026-03-28T00:00:00Z'))).toEqual(at('2026-04-05T00:10:00Z'));
  });

  it('come twice when the clocks repeat them', () => {
    const early = of({ weekly: [{ day: 'sunday', opens: '02:00', closes: '02:30' }] });
    expect(isOpenAt(early, at('2026-10-25T00:15:00Z'))).toBe(true);
    expect(isOpenAt(early, at('2026-10-25T00:45:00Z'))).toBe(false);
    expect(isOpenAt(early, at('2026-10-25T01:15:00Z'))).toBe(true);
  });

  it('are lost with the day that Samoa skipped', () => {
    const samoa = of({
      timeZone: 'Pacific/Apia',
      weekly: [{ day: 'friday', opens: '09:00', closes: '17:00' }],
    });
    // 30 December 2011 was a Friday everywhere else.
    expect(nextOpening(samoa, at('2011-12-24T12:00:00Z'))).toEqual(at('2012-01-05T19:00:00Z'));
  });
});
