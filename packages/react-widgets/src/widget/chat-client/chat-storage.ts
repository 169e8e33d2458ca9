import type { ChatVisitor } from './chat-types.ts';
import type { OutboxItem } from './outbox.ts';
import { storagePrefix, wipeStorage } from './storage-prefix.ts';

/** The part of `localStorage` that is used. */
export type KeyValueStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** What the widget keeps in this browser: the visitor's token, unsent messages, one number. */
export interface ChatStorage {
  readonly prefix: string;
  visitor(): ChatVisitor | null;
  setVisitor(visitor: ChatVisitor | null): void;
  outbox(): readonly OutboxItem[];
  /** One key per message: two tabs never overwrite each other's. */
  putOutboxItem(item: OutboxItem): void;
  removeOutboxItem(clientMessageId: string): void;
  /** Unread messages; the launcher shows it before anything is loaded. */
  setUnread(count: number): void;
  /** Removes everything of this inbox; other tabs take it as a sign-out. */
  wipe(): void;
}

/** Where the page may store nothing: lives as long as the page. */
export function memoryStorage(): KeyValueStorage {
  const values = new Map<string, string>();
  return {
    get length() {
      return values.size;
    },
    key: (index) => [...values.keys()][index] ?? null,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}

/** `localStorage`, or memory where the browser refuses it (blocked third-party storage, sandboxed frames). */
export function browserStorage(): KeyValueStorage {
  try {
    const probe = 'parley-chat:probe';
    localStorage.setItem(probe, '1');
    localStorage.removeItem(probe);
    return localStorage;
  } catch {
    return memoryStorage();
  }
}

/** Opens what is kept for one inbox. A full or broken storage never stops the chat: the page's memory goes on. */
export function openChatStorage(inboxId: string, storage: KeyValueStorage): ChatStorage {
  const prefix = storagePrefix(inboxId);
  const outboxPrefix = `${prefix}out:`;
  const keys = (): string[] => {
    const found: string[] = [];
    for (let index = 0; index < storage.length; index += 1) {
      const key = storage.key(index);
      if (key?.startsWith(prefix) === true) found.push(key);
    }
    return found;
  };
  const read = (key: string): unknown => {
    try {
      return JSON.parse(storage.getItem(key) ?? 'null');
    } catch {
      return null;
    }
  };
  const write = (key: string, value: unknown): void => {
    try {
      storage.setItem(key, JSON.stringify(value));
    } catch {
      // Full: what is in memory is still sent.
    }
  };

  return {
    prefix,
    visitor: () => asVisitor(read(`${prefix}visitor`)),
    setVisitor: (visitor) =>
      visitor === null ? storage.removeItem(`${prefix}visitor`) : write(`${prefix}visitor`, visitor),
    outbox: () =>
      keys()
        .filter((key) => key.startsWith(outboxPrefix))
        .flatMap((key) => asOutboxItem(read(key))),
    putOutboxItem: (item) => write(outboxPrefix + item.clientMessageId, item),
    removeOutboxItem: (id) => storage.removeItem(outboxPrefix + id),
    setUnread: (count) => write(`${prefix}unread`, count),
    wipe: () => wipeStorage(prefix, storage),
  };
}

function asVisitor(value: unknown): ChatVisitor | null {
  const visitor = value as ChatVisitor | null;
  return typeof visitor?.token === 'string' && typeof visitor.visitorId === 'string' ? visitor : null;
}

function asOutboxItem(value: unknown): readonly OutboxItem[] {
  const item = value as OutboxItem | null;
  const isItem =
    typeof item?.clientMessageId === 'string' &&
    typeof item.text === 'string' &&
    typeof item.owner === 'string' &&
    typeof item.content === 'object';
  if (!isItem) return [];
  // Whether it reached the server before the page was left is not known; the same id makes a second send harmless.
  return [item.status === 'sending' ? { ...item, status: 'queued' } : item];
}
