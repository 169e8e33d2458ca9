import type { Actor } from './actor.ts';
import type { Agent, AgentRole } from './agents/agent.ts';
import type { StatusMove } from './conversations/change-status.ts';
import type { Priority } from './conversations/conversation.ts';
import type { ConversationFilter, ConversationListKey } from './conversations/conversation-store.ts';
import type { ConversationView } from './conversations/conversation-view.ts';
import type { Customer } from './customers/customer.ts';
import type { CustomerFilter, CustomerListKey } from './customers/customer-store.ts';
import type { Identity, IdentityRef } from './customers/identity.ts';
import type { LogRead } from './events/event-log.ts';
import type { LogPosition } from './events/log-position.ts';
import type {
  AccountId,
  AgentId,
  ConversationId,
  CustomerId,
  InboxId,
  MessageId,
  NoteId,
  QuarantineId,
} from './ids.ts';
import type { InboxView } from './inboxes/inbox-view.ts';
import type { JsonObject } from './json.ts';
import type { Message, OutboundMessage } from './messages/message.ts';
import type { MessageContent } from './messages/message-content.ts';
import type { Note } from './notes/note.ts';
import type { Page, PageRequest } from './page.ts';
import type { QuarantinedItem, QuarantineState } from './quarantine/quarantined-item.ts';

/** A customer and how channels name them. */
export interface CustomerProfile {
  readonly customer: Customer;
  /** Closed ones too, newest first. */
  readonly identities: readonly Identity[];
}

/** A new agent. */
export interface NewAgent {
  /** Made when absent; hosts give one for fixtures that must keep their id. */
  readonly id?: AgentId;
  readonly name: string;
  readonly email?: string;
  /** @defaultValue 'agent' */
  readonly role?: AgentRole;
}

/** A new inbox. */
export interface NewInbox {
  /** Made when absent; hosts give one for fixtures that must keep their id, e.g. in a webhook URL. */
  readonly id?: InboxId;
  readonly name: string;
  /** The kind of a registered adapter. */
  readonly channel: string;
  /** Checked by the adapter. */
  readonly settings: JsonObject;
  /** Checked by the adapter, stored sealed, never shown again. */
  readonly credentials: JsonObject;
  /** @defaultValue 24 h */
  readonly reopenWindowMs?: number;
}

/** What may change about an inbox; credentials are replaced as a whole. */
export interface InboxPatch {
  readonly name?: string;
  readonly settings?: JsonObject;
  readonly credentials?: JsonObject;
  readonly reopenWindowMs?: number;
}

/** A new customer, known by staff before they wrote. */
export interface NewCustomer {
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly language?: string;
  readonly timezone?: string;
  readonly attributes?: JsonObject;
  /** @throws {ConflictError} (from `create`) if another customer has one of them */
  readonly identities?: readonly IdentityRef[];
}

/** What may change about a customer; `null` clears a field. */
export interface CustomerPatch {
  readonly name?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly language?: string | null;
  readonly timezone?: string | null;
  /** Merged key by key; a `null` value removes its key. */
  readonly attributes?: JsonObject;
}

/** A conversation we start. */
export interface NewConversation {
  readonly customerId: CustomerId;
  readonly inboxId: InboxId;
  readonly subject?: string;
  readonly priority?: Priority;
  readonly assigneeId?: AgentId;
}

/** What may change about a conversation; `null` clears a field. */
export interface ConversationPatch {
  readonly status?: StatusMove;
  readonly priority?: Priority;
  readonly subject?: string | null;
  readonly assigneeId?: AgentId | null;
  /** Staff read up to this seq. */
  readonly lastReadSeq?: number;
}

/** A message to the customer. */
export interface NewMessage {
  readonly content: MessageContent;
  /** Our message it answers; it must be in the same conversation. */
  readonly replyTo?: MessageId;
  /** Made by the client; a second send with the same one and the same content returns the first message. */
  readonly clientMessageId?: string;
  /** The agent in whose name an API key writes. */
  readonly agentId?: AgentId;
}

/** What was stored: several messages only where a text was longer than the channel allows. */
export interface SentMessage {
  readonly message: OutboundMessage;
  /** All parts in order, `message` first. */
  readonly parts: readonly OutboundMessage[];
}

/** Everything one caller can do in one account. Every method that changes something commits before it resolves. */
export interface Desk {
  readonly accountId: AccountId;
  readonly actor: Actor;
  readonly agents: {
    list(): Promise<readonly Agent[]>;
    create(input: NewAgent): Promise<Agent>;
  };
  readonly inboxes: {
    list(): Promise<readonly InboxView[]>;
    /** @throws {InboxNotFoundError} */
    get(id: InboxId): Promise<InboxView>;
    /** @throws {UnknownChannelError | InvalidInboxError} */
    create(input: NewInbox): Promise<InboxView>;
    /** @throws {InboxNotFoundError | InvalidInboxError | StaleWriteError} */
    update(id: InboxId, patch: InboxPatch): Promise<InboxView>;
  };
  readonly customers: {
    list(
      filter: CustomerFilter,
      page: PageRequest<CustomerListKey>,
    ): Promise<Page<CustomerProfile, CustomerListKey>>;
    /** @throws {CustomerNotFoundError} */
    get(id: CustomerId): Promise<CustomerProfile>;
    create(input: NewCustomer): Promise<CustomerProfile>;
    /** @throws {CustomerNotFoundError} */
    update(id: CustomerId, patch: CustomerPatch): Promise<CustomerProfile>;
  };
  readonly conversations: {
    list(
      filter: ConversationFilter,
      page: PageRequest<ConversationListKey>,
    ): Promise<Page<ConversationView, ConversationListKey>>;
    /** @throws {ConversationNotFoundError} */
    get(id: ConversationId): Promise<ConversationView>;
    /** @throws {CustomerNotFoundError | InboxNotFoundError | CustomerUnreachableError | ConversationAlreadyOpenError | AgentNotFoundError} */
    start(input: NewConversation): Promise<ConversationView>;
    /** @throws {ConversationNotFoundError | StatusMoveNotAllowedError | AgentNotFoundError} */
    change(id: ConversationId, patch: ConversationPatch): Promise<ConversationView>;
  };
  readonly messages: {
    /** @throws {ConversationNotFoundError} */
    list(
      id: ConversationId,
      direction: 'forward' | 'backward',
      page: PageRequest<number>,
    ): Promise<Page<Message, number>>;
    /**
     * Stores the message as `queued` with its job; delivery follows.
     * @throws {ConversationNotFoundError | ConversationClosedError | ServiceWindowClosedError | ContentNotSupportedError |
     * InvalidContentError | CustomerUnreachableError | ClientMessageIdReusedError | MessageNotFoundError | AgentNotFoundError}
     */
    send(id: ConversationId, input: NewMessage): Promise<SentMessage>;
  };
  readonly notes: {
    /** @throws {ConversationNotFoundError} */
    list(id: ConversationId, page: PageRequest<NoteId>): Promise<Page<Note, NoteId>>;
    /** @throws {ConversationNotFoundError | AgentNotFoundError} */
    add(id: ConversationId, input: { readonly text: string; readonly agentId?: AgentId }): Promise<Note>;
  };
  readonly events: {
    /** @throws {LogEpochMismatchError} */
    read(after: { readonly epoch?: string; readonly position: LogPosition }, limit: number): Promise<LogRead>;
    end(): Promise<{ readonly epoch: string; readonly position: LogPosition }>;
  };
  readonly quarantine: {
    list(
      filter: { readonly state?: QuarantineState },
      page: PageRequest<QuarantineId>,
    ): Promise<Page<QuarantinedItem, QuarantineId>>;
    /** Parses and processes the item again. @throws {QuarantinedItemNotFoundError | ReplayFailedError} */
    replay(id: QuarantineId): Promise<QuarantinedItem>;
  };
}
