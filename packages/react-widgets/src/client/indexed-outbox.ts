import { memoryOutbox } from './memory-storage.ts';
import type { OutboxStorage, StoredItem } from './storage-ports.ts';

const store = 'outbox';

/** Unsent messages in IndexedDB; in memory where the browser blocks it. */
export function indexedOutbox(scope: string): OutboxStorage {
  let opening: Promise<IDBDatabase | undefined> = Promise.resolve(undefined);
  const memory = memoryOutbox();

  const run = async <T>(
    mode: IDBTransactionMode,
    work: (items: IDBObjectStore) => Pick<IDBRequest<T>, 'result'>,
    instead: () => Promise<T>,
  ): Promise<T> => {
    const database = await opening;
    if (database === undefined) return instead();
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode);
      const request = work(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  };
  return {
    open() {
      opening = openDatabase(scope).catch(() => undefined);
    },
    load: () => run<readonly StoredItem[]>('readonly', (items) => items.getAll(), memory.load),
    async put(item) {
      await run<unknown>(
        'readwrite',
        (items) => items.put(item),
        () => memory.put(item),
      );
    },
    async remove(id) {
      await run<unknown>(
        'readwrite',
        (items) => items.delete(id),
        () => memory.remove(id),
      );
    },
    async clear() {
      await run<unknown>('readwrite', (items) => items.clear(), memory.clear);
    },
    close() {
      opening.then((database) => database?.close()).catch(() => undefined);
    },
  };
}

function openDatabase(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: 'clientMessageId' });
    request.onsuccess = () => {
      // Another version of this page may want to change the database.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
    // Another tab holds an older one.
    request.onblocked = () => reject();
  });
}
