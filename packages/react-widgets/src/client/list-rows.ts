import type { Conversation } from './wire-types.ts';

/** A conversation and where it stands: the newest activity first, then the larger id; the server's own order. */
export interface ListRow {
  readonly conversation: Conversation;
  readonly at: number;
}

/** Where a row stands, without its content. */
export interface RowPlace {
  readonly at: number;
  readonly id: string;
}

/** Where a conversation belongs. */
export function placeOf(conversation: Conversation): RowPlace {
  return { at: Date.parse(conversation.lastMessageAt ?? conversation.createdAt), id: conversation.id };
}

/** Negative if `left` stands above `right`. */
export function comparePlaces(left: RowPlace, right: RowPlace): number {
  return right.at - left.at || (left.id > right.id ? -1 : left.id < right.id ? 1 : 0);
}

/** Rows in order, found and put in their place by halving. */
export interface ListRows {
  readonly size: () => number;
  has(id: string): boolean;
  /** Puts it where it belongs now, or replaces it there. True if a row appeared or moved. */
  put(conversation: Conversation): boolean;
  /** True if it was there. */
  remove(id: string): boolean;
  /** Shows another state of a row where it stands. */
  replace(conversation: Conversation): void;
  snapshot(): readonly Conversation[];
  clear(): void;
}

/** Empty. */
export function createListRows(): ListRows {
  const rows: ListRow[] = [];
  const places = new Map<string, RowPlace>();

  const indexOf = (place: RowPlace): number => {
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const row = rows[middle] as ListRow;
      if (comparePlaces({ at: row.at, id: row.conversation.id }, place) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const remove = (id: string): boolean => {
    const place = places.get(id);
    if (place === undefined) return false;
    rows.splice(indexOf(place), 1);
    return places.delete(id);
  };
  const replace = (conversation: Conversation): void => {
    const place = places.get(conversation.id);
    if (place !== undefined) rows[indexOf(place)] = { conversation, at: place.at };
  };
  return {
    size: () => rows.length,
    has: (id) => places.has(id),
    put(conversation) {
      const place = placeOf(conversation);
      const before = places.get(conversation.id);
      if (before?.at === place.at) {
        replace(conversation);
        return false;
      }
      remove(conversation.id);
      rows.splice(indexOf(place), 0, { conversation, at: place.at });
      places.set(conversation.id, place);
      return true;
    },
    remove,
    replace,
    snapshot: () => rows.map(({ conversation }) => conversation),
    clear() {
      rows.length = 0;
      places.clear();
    },
  };
}
