import type { OutboxItem } from './support-client.ts';
import type { Message, Note } from './wire-types.ts';

/** An item as it is kept: it is never sent in the name of another agent. */
export interface StoredItem extends OutboxItem {
  /** Id of the agent who wrote it; absent while that is not known yet. */
  readonly owner?: string | undefined;
}

/** Where unsent messages outlive the page. Writes take effect in the order they were made. May be opened again once closed. */
export interface OutboxStorage {
  open(): void;
  load(): Promise<readonly StoredItem[]>;
  put(item: StoredItem): Promise<void>;
  remove(clientMessageId: string): Promise<void>;
  clear(): Promise<void>;
  close(): void;
}

/** Where text being written outlives the page; read while rendering, so not asynchronous. */
export interface DraftStorage {
  get(key: string): string | undefined;
  /** An empty text removes it. */
  set(key: string, text: string): void;
  clear(): void;
}

/** What the server stored: messages or a note. */
export type Stored = readonly (Message | Note)[];

/** What tabs tell each other. `accepted` comes along so that every tab can show it at once. */
export type TabNews =
  | { readonly t: 'put'; readonly item: StoredItem }
  | { readonly t: 'gone'; readonly clientMessageId: string; readonly accepted?: Stored | undefined }
  | { readonly t: 'signed_out' };

/** The other tabs of this browser with the same server. May be opened again once closed. */
export interface TabChannel {
  open(): void;
  post(news: TabNews): void;
  onNews(listener: (news: TabNews) => void): void;
  /** Resolves once this tab is the one that sends; never, if it closes before. */
  lead(): Promise<void>;
  close(): void;
}
