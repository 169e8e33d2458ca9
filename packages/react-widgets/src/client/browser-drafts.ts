import { memoryDrafts } from './memory-storage.ts';
import type { DraftStorage } from './storage-ports.ts';

/**
 * Drafts in `localStorage`: they are read while rendering. Where the browser blocks it or it is full, they are kept for
 * as long as the page lives.
 */
export function browserDrafts(scope: string): DraftStorage {
  const prefix = `${scope}:draft:`;
  const memory = memoryDrafts();
  const attempt = <T>(work: (storage: Storage) => T): T | undefined => {
    try {
      return work(globalThis.localStorage);
    } catch {
      return undefined;
    }
  };
  return {
    get: (key) => memory.get(key) ?? attempt((storage) => storage.getItem(prefix + key)) ?? undefined,
    set(key, text) {
      const isKept = attempt((storage) => {
        if (text === '') storage.removeItem(prefix + key);
        else storage.setItem(prefix + key, text);
        return true;
      });
      memory.set(key, isKept === true ? '' : text);
    },
    clear() {
      memory.clear();
      attempt((storage) => {
        const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
        for (const key of keys) if (key.startsWith(prefix)) storage.removeItem(key);
      });
    },
  };
}
