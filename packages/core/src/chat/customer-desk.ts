import type { OpeningState } from '../business-hours/opening-state.ts';
import type { CustomerAccess, ProvenCustomer } from '../channels/customer-access.ts';
import type { MessageFile } from '../channels/desk-media.ts';
import type { Controller } from '../conversations/conversation.ts';
import type { ConversationStatus } from '../conversations/conversation-status.ts';
import type { AccountId, ConversationId, CustomerId, InboxId, MediaFileId, MessageId } from '../ids.ts';
import type { MediaLimits } from '../media/media-limits.ts';
import type { FileKind } from '../media/media-types.ts';
import type { MessageContent } from '../messages/message-content.ts';

/** A message as its customer sees it. */
export interface CustomerMessage {
  readonly id: MessageId;
  readonly conversationId: ConversationId;
  /** Dense per conversation, from 1. */
  readonly seq: number;
  /** Of messages the customer's client sent. */
  readonly clientMessageId?: string;
  readonly from: 'customer' | 'agent' | 'assistant' | 'system';
  /** First name of the agent who wrote it, where the inbox shows names. */
  readonly name?: string;
  readonly content: MessageContent;
  readonly sentAt: Date;
  readonly editedAt?: Date;
  readonly deletedAt?: Date;
}

/** A conversation as its customer sees it. */
export interface CustomerConversation {
  readonly id: ConversationId;
  readonly number: number;
  readonly status: ConversationStatus;
  readonly subject?: string;
  readonly talkingTo: Controller;
  readonly agentName?: string;
  /** While nobody has taken it; 1 = next. */
  readonly queuePosition?: number;
  readonly lastSeq: number;
  readonly customerReadSeq: number;
  readonly agentReadSeq: number;
  /** Messages to the customer after `customerReadSeq`. */
  readonly unreadCount: number;
  readonly preview?: string;
  readonly updatedAt: Date;
}

/** What a customer says. */
export type CustomerContent =
  | { readonly type: 'text'; readonly text: string }
  /** One of the buttons or rows of a message they got. */
  | { readonly type: 'choice'; readonly messageId: MessageId; readonly choiceId: string }
  /** A file they have uploaded. Sound has no caption. */
  | { readonly type: 'file'; readonly mediaId: MediaFileId; readonly caption?: string };

/** A message of a customer. */
export interface NewCustomerMessage {
  /** Made by the client: the same one again is the same message. */
  readonly clientMessageId: string;
  /** One of their conversations; if it is over, a new one starts. Absent = the open one, or a new one. */
  readonly conversationId?: ConversationId;
  readonly content: CustomerContent;
  /** Where the customer is. */
  readonly page?: string;
  /** In which the chat speaks to them, BCP 47; noted where none is known. */
  readonly language?: string;
}

/** How somebody who chats wants to be reached. Nothing here is proven. */
export interface CustomerContact {
  readonly email: string;
  readonly name?: string;
}

/** The message is stored. */
export interface CustomerMessageAck {
  readonly clientMessageId: string;
  readonly messageId: MessageId;
  readonly conversationId: ConversationId;
  readonly seq: number;
}

/** A file of a customer on its way in. */
export interface CustomerFile {
  /** As they named it. */
  readonly fileName: string;
  /** As they declared it; empty = not. */
  readonly mimeType: string;
  /** Opens the bytes once it is clear that they are wanted, at most so many. */
  open(maxBytes: number): Promise<ReadableStream<Uint8Array>>;
}

/** A file that is ready to be sent, once. */
export interface UploadedFile {
  readonly mediaId: MediaFileId;
  /** What a message with it will be. */
  readonly kind: FileKind;
  /** As it will be shown. */
  readonly fileName: string;
  /** By its bytes. */
  readonly mimeType: string;
  readonly sizeBytes: number;
}

/** Which messages: those after a seq oldest first, or those before one (absent = the end) newest last. */
export type CustomerMessageRange =
  | { readonly afterSeq: number; readonly limit: number }
  | { readonly beforeSeq?: number; readonly limit: number };

/** Who uses a customer's desk: proven by the host, or an anonymous visitor whose session the caller has checked. */
export type ChatPerson = { readonly proven: ProvenCustomer } | { readonly visitorId: string };

/** Everything one customer may do in one inbox. Each call looks anew who they are, so a desk may be kept for long. */
export interface CustomerDesk {
  readonly accountId: AccountId;
  readonly inboxId: InboxId;
  readonly isIdentified: boolean;
  /** Undefined until they first wrote. @throws {SessionEndedError} */
  customerId(): Promise<CustomerId | undefined>;
  /** Their own, newest activity first, at most 50. @throws {SessionEndedError} */
  conversations(): Promise<readonly CustomerConversation[]>;
  /** One of their own. @throws {ConversationNotFoundError | SessionEndedError} */
  conversation(id: ConversationId): Promise<CustomerConversation>;
  /** In seq order. Never notes. @throws {ConversationNotFoundError | SessionEndedError} */
  messages(
    id: ConversationId,
    range: CustomerMessageRange,
  ): Promise<{ readonly items: readonly CustomerMessage[]; readonly hasMore: boolean }>;
  /** One of their messages as it is now. @throws {MessageNotFoundError | SessionEndedError} */
  message(id: MessageId): Promise<CustomerMessage>;
  /**
   * Stores a message; resolves after the commit. The same `clientMessageId` again gets the same answer.
   * @throws {ConversationNotFoundError | InvalidContentError | NotStorableError | RateLimitedError | SessionEndedError |
   * IntakeOverloadedError | ShuttingDownError | StorageUnavailableError}
   */
  send(message: NewCustomerMessage): Promise<CustomerMessageAck>;
  /**
   * Keeps a file to be sent; one that is not sent is deleted after a day.
   * @throws {MediaNotSupportedError | MediaRefusedError | MediaUnavailableError | RateLimitedError | SessionEndedError} and
   * whatever the stream fails with
   */
  upload(file: CustomerFile, options?: { readonly signal?: AbortSignal }): Promise<UploadedFile>;
  /**
   * Opens the file of one of their messages. Whoever takes the stream reads or cancels it.
   * @throws {MessageNotFoundError | MediaNotFoundError | MediaGoneError | MediaUnavailableError | SessionEndedError}
   */
  openFile(messageId: MessageId): Promise<MessageFile>;
  /**
   * Notes where the answer can reach them, for staff to see: never an identity, and nothing that is known better is
   * overwritten.
   * @throws {NothingWrittenYetError | NotStorableError | RateLimitedError | SessionEndedError | StaleWriteError}
   */
  leaveContact(contact: CustomerContact): Promise<void>;
  /** Whether there is an e-mail address of theirs, proven or not. @throws {SessionEndedError} */
  hasEmail(): Promise<boolean>;
  /** Their client has everything up to this seq. @throws {ConversationNotFoundError | SessionEndedError} */
  delivered(id: ConversationId, upToSeq: number): Promise<void>;
  /** They have read up to this seq; resolves to how far they have read. @throws {ConversationNotFoundError | SessionEndedError} */
  read(id: ConversationId, upToSeq: number): Promise<number>;
}

/** What came of a visitor signing in. */
export interface Identified {
  readonly customerId: CustomerId;
  readonly name?: string;
  /** Whether an anonymous thread became theirs. */
  readonly hasJoinedThread: boolean;
}

/** The customer's side of one inbox. */
export interface ChatDesk {
  readonly accountId: AccountId;
  readonly inbox: { readonly id: InboxId; readonly name: string };
  readonly access: CustomerAccess;
  /** Files customers may send; undefined = none. */
  readonly files: MediaLimits | undefined;
  /** Whether people are there now; undefined = nothing says when they are. */
  hours(): OpeningState | undefined;
  /** Whose token it is. @throws {CustomerTokenRefusedError | CustomerTokenExpiredError} */
  prove(token: string): Promise<ProvenCustomer>;
  /** A new visitor; nothing is stored until they write. @throws {AnonymousNotAllowedError} */
  newVisitor(): string;
  /** What this person may do. */
  desk(person: ChatPerson): CustomerDesk;
  /**
   * Makes a visitor and a proven customer one: the thread goes on, the visitor's session ends. Done once however often and
   * however fast it is asked for, and never undone. Nobody is ever joined by a name, address or number alone.
   * @throws {SessionEndedError} if the visitor became somebody else before
   */
  identify(proven: ProvenCustomer, visitorId?: string): Promise<Identified>;
}
