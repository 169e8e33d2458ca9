/** The largest page any list returns. */
export const maxPageSize = 100;
/** The page size when none is asked for. */
export const defaultPageSize = 25;

/** Keyset paging: rows after `after` in the list's own order. */
export interface PageRequest<Key> {
  /** 1 to {@link maxPageSize}. */
  readonly limit: number;
  /** Where the previous page ended; absent = from the start. */
  readonly after?: Key;
}

/** One page, and where the next one starts (absent = this was the last). */
export interface Page<Item, Key> {
  readonly items: readonly Item[];
  readonly nextAfter?: Key;
}
