import { firstIndex } from './first-index.ts';
import type { Conversation } from './wire-types.ts';

/** Where a row stands, without its content. */
export interface RowPlace {
  readonly at: number;
  readonly id: string;
}

/** A conversation and where it stands: the newest activity first, then the larger id; the server's own order. */
export interface ListRow extends RowPlace {
  readonly conversation: Conversation;
}

/** Where a conversation belongs. */
export function placeOf(conversation: Conversation): RowPlace {
  return { at: Date.parse(conversation.lastMessageAt ?? conversation.createdAt), id: conversation.id };
}

/** Negative if `left` stands above `right`. */
export function comparePlaces(left: RowPlace, right: RowPlace): number {
  return right.at - left.at || (left.id > right.id ? -1 : left.id < right.id ? 1 : 0);
}

/** Rows in order. */
export interface ListRows {
  readonly size: () => number;
  has(id: string): boolean;
  /** Puts it where it belongs now, whether it was there or not. */
  put(conversation: Conversation): void;
  /** True if it was there. */
  remove(id: string): boolean;
  snapshot(): readonly Conversation[];
  clear(): void;
}

/** Empty. */
export function createListRows(): ListRows {
  const rows: ListRow[] = [];
  const byId = new Map<string, ListRow>();
  const remove = (id: string): boolean => {
    const row = byId.get(id);
    if (row !== undefined) rows.splice(rows.indexOf(row), 1);
    return byId.delete(id);
  };
  return {
    size: () => rows.length,
    has: (id) => byId.has(id),
    put(conversation) {
      const row = { conversation, ...placeOf(conversation) };
      remove(row.id);
      rows.splice(
        firstIndex(rows, (other) => comparePlaces(other, row) > 0),
        0,
        row,
      );
      byId.set(row.id, row);
    },
    remove,
    snapshot: () => rows.map(({ conversation }) => conversation),
    clear() {
      rows.length = 0;
      byId.clear();
    },
  };
}
