import type { ConversationId } from '@parley/core';
import type { Connection } from './connection.ts';

/** Which connections listen to a conversation. */
export interface ReaderIndex {
  has(id: ConversationId): boolean;
  of(id: ConversationId): Iterable<Connection>;
  add(connection: Connection, ids: Iterable<ConversationId>): void;
  remove(connection: Connection, ids: Iterable<ConversationId>): void;
}

/** An empty index. */
export function createReaderIndex(): ReaderIndex {
  const readers = new Map<ConversationId, Set<Connection>>();
  return {
    has: (id) => readers.has(id),
    of: (id) => readers.get(id) ?? [],
    add(connection, ids) {
      for (const id of ids) readers.set(id, (readers.get(id) ?? new Set()).add(connection));
    },
    remove(connection, ids) {
      for (const id of ids) {
        const those = readers.get(id);
        those?.delete(connection);
        if (those?.size === 0) readers.delete(id);
      }
    },
  };
}
