import type { StoredItem } from './storage-ports.ts';
import type { Note } from './wire-types.ts';

const clockSkewMs = 10 * 60_000;

/** Which stored notes are what this browser wrote: a note does not carry the client's id. */
export interface NoteClaims {
  /** The client's id by note id: the key a note had while it was unsent. */
  readonly keys: ReadonlyMap<string, string>;
  /** Whether a note that is probably this item is shown already. */
  has(clientMessageId: string): boolean;
  /** Takes a note for the first of these items that says the same. True if one was found. */
  claim(note: Note, written: readonly StoredItem[], me: string | undefined): boolean;
  /** The server said which note it is. */
  settle(clientMessageId: string, noteId: string): void;
  /** It was another note after all. */
  release(clientMessageId: string): void;
}

/** See {@link NoteClaims}. */
export function createNoteClaims(): NoteClaims {
  const keys = new Map<string, string>();
  const claimed = new Map<string, string>();
  const release = (clientMessageId: string): void => {
    const noteId = claimed.get(clientMessageId);
    claimed.delete(clientMessageId);
    if (noteId !== undefined) keys.delete(noteId);
  };
  return {
    keys,
    has: (clientMessageId) => claimed.has(clientMessageId),
    claim({ id, conversationId, author, text, createdAt }, written, me) {
      if (keys.has(id) || author.type !== 'agent' || author.id !== me) return false;
      const item = written.find(
        ({ content, ...other }) =>
          other.conversationId === conversationId &&
          !claimed.has(other.clientMessageId) &&
          content.type === 'text' &&
          content.text === text &&
          Date.parse(createdAt) > other.createdAt - clockSkewMs,
      );
      if (item === undefined) return false;
      keys.set(id, item.clientMessageId);
      claimed.set(item.clientMessageId, id);
      return true;
    },
    settle(clientMessageId, noteId) {
      if (claimed.get(clientMessageId) === noteId) return;
      release(clientMessageId);
      keys.set(noteId, clientMessageId);
      claimed.set(clientMessageId, noteId);
    },
    release,
  };
}
