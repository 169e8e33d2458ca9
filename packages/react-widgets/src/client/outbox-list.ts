import type { ClientContext } from './client-context.ts';
import { waiting } from './outbox-items.ts';
import type { OutboxStorage, Stored, StoredItem, TabChannel, TabNews } from './storage-ports.ts';

/** Unsent items of this browser, the same in every tab and in storage. */
export interface OutboxList {
  /** In the order of writing, also those of other agents. */
  readonly all: () => readonly StoredItem[];
  get(clientMessageId: string): StoredItem | undefined;
  /** Resolves once it is stored: only then it outlives this page. */
  put(item: StoredItem): Promise<void>;
  /** Takes it out; false if it was not there. `accepted` = what the server made of it, for the other tabs. */
  remove(clientMessageId: string, accepted?: Stored): boolean;
  /** Reads what earlier pages left. */
  load(): Promise<void>;
  /** This tab sends from now on: what another tab had on its way may or may not have arrived. */
  takeOver(): void;
  /** Another tab may send from now on. */
  handOver(): void;
  wipe(): void;
}

/**
 * @param onChange - Called with each item that came or changed here or in another tab; without, when some went.
 * @param onGone - Called with what the server made of an item another tab sent.
 */
export function createOutboxList(
  ctx: Pick<ClientContext, 'report'>,
  storage: OutboxStorage,
  tabs: TabChannel,
  onChange: (item?: StoredItem) => void,
  onGone: (accepted: Stored) => void,
): OutboxList {
  let items: readonly StoredItem[] = [];
  let isLeading = false;
  const gone = new Set<string>();

  const get = (id: string): StoredItem | undefined => items.find((item) => item.clientMessageId === id);
  const set = (item: StoredItem): void => {
    if (gone.has(item.clientMessageId)) return;
    items =
      get(item.clientMessageId) === undefined
        ? [...items, item].sort((a, b) => (a.clientMessageId < b.clientMessageId ? -1 : 1))
        : items.map((other) => (other.clientMessageId === item.clientMessageId ? item : other));
  };
  const drop = (id: string): boolean => {
    gone.add(id);
    if (get(id) === undefined) return false;
    items = items.filter((item) => item.clientMessageId !== id);
    onChange();
    return true;
  };
  /** Only this tab sends: what another said before it ended, or before it knew, is late. */
  const asLeader = (item: StoredItem): StoredItem | undefined => {
    if (get(item.clientMessageId)?.status === 'sending') return undefined;
    return item.status === 'sending' ? waiting(item) : item;
  };
  const kept = (work: Promise<void>): Promise<void> => work.catch(ctx.report);

  tabs.onNews((news: TabNews) => {
    if (news.t === 'put') {
      const item = isLeading ? asLeader(news.item) : news.item;
      if (item === undefined) return;
      set(item);
      onChange(item);
    }
    if (news.t !== 'gone') return;
    if (news.accepted !== undefined) onGone(news.accepted);
    // A tab that opened after this was said knows the item from here.
    if (drop(news.clientMessageId) && isLeading) tabs.post(news);
    // This tab may have stored it once more before it heard.
    void kept(storage.remove(news.clientMessageId));
  });
  return {
    all: () => items,
    get,
    put(item) {
      if (gone.has(item.clientMessageId)) return Promise.resolve();
      set(item);
      onChange(item);
      tabs.post({ t: 'put', item });
      return kept(storage.put(item));
    },
    remove(id, accepted) {
      const wasThere = drop(id);
      if (!wasThere) return false;
      tabs.post({ t: 'gone', clientMessageId: id, accepted });
      void kept(storage.remove(id));
      return true;
    },
    async load() {
      const stored = await storage.load();
      for (const item of stored) {
        // A thread that was quicker has shown that the server has it.
        if (gone.has(item.clientMessageId)) void kept(storage.remove(item.clientMessageId));
        else if (get(item.clientMessageId) === undefined) set(item);
      }
      onChange();
    },
    handOver() {
      isLeading = false;
    },
    takeOver() {
      isLeading = true;
      for (const item of items) if (item.status === 'sending') set(waiting(item));
      onChange();
    },
    wipe() {
      items = [];
      onChange();
      void kept(storage.clear());
    },
  };
}
