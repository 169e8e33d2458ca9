import { type BusinessHours, type OpenInterval, type Schedule, weekdays } from './business-hours.ts';
import { InvalidBusinessHoursError } from './business-hours-errors.ts';
import { minutesOfDay, wallInterval } from './wall-intervals.ts';
import { isTimeZone } from './zone-offsets.ts';

interface Problem {
  readonly path: string;
  readonly message: string;
}

const opensPattern = /^([01]\d|2[0-3]):[0-5]\d$/;
const closesPattern = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;
const weekMinutes = 7 * minutesOfDay;

/**
 * Refuses what the rules could not work with, and what somebody can only have written by mistake.
 *
 * @throws {InvalidBusinessHoursError} naming every problem
 */
export function checkBusinessHours(hours: Schedule & Pick<BusinessHours, 'autoReply'>): void {
  const problems: Problem[] = [];
  if (!isTimeZone(hours.timeZone))
    problems.push({ path: 'timeZone', message: 'Expected the IANA name of a time zone, e.g. Europe/Berlin' });
  const weekly = hours.weekly.map((interval, index) => {
    const found = checkInterval(interval, `weekly.${index}`);
    problems.push(...found);
    const start = weekdays.indexOf(interval.day) * minutesOfDay;
    return found.length > 0 ? undefined : shifted(interval, start);
  });
  problems.push(...overlaps(weekly, 'weekly', weekMinutes));
  const dates = new Set<string>();
  hours.exceptions.forEach(({ date, intervals }, index) => {
    const path = `exceptions.${index}`;
    if (!isDate(date)) problems.push({ path: `${path}.date`, message: 'Expected a date, e.g. 2026-12-25' });
    if (dates.has(date))
      problems.push({ path: `${path}.date`, message: 'There is an exception for this date already' });
    dates.add(date);
    const own = intervals.map((interval, place) => {
      const found = checkInterval(interval, `${path}.intervals.${place}`);
      problems.push(...found);
      return found.length > 0 ? undefined : shifted(interval, 0);
    });
    problems.push(...overlaps(own, `${path}.intervals`, undefined));
  });
  for (const language of Object.keys(hours.autoReply?.byLanguage ?? {})) {
    if (!isLanguage(language))
      problems.push({
        path: `autoReply.byLanguage.${language.slice(0, 64)}`,
        message: 'Expected a language tag, e.g. de or pt-BR',
      });
  }
  if (problems.length > 0) throw new InvalidBusinessHoursError(problems.slice(0, 50));
}

function checkInterval({ opens, closes }: OpenInterval, path: string): readonly Problem[] {
  const problems: Problem[] = [];
  if (!opensPattern.test(opens))
    problems.push({ path: `${path}.opens`, message: 'Expected a time from 00:00 to 23:59' });
  if (!closesPattern.test(closes))
    problems.push({ path: `${path}.closes`, message: 'Expected a time from 00:00 to 24:00' });
  if (problems.length === 0 && opens === closes)
    problems.push({
      path: `${path}.closes`,
      message: 'Opens and closes at once; a whole day is 00:00 to 24:00',
    });
  return problems;
}

function shifted(interval: OpenInterval, start: number): { readonly from: number; readonly to: number } {
  const { from, to } = wallInterval(interval);
  return { from: start + from, to: start + to };
}

/** @param cycle after how many minutes it begins anew; undefined = never */
function overlaps(
  intervals: readonly ({ readonly from: number; readonly to: number } | undefined)[],
  path: string,
  cycle: number | undefined,
): readonly Problem[] {
  const placed = intervals
    .flatMap((interval, index) => (interval === undefined ? [] : [{ ...interval, index }]))
    .sort((left, right) => left.from - right.from);
  const [first] = placed;
  const round = cycle === undefined || first === undefined ? [] : [{ ...first, from: first.from + cycle }];
  return [...placed.slice(1), ...round].flatMap((next, place) => {
    const before = placed[place];
    if (before === undefined || before.index === next.index || next.from >= before.to) return [];
    return [
      {
        path: `${path}.${next.index}`,
        message: `Overlaps with ${path}.${before.index}: give one interval for both`,
      },
    ];
  });
}

function isDate(date: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return false;
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
