import type { JsonValue, Page, PageRequest } from '@parley/core';
import type { z } from 'zod';
import type { Cursors } from './cursors.ts';
import { InvalidCursorError } from './server-errors.ts';

/** Turns a list's query into a request for a page. @throws {InvalidCursorError} */
export async function pageRequest<Place>(
  cursors: Cursors,
  list: string,
  query: { readonly limit: number; readonly cursor?: string },
  place: z.ZodType<Place>,
): Promise<PageRequest<Place>> {
  if (query.cursor === undefined) return { limit: query.limit };
  return { limit: query.limit, after: readPlace(await cursors.open(list, query.cursor), place) };
}

/** The place in a list a cursor stands for; one made by another version may not fit. @throws {InvalidCursorError} */
export function readPlace<Place>(value: JsonValue, place: z.ZodType<Place>): Place {
  const result = place.safeParse(value);
  if (!result.success) throw new InvalidCursorError();
  return result.data;
}

/** A page as the API shows it. */
export async function pageAnswer<Item, Key, Shown>(
  cursors: Cursors,
  list: string,
  page: Page<Item, Key>,
  show: (item: Item) => Shown,
  written: (key: Key) => JsonValue,
): Promise<{ readonly items: readonly Shown[]; readonly nextCursor: string | null }> {
  return {
    items: page.items.map(show),
    nextCursor: page.nextAfter === undefined ? null : await cursors.seal(list, written(page.nextAfter)),
  };
}
