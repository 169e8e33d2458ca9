import type { ChatClock } from './chat-clock.ts';
import type { CustomerCredential } from './chat-credentials.ts';
import type { SocketLike } from './chat-socket.ts';
import type { ChatState } from './chat-state.ts';
import type { KeyValueStorage } from './chat-storage.ts';
import type { ChatContent } from './chat-types.ts';
import type { ChatContact } from './contact-sender.ts';
import type { FileShelf } from './file-shelf.ts';
import type { OutboxItem } from './outbox.ts';
import type { UploadFile } from './upload-request.ts';

/** Where to chat, and what the client stands on. */
export interface ChatClientOptions {
  /** Where Parley is mounted, absolute. */
  readonly baseUrl: string;
  readonly inboxId: string;
  /** @defaultValue the browser's `localStorage`, else memory */
  readonly storage?: KeyValueStorage;
  readonly fetch?: typeof fetch;
  readonly openSocket?: (url: string, protocol: string) => SocketLike;
  readonly clock?: ChatClock;
  readonly upload?: UploadFile;
  /** @defaultValue the browser's IndexedDB, else memory */
  readonly shelf?: FileShelf;
  /** Address of the page the customer is on, sent along with messages. */
  readonly page?: () => string | undefined;
  /** In which the chat speaks to the customer, BCP 47. */
  readonly language?: () => string;
}

/** A customer's side of a chat: one store, a connection that comes back, an outbox that loses nothing. */
export interface ChatClient {
  getState(): ChatState;
  subscribe(listener: () => void): () => void;
  /** Loads the inbox and connects, if somebody is known. Calling it again does no harm. */
  start(): void;
  /** Shown at once, kept over reloads, sent in order. Returns the clientMessageId. */
  send(message: {
    readonly content: ChatContent;
    readonly text: string;
    readonly conversationId?: string;
  }): string;
  /** The same with a file; it is uploaded first, and kept over reloads where the browser can. */
  sendFile(message: {
    readonly file: File;
    readonly caption?: string;
    readonly conversationId?: string;
  }): string;
  /**
   * The bytes of a message's file, written here or not.
   * @throws {ChatRequestError}
   */
  openFile(message: { readonly id?: string; readonly clientMessageId: string | null }): Promise<Blob>;
  retry(clientMessageId: string): void;
  /** Takes a failed or waiting message out, and returns it; what is being uploaded stops. */
  discard(clientMessageId: string): OutboxItem | undefined;
  /** Loads a conversation's newest messages unless they are here. */
  openThread(conversationId: string): void;
  loadOlder(conversationId: string): void;
  /** The customer saw everything that is here of this conversation. */
  markSeen(conversationId: string): void;
  setTyping(conversationId: string, isTyping: boolean): void;
  /** Where the answer can reach the customer; goes to the server with the next message, or at once after one. */
  leaveContact(contact: ChatContact): void;
  /** Who the customer is; what was written before goes on under that name, if the server agrees. */
  identify(credential: CustomerCredential): void;
  /** Forgets the customer: here, in this browser's storage and in its other tabs. */
  logout(): void;
  /** Tries at once. */
  reconnect(): void;
  /** Ends the connection and frees everything; storage is kept. */
  stop(): void;
}
