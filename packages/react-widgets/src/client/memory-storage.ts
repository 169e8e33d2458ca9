import type { DraftStorage, OutboxStorage, StoredItem, TabChannel } from './storage-ports.ts';

/** An outbox that ends with the page, or with `items` where tests keep them. */
export function memoryOutbox(items = new Map<string, StoredItem>()): OutboxStorage {
  return {
    open: () => undefined,
    load: () => Promise.resolve([...items.values()]),
    put(item) {
      items.set(item.clientMessageId, item);
      return Promise.resolve();
    },
    remove(id) {
      items.delete(id);
      return Promise.resolve();
    },
    clear() {
      items.clear();
      return Promise.resolve();
    },
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
