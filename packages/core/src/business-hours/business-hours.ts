import type { BusinessHoursId } from '../ids.ts';

/** The days of a week, Monday first. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
/** One of {@link weekdays}. */
export type Weekday = (typeof weekdays)[number];

/** A stretch of a day in which somebody is there, as a clock on the wall of the time zone shows it. */
export interface OpenInterval {
  /** `HH:MM`, from `00:00` to `23:59`. */
  readonly opens: string;
  /** `HH:MM`, up to `24:00`; at or before `opens` it is on the next day. */
  readonly closes: string;
}

/** An {@link OpenInterval} of every week; it belongs to the day on which it opens. */
export interface WeeklyInterval extends OpenInterval {
  readonly day: Weekday;
}

/** A date that is not like the others of its weekday. */
export interface HoursException {
  /** `YYYY-MM-DD` in the time zone of the schedule. */
  readonly date: string;
  /** What staff call it, e.g. `Christmas`. */
  readonly name: string;
  /** All of the date's hours, in place of those of its weekday and of what the day before runs over; none = closed. */
  readonly intervals: readonly OpenInterval[];
}

/** What customers are told who write while nobody is there. */
export interface AutoReply {
  readonly text: string;
  /** The same in other languages: BCP 47 → text. */
  readonly byLanguage?: Readonly<Record<string, string>>;
}

/** When people answer: a named schedule that inboxes refer to. */
export interface BusinessHours {
  readonly id: BusinessHoursId;
  readonly name: string;
  /** IANA name, e.g. `Europe/Berlin`. */
  readonly timeZone: string;
  readonly weekly: readonly WeeklyInterval[];
  readonly exceptions: readonly HoursException[];
  /** Absent = customers who write outside the hours are told nothing. */
  readonly autoReply?: AutoReply;
  /** Grows by one with each save; a save against an older one is refused. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The part of {@link BusinessHours} that says when. */
export type Schedule = Pick<BusinessHours, 'timeZone' | 'weekly' | 'exceptions'>;
