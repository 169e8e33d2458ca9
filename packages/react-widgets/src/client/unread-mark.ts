import type { ThreadItem } from './support-client.ts';
import type { Conversation } from './wire-types.ts';

/** Where the messages begin that nobody had read when the thread was opened; it stays while they are being read. */
export interface UnreadMark {
  /** The thread is open and its conversation known: from now on the mark stands. */
  mark(): void;
  clear(): void;
  /** Key of the first of those messages. */
  keyIn(items: readonly ThreadItem[]): string | undefined;
}

/** @param conversation - As it is known now; undefined = not known, or nobody looks. */
export function createUnreadMark(conversation: () => Conversation | undefined): UnreadMark {
  let opened: Conversation | undefined;
  return {
    mark() {
      opened ??= conversation();
    },
    clear() {
      opened = undefined;
    },
    keyIn(items) {
      const { lastReadSeq = 0, lastSeq = 0 } = opened ?? {};
      return items.find(
        (item) =>
          item.kind === 'message' &&
          item.message.direction === 'inbound' &&
          item.message.seq > lastReadSeq &&
          item.message.seq <= lastSeq,
      )?.key;
    },
  };
}
