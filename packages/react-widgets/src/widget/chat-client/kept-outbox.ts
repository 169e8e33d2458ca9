import type { ChatClock } from './chat-clock.ts';
import type { ChatStorage } from './chat-storage.ts';
import type { OutboxItem } from './outbox.ts';

const keepMs = 7 * 24 * 60 * 60 * 1_000;

/** Writes down what changed of the outbox, so that a reload loses nothing. */
export function keepOutbox(
  storage: ChatStorage,
  now: readonly OutboxItem[],
  before: readonly OutboxItem[],
): void {
  for (const item of now) {
    // One on its way is still kept as waiting: it counts as sent once the server said so.
    if (item.status !== 'sending' && !before.includes(item)) storage.putOutboxItem(item);
  }
  const ids = new Set(now.map((item) => item.clientMessageId));
  for (const { clientMessageId } of before) {
    if (!ids.has(clientMessageId)) storage.removeOutboxItem(clientMessageId);
  }
}

/** What earlier pages left unsent in one of these names; what is older than a week is dropped. */
export function leftUnsent(
  storage: ChatStorage,
  clock: ChatClock,
  owners: readonly string[],
): readonly OutboxItem[] {
  const oldest = clock.now() - keepMs;
  const items = storage.outbox();
  for (const item of items) {
    if (item.createdAt < oldest) storage.removeOutboxItem(item.clientMessageId);
  }
  return items.filter((item) => item.createdAt >= oldest && owners.includes(item.owner));
}

/** The message another tab sent or discarded, if that is what this event of the storage says. */
export function removedElsewhere(storage: ChatStorage, event: StorageEvent): string | null {
  const prefix = `${storage.prefix}out:`;
  return event.newValue === null && event.key?.startsWith(prefix) === true
    ? event.key.slice(prefix.length)
    : null;
}
