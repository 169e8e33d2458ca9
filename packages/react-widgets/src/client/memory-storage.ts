import type { DraftStorage, OutboxStorage, StoredItem, TabChannel } from './storage-ports.ts';

/** An outbox that ends with the page, or with `items` where tests keep them. */
export function memoryOutbox(items = new Map<string, StoredItem>()): OutboxStorage {
  return {
    open: () => undefined,
    load: async () => [...items.values()],
    async put(item) {
      items.set(item.clientMessageId, item);
    },
    async remove(id) {
      items.delete(id);
    },
    clear: async () => items.clear(),
    close: () => undefined,
  };
}

/** Drafts that end with the page. */
export function memoryDrafts(texts = new Map<string, string>()): DraftStorage {
  return {
    get: (key) => texts.get(key),
    set(key, text) {
      if (text === '') texts.delete(key);
      else texts.set(key, text);
    },
    clear: () => texts.clear(),
  };
}

/** No other tabs. */
export function aloneInBrowser(): TabChannel {
  const nothing = (): void => undefined;
  return { open: nothing, post: nothing, onNews: nothing, lead: () => Promise.resolve(), close: nothing };
}
