/** Bytes of files that are not sent yet, so that a reload does not lose them. */
export interface FileShelf {
  /** Resolves to whether they would outlive the page. */
  put(id: string, file: Blob): Promise<boolean>;
  /** Undefined if the browser did not keep them. */
  get(id: string): Promise<Blob | undefined>;
  /** They are sent or discarded; this page may still show them. */
  release(ids: readonly string[]): void;
  /** Forgets everything but these, e.g. what a page left whose outbox was wiped. */
  keepOnly(ids: readonly string[]): void;
  /** Forgets everything. */
  wipe(): void;
}

const storeName = 'files';
/** Sent files this page can show again without asking the server. */
const mostShown = 30;

/**
 * A shelf in the browser's IndexedDB, with the page's memory in front. Where there is none (private windows, blocked
 * storage, no room left) files live as long as the page.
 * @param name of the database, one per inbox
 */
export function createFileShelf(name: string): FileShelf {
  const shown = new Map<string, Blob>();
  let opening: Promise<IDBDatabase> | undefined;

  const open = (): Promise<IDBDatabase> => {
    opening ??= new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(storeName);
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const database = request.result;
        // Another tab forgets everything: it must not wait for this one.
        database.onversionchange = () => {
          database.close();
          opening = undefined;
        };
        resolve(database);
      };
    });
    opening.catch(() => {
      opening = undefined;
    });
    return opening;
  };
  /** Runs one request in a transaction of its own; resolves once it is written. */
  const run = async <Result>(
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => IDBRequest<Result>,
  ): Promise<Result> => {
    const transaction = (await open()).transaction(storeName, mode);
    const request = work(transaction.objectStore(storeName));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  };
  const quietly = (work: Promise<unknown>): void => void work.catch(() => undefined);

  return {
    async put(id, file) {
      shown.set(id, file);
      try {
        await run('readwrite', (store) => store.put(file, id));
        return true;
      } catch {
        return false;
      }
    },
    async get(id) {
      const known = shown.get(id);
      if (known !== undefined) return known;
      const found: unknown = await run('readonly', (store) => store.get(id)).catch(() => undefined);
      if (!(found instanceof Blob)) return undefined;
      shown.set(id, found);
      return found;
    },
    release(ids) {
      for (const id of ids) quietly(run('readwrite', (store) => store.delete(id)));
      for (const [oldest] of shown) {
        if (shown.size <= mostShown) break;
        shown.delete(oldest);
      }
    },
    keepOnly(ids) {
      quietly(
        run('readonly', (store) => store.getAllKeys()).then((keys) => {
          for (const key of keys)
            if (!ids.includes(String(key))) quietly(run('readwrite', (store) => store.delete(key)));
        }),
      );
    },
    wipe() {
      shown.clear();
      try {
        indexedDB.deleteDatabase(name);
      } catch {
        // There is none.
      }
    },
  };
}
