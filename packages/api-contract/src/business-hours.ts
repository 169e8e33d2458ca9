import { z } from 'zod';
import { businessHoursIdSchema } from './ids.ts';
import { instantSchema } from './instant.ts';
import { listOf } from './page.ts';

const day = z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']);
const opens = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Expected a time from 00:00 to 23:59')
  .meta({ description: 'On a clock in the time zone.', example: '09:00' });
const closes = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Expected a time from 00:00 to 24:00')
  .meta({ description: 'At or before `opens` it is on the next day.', example: '17:00' });
const weeklyInterval = z
  .strictObject({ day, opens, closes })
  .meta({ id: 'WeeklyHours', description: 'Belongs to the day on which it opens.' });
const interval = z.strictObject({ opens, closes });
const weekly = z.array(weeklyInterval).max(100).meta({
  description:
    'Several a day are fine; they may touch and may not overlap. None = closed but for exceptions.',
});
const exceptions = z
  .array(
    z
      .strictObject({
        date: z.iso.date({ error: 'Expected a date, e.g. 2026-12-25' }).meta({ example: '2026-12-25' }),
        name: z.string().min(1).max(200).meta({ example: 'Christmas' }),
        intervals: z.array(interval).max(20).meta({
          description:
            "All hours of the date, in place of its weekday's and of what the evening before runs over; none = closed.",
        }),
      })
      .meta({ id: 'HoursException' }),
  )
  .max(1000);
const timeZone = z.string().min(1).max(64).meta({ description: 'IANA name.', example: 'Europe/Berlin' });
const name = z.string().min(1).max(200);
const replyText = z.string().min(1).max(1000);
const autoReply = z
  .strictObject({
    text: replyText,
    byLanguage: z
      .record(z.string().min(2).max(35), replyText)
      .refine((texts) => Object.keys(texts).length <= 100, { error: 'At most 100 languages' })
      .meta({
        description: 'The same in other languages, by BCP 47 tag.',
        example: { de: 'Wir sind morgen ab 9 Uhr wieder da.' },
      })
      .exactOptional(),
  })
  .meta({
    id: 'AutoReply',
    description:
      'Sent by itself to a customer who writes while nobody is there: once per conversation and time of being closed.',
  });

/** A named schedule of when people answer; inboxes refer to it. */
export const businessHoursSchema = z
  .object({
    id: businessHoursIdSchema,
    name: z.string(),
    timeZone,
    weekly,
    exceptions,
    autoReply: autoReply.nullable(),
    createdAt: instantSchema,
    updatedAt: instantSchema,
  })
  .meta({ id: 'BusinessHours' });

/** All schedules. */
export const businessHoursListSchema = listOf(businessHoursSchema, 'BusinessHoursList');

/** `POST /v1/business-hours`. */
export const newBusinessHoursSchema = z
  .strictObject({
    name,
    timeZone,
    weekly,
    exceptions: exceptions.default([]),
    autoReply: autoReply.exactOptional(),
  })
  .meta({ id: 'NewBusinessHours' });

/** `PATCH /v1/business-hours/:id`; lists are replaced as a whole. */
export const businessHoursPatchSchema = z
  .strictObject({
    name: name.exactOptional(),
    timeZone: timeZone.exactOptional(),
    weekly: weekly.exactOptional(),
    exceptions: exceptions.exactOptional(),
    autoReply: autoReply
      .nullable()
      .meta({ description: 'null = customers are told nothing from now on.' })
      .exactOptional(),
  })
  .refine((patch) => Object.keys(patch).length > 0, { error: 'Give at least one field to change' })
  .meta({ id: 'BusinessHoursPatch', override: { minProperties: 1 } });
