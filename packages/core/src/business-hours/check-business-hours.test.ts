import { describe, expect, it } from 'vitest';
import type { BusinessHours, Schedule } from './business-hours.ts';
import { checkBusinessHours } from './check-business-hours.ts';

const fine: Schedule & Pick<BusinessHours, 'autoReply'> = {
  timeZone: 'Europe/Berlin',
  weekly: [
    { day: 'monday', opens: '09:00', closes: '12:00' },
    { day: 'monday', opens: '12:00', closes: '17:00' },
    { day: 'sunday', opens: '22:00', closes: '06:00' },
  ],
  exceptions: [{ date: '2028-02-29', name: 'Leap day', intervals: [{ opens: '00:00', closes: '24:00' }] }],
};
const problemsOf = (given: Partial<typeof fine>): unknown => {
  try {
    checkBusinessHours({ ...fine, ...given });
    return [];
  } catch (error) {
    return (error as { details: { problems: { path: string }[] } }).details.problems.map(({ path }) => path);
  }
};

describe('a schedule', () => {
  it('may touch itself, pass midnight and know leap days', () => {
    expect(problemsOf({})).toStrictEqual([]);
  });

  it.each(['Mars/Olympus', '+02:00', '', 'CET+1'])('is not in the zone %j', (timeZone) => {
    expect(problemsOf({ timeZone })).toStrictEqual(['timeZone']);
  });

  it('has no times that no clock shows', () => {
    const weekly = [
      { day: 'monday', opens: '9:00', closes: '17:00' },
      { day: 'tuesday', opens: '24:00', closes: '25:00' },
      { day: 'friday', opens: '09:00', closes: '09:00' },
    ] as const;
    expect(problemsOf({ weekly })).toStrictEqual([
      'weekly.0.opens',
      'weekly.1.opens',
      'weekly.1.closes',
      'weekly.2.closes',
    ]);
  });

  it('says nothing twice, not even from Sunday into Monday', () => {
    const night = { day: 'sunday', opens: '22:00', closes: '06:00' } as const;
    expect(problemsOf({ weekly: [{ day: 'monday', opens: '05:00', closes: '09:00' }, night] })).toStrictEqual(
      ['weekly.0'],
    );
    expect(
      problemsOf({
        weekly: [
          { day: 'monday', opens: '09:00', closes: '17:00' },
          { day: 'monday', opens: '16:00', closes: '18:00' },
        ],
      }),
    ).toStrictEqual(['weekly.1']);
  });

  it('has exceptions on dates that exist, each once', () => {
    const on = (date: string) => ({ date, name: 'x', intervals: [] });
    expect(problemsOf({ exceptions: [on('2026-02-29'), on('2026-03-01'), on('2026-03-01')] })).toStrictEqual([
      'exceptions.0.date',
      'exceptions.2.date',
    ]);
  });

  it('answers in languages there are names for', () => {
    const autoReply = { text: 'Closed', byLanguage: { de: 'Geschlossen', 'pt-BR': 'Fechado', '??': '' } };
    expect(problemsOf({ autoReply })).toStrictEqual(['autoReply.byLanguage.??']);
  });
});
