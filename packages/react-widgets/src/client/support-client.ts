import type { ClientError } from './client-error.ts';
import type {
  Agent,
  Availability,
  Conversation,
  Customer,
  Inbox,
  Message,
  MessageContent,
  Note,
  QueueCounts,
  Viewer,
} from './wire-types.ts';

/** How the connection to the server stands. */
export type ConnectionState =
  | { readonly status: 'idle' }
  | { readonly status: 'connecting'; readonly attempt: number }
  | { readonly status: 'online'; readonly since: number; readonly transport: 'ws' | 'sse' | 'poll' }
  /** Waiting before the next attempt, or the browser says it has no network. `lastSyncedAt` in ms since the epoch. */
  | {
      readonly status: 'offline';
      readonly retryAt?: number | undefined;
      readonly lastSyncedAt?: number | undefined;
    }
  /** `getToken` failed twice or the server refuses the token; `signIn` again with {@link SupportClient.reconnect}. */
  | { readonly status: 'unauthorized' }
  | { readonly status: 'closed' };

/** A message that is not on the server yet, or is not known to be. */
export interface OutboxItem {
  /** UUIDv7; also the idempotency key and the message's `clientMessageId`. */
  readonly clientMessageId: string;
  readonly conversationId: string;
  readonly kind: 'message' | 'note';
  readonly content: MessageContent;
  readonly replyTo?: string | undefined;
  readonly createdAt: number;
  readonly status: 'queued' | 'sending' | 'accepted' | 'failed';
  readonly attempts: number;
  /** The stored message's id once the server accepted it; the item goes when that message is in the thread. */
  readonly messageId?: string;
  readonly error?: ClientError | undefined;
}

/** One entry of a thread: stored ones in server order (`seq`), notes where they were written, unsent ones last. */
export type ThreadItem =
  | { readonly kind: 'message'; readonly key: string; readonly message: Message }
  | { readonly kind: 'note'; readonly key: string; readonly note: Note }
  | {
      readonly kind: 'event';
      readonly key: string;
      readonly at: string;
      readonly type: string;
      readonly data: unknown;
    }
  | { readonly kind: 'unsent'; readonly key: string; readonly item: OutboxItem };

/** A list, a thread or one thing, on its way or here. Snapshots are immutable: an unchanged one is the same object. */
export type Loadable<T> =
  | { readonly status: 'loading' }
  | ({ readonly status: 'ready' } & T)
  | { readonly status: 'error'; readonly error: ClientError; readonly retry: () => void };

/** Which conversations a list shows. */
export interface ConversationQuery {
  readonly status?: readonly Conversation['status'][];
  readonly inboxId?: string;
  readonly customerId?: string;
  /** `'me'` = the signed-in agent, `'none'` = nobody. */
  readonly assignee?: 'me' | 'none' | (string & {});
  readonly unread?: boolean;
}

/** A list of conversations. Rows keep their order while it is frozen; what came in meanwhile is counted. */
export interface ConversationListState {
  readonly items: readonly Conversation[];
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  /** Changes of order and new rows that wait because the list is frozen. */
  readonly newCount: number;
}

/** One thread. */
export interface ThreadState {
  readonly items: readonly ThreadItem[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
  readonly isLoadingOlder: boolean;
  readonly isLoadingNewer: boolean;
  /** Key of the first message after what staff had read when the thread was opened. */
  readonly firstUnreadKey?: string | undefined;
}

/** Somebody typing; entries end by themselves. */
export interface TypingState {
  readonly by: readonly {
    readonly id: string;
    readonly name?: string | undefined;
    readonly type: 'agent' | 'customer';
  }[];
}

/** Something that can be watched: the shape `useSyncExternalStore` takes. */
export interface Readable<T> {
  /** The same object until something changed. */
  get(): T;
  /** Calls back after each change; returns how to stop. Data is loaded while somebody listens. */
  subscribe(listener: () => void): () => void;
}

/** A list that is kept up to date while somebody listens. */
export interface ConversationList extends Readable<Loadable<ConversationListState>> {
  loadMore(): void;
  /** While frozen (pointer over it, focus in it) rows keep their place. */
  setFrozen(isFrozen: boolean): void;
  /** Shows what waited. */
  applyNew(): void;
}

/** A thread that is kept up to date while somebody listens. */
export interface Thread extends Readable<Loadable<ThreadState>> {
  loadOlder(): void;
  loadNewer(): void;
  /** Loads around a message, by our id or the channel's, and drops what is not connected to it. */
  jumpTo(messageId: string): Promise<void>;
  jumpToLatest(): Promise<void>;
  /** Staff saw everything up to `seq`; sent at most once per value, and only forward. */
  markSeen(seq: number): void;
}

/** What is to be sent. */
export interface NewOutgoing {
  readonly kind: 'message' | 'note';
  readonly content: MessageContent;
  readonly replyTo?: string;
}

/** What may change about a conversation; `null` clears. */
export interface ConversationChange {
  readonly status?: Conversation['status'];
  readonly snoozedUntil?: string;
  readonly priority?: Conversation['priority'];
  readonly subject?: string | null;
  readonly assigneeId?: string | null;
  /** Only change if the assignee is still this one; else it fails with `assigned_elsewhere`, whose details name who has it. */
  readonly expectedAssigneeId?: string | null;
}

/** Who is signed in. */
export interface Me {
  readonly agent: Agent;
  readonly accountId: string;
}

/** A file the channel's provider holds: `content.media` of a message that sends it. */
export interface SentFile {
  readonly providerMediaId: string;
  readonly mimeType: string;
  /** At most 240 characters, the last of its name. */
  readonly fileName: string;
}

/** How a file is uploaded. */
export interface UploadOptions {
  /** Ends the upload. */
  readonly signal?: AbortSignal;
  /** Told the part that is gone, from 0 to 1; from 0 again with each attempt. */
  readonly onProgress?: (part: number) => void;
}

/** What is written at a time: an answer, a note, or the files that go with an answer. */
export type DraftKind = 'reply' | 'note' | 'files';

/**
 * Everything an agent's page needs of the server, kept in one store: no framework, no module state, several per page.
 * Nothing is opened before {@link SupportClient.start} or the first subscription.
 */
export interface SupportClient {
  readonly connection: Readable<ConnectionState>;
  readonly me: Readable<Loadable<Me>>;
  readonly agents: Readable<Loadable<{ readonly items: readonly Agent[] }>>;
  readonly inboxes: Readable<Loadable<{ readonly items: readonly Inbox[] }>>;
  readonly counts: Readable<Loadable<QueueCounts>>;
  readonly outbox: Readable<readonly OutboxItem[]>;
  /** By agent id; absent = offline. */
  readonly presence: Readable<ReadonlyMap<string, Availability>>;
  /** The same object for the same query. */
  conversations(query: ConversationQuery): ConversationList;
  conversation(id: string): Readable<Loadable<{ readonly conversation: Conversation }>>;
  customer(id: string): Readable<Loadable<{ readonly customer: Customer }>>;
  thread(conversationId: string): Thread;
  typing(conversationId: string): Readable<TypingState>;
  /** Who else has it open; the signed-in agent is left out. */
  viewers(conversationId: string): Readable<readonly Viewer[]>;
  /** Optimistic: shown at once, sent in order, kept over reloads. Returns the clientMessageId. */
  send(conversationId: string, outgoing: NewOutgoing): string;
  retry(clientMessageId: string): void;
  /** Takes a failed or waiting item out of the outbox and returns its content, to be edited. */
  take(clientMessageId: string): OutboxItem | undefined;
  discard(clientMessageId: string): void;
  /** Optimistic; taken back with an error if the server refuses. */
  change(conversationId: string, change: ConversationChange): Promise<Conversation>;
  /** Tells others that the agent types; throttled to one frame per 3 s. */
  setTyping(conversationId: string, isTyping: boolean, mode?: 'reply' | 'note'): void;
  /** Which conversation is open; null = none. */
  setViewing(conversationId: string | null, isIdle?: boolean): void;
  setAvailability(availability: Availability): void;
  /** Text being written, per conversation and mode; kept over reloads. */
  draft(conversationId: string, kind: DraftKind): string;
  setDraft(conversationId: string, kind: DraftKind, text: string): void;
  /** Where a file of a message can be fetched with a token; resolves to an object URL the caller revokes. */
  mediaUrl(conversationId: string, messageId: string): Promise<string>;
  /**
   * Hands a file to the channel of an inbox, to be sent as `content.media`. Which ones it takes is in the inbox's `uploads`.
   * Tried up to three times where the network or the server is at fault. Rejects with a {@link ClientFailure}, or with the
   * signal's reason once that is aborted.
   */
  uploadMedia(inboxId: string, file: File, options?: UploadOptions): Promise<SentFile>;
  start(): void;
  /** Tries at once, e.g. after signing in again. */
  reconnect(): void;
  /** Ends the connection and frees everything; storage is kept. */
  stop(): void;
  /** Ends the connection and wipes what is stored in this browser, in every tab. */
  signOut(): Promise<void>;
}
