import { z } from 'zod';

const withoutPattern = ({ jsonSchema }: { jsonSchema: { pattern?: string } }): void => {
  delete jsonSchema.pattern;
};

/** An instant as the API writes it: ISO 8601 in UTC with milliseconds, e.g. `2026-01-05T12:00:00.000Z`. */
export const instantSchema = z.iso
  .datetime({ precision: 3, error: 'Expected an instant like 2026-01-05T12:00:00.000Z' })
  .meta({ example: '2026-01-05T12:00:00.000Z', override: withoutPattern });

/** An instant as callers may write it: ISO 8601 with `Z` or an offset, e.g. `2026-01-05T09:00:00-03:00`. */
export const givenInstantSchema = z.iso
  .datetime({ offset: true, error: 'Expected an instant with a zone, like 2026-01-05T12:00:00Z' })
  .meta({ example: '2026-01-05T12:00:00Z', override: withoutPattern });
