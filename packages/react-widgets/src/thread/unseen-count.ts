import type { ThreadItem } from '../client/support-client.ts';

/** How many messages and notes came after the one with `key`, which is where the reader was last at the end. */
export function unseenAfter(items: readonly ThreadItem[], key: string | undefined): number {
  if (key === undefined) return 0;
  let count = 0;
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const item = items[index];
    if (item === undefined || item.key === key) return count;
    if (item.kind !== 'event') count += 1;
  }
  // It is not there any more, e.g. an unsent one that was discarded: nothing can be said.
  return 0;
}

/** The newest message of the server in the list, whose `seq` is what has been seen at the end. */
export function lastSeqOf(items: readonly ThreadItem[]): number | undefined {
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const item = items[index];
    if (item?.kind === 'message') return item.message.seq;
  }
  return undefined;
}
