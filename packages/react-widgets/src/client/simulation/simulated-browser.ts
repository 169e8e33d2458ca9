import type { DraftStorage, OutboxStorage, StoredItem, TabChannel, TabNews } from '../storage-ports.ts';

/** What the tabs of one browser share. It outlives them. */
export class SimulatedBrowser {
  readonly stored = new Map<string, StoredItem>();
  readonly texts = new Map<string, string>();
  private readonly tabs = new Set<{ readonly arriving: TabNews[]; readonly hear: (news: TabNews) => void }>();
  private readonly queue: { readonly take: () => void }[] = [];
  private readonly later: (run: () => void) => void;

  /** @param later - How long news take from tab to tab. */
  constructor(later: (run: () => void) => void) {
    this.later = later;
  }

  /** Storage of one tab. Nothing it writes counts once it is dead. */
  outbox(isDead: () => boolean): OutboxStorage {
    const write = (work: () => void): Promise<void> => {
      if (!isDead()) work();
      return new Promise((resolve) => this.later(() => isDead() || resolve()));
    };
    return {
      open: () => undefined,
      load: () => new Promise((resolve) => this.later(() => isDead() || resolve([...this.stored.values()]))),
      put: (item) => write(() => this.stored.set(item.clientMessageId, item)),
      remove: (id) => write(() => this.stored.delete(id)),
      clear: () => write(() => this.stored.clear()),
      close: () => undefined,
    };
  }

  drafts(): DraftStorage {
    return {
      get: (key) => this.texts.get(key),
      set: (key, text) => void this.texts.set(key, text),
      clear: () => this.texts.clear(),
    };
  }

  /** The channel of one tab, with the lock for sending. `die` is what closing a tab does. */
  tab(isDead: () => boolean): TabChannel & { readonly die: () => void } {
    let hear: ((news: TabNews) => void)[] = [];
    /** News of one tab stay in order on their way to another. */
    const arriving: TabNews[] = [];
    const self = {
      arriving,
      hear: (news: TabNews) => {
        for (const listener of hear) listener(news);
      },
    };
    let waiting: { readonly take: () => void } | undefined;
    const leave = (): void => {
      hear = [];
      this.tabs.delete(self);
      if (waiting === undefined) return;
      const wasFirst = this.queue[0] === waiting;
      this.queue.splice(this.queue.indexOf(waiting), 1);
      waiting = undefined;
      if (wasFirst) this.queue[0]?.take();
    };
    return {
      open: () => void this.tabs.add(self),
      post: (news) => {
        if (isDead()) return;
        const copy = structuredClone(news);
        for (const tab of this.tabs) {
          if (tab === self) continue;
          tab.arriving.push(copy);
          this.later(() => {
            const next = tab.arriving.shift();
            if (next !== undefined && this.tabs.has(tab)) tab.hear(next);
          });
        }
      },
      onNews: (listener) => void hear.push(listener),
      lead: () =>
        new Promise((resolve) => {
          if (isDead()) return;
          waiting = { take: resolve };
          this.queue.push(waiting);
          if (this.queue[0] === waiting) resolve();
        }),
      close: leave,
      die: leave,
    };
  }
}
