import type { Page } from '@parley/core';

/** Makes a page of rows read with `limit + 1`: the extra one only says that there is more. */
export function toPage<Item, Key>(
  items: readonly Item[],
  limit: number,
  keyOf: (item: Item) => Key,
): Page<Item, Key> {
  const last = items[limit - 1];
  if (items.length <= limit || last === undefined) return { items };
  return { items: items.slice(0, limit), nextAfter: keyOf(last) };
}
