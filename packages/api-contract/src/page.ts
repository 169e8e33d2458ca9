import { z } from 'zod';

/** Most items a page can have. */
export const maxPageLimit = 100;
/** Items of a page when `limit` is not given. */
export const defaultPageLimit = 25;

/** An opaque place in a list, as a list's `nextCursor` gave it. */
export const cursorSchema = z
  .string()
  .min(1)
  .max(1024)
  .regex(/^[A-Za-z0-9_-]+$/, 'Expected a cursor exactly as an earlier answer gave it in nextCursor')
  .meta({
    description: 'Where to go on: the `nextCursor` of the page before. Opaque, and bound to this list.',
  });

/** How many items a page has. */
export const limitSchema = z.coerce
  .number('Expected a whole number from 1 to 100')
  .int('Expected a whole number from 1 to 100')
  .min(1, 'Expected a whole number from 1 to 100')
  .max(maxPageLimit, 'Expected a whole number from 1 to 100')
  .default(defaultPageLimit)
  .meta({ description: 'Items per page, 1 to 100.' });

/** Query of a paged list; spread its shape into the list's own query. */
export const pageQuerySchema = z.strictObject({ limit: limitSchema, cursor: cursorSchema.exactOptional() });

/** The answer of every list. */
export function listOf<Item extends z.ZodType>(item: Item, id: string) {
  return z
    .object({
      items: z.array(item),
      nextCursor: z
        .string()
        .nullable()
        .meta({ description: 'Pass it as `cursor` to get the next page; null = this was the last one.' }),
    })
    .meta({ id });
}
