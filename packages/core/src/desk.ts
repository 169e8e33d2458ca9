import type { Actor } from './actor.ts';
import type { Agent, AgentRole } from './agents/agent.ts';
import type { DeskBusinessHours } from './business-hours/desk-business-hours.ts';
import type { DeskMedia } from './channels/desk-media.ts';
import type { StatusMove } from './conversations/change-status.ts';
import type { Priority } from './conversations/conversation.ts';
import type { AgentCounts, ConversationCounts } from './conversations/conversation-counts.ts';
import type { ConversationFilter, ConversationListKey } from './conversations/conversation-store.ts';
import type { ConversationView } from './conversations/conversation-view.ts';
import type { Customer } from './customers/customer.ts';
import type { CustomerFilter, CustomerListKey } from './customers/customer-store.ts';
import type { Identity, IdentityRef } from './customers/identity.ts';
import type { DomainEvent } from './events/event-envelope.ts';
import type { LogRead, TimelineKey } from './events/event-log.ts';
import type { LogPosition } from './events/log-position.ts';
import type { BotSession } from './handoffs/bot-session.ts';
import type { HandoffReceipt, NewHandoff, TicketState } from './handoffs/handoff.ts';
import type {
  AccountId,
  AgentId,
  BusinessHoursId,
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
import type { MessageHead, MessagePlace } from './messages/message-head.ts';
import type { MessageOrQuoted, SeqRange } from './messages/message-store.ts';
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

/** What may change about an agent; `null` clears a field. */
export interface AgentPatch {
  readonly name?: string;
  readonly email?: string | null;
  readonly role?: AgentRole;
  /** Whether they may not sign in or be given work. */
  readonly isDisabled?: boolean;
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
  /** The assistant that answers new conversations first. @defaultValue people do */
  readonly assistantId?: string;
  /** When people answer here. @defaultValue nothing says so */
  readonly businessHoursId?: BusinessHoursId;
}

/** What may change about an inbox; credentials are replaced as a whole. */
export interface InboxPatch {
  readonly name?: string;
  readonly settings?: JsonObject;
  readonly credentials?: JsonObject;
  readonly reopenWindowMs?: number;
  /** `null` = people answer first from now on. */
  readonly assistantId?: string | null;
  readonly businessHoursId?: BusinessHoursId | null;
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
  /** Change only if this agent (`null` = nobody) has it, or it is with `assigneeId` already. */
  readonly expectedAssigneeId?: AgentId | null;
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
  /** The assistant that writes; it is refused unless the word is its own. Not together with `agentId`. */
  readonly assistantId?: string;
  /** `controllerVersion` of the conversation the message was decided on; refused if it has grown since. */
  readonly expectedControllerVersion?: number;
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
    /** Those that exist, in no particular order; like every `find` here, one statement for any number. */
    find(ids: readonly AgentId[]): Promise<readonly Agent[]>;
    /** @throws {AgentNotFoundError} */
    get(id: AgentId): Promise<Agent>;
    create(input: NewAgent): Promise<Agent>;
    /** @throws {AgentNotFoundError | StaleWriteError | LastAdminError} */
    update(id: AgentId, patch: AgentPatch): Promise<Agent>;
  };
  readonly inboxes: {
    list(): Promise<readonly InboxView[]>;
    /** @throws {InboxNotFoundError} */
    get(id: InboxId): Promise<InboxView>;
    /** @throws {UnknownChannelError | InvalidInboxError | BusinessHoursNotFoundError} */
    create(input: NewInbox): Promise<InboxView>;
    /** @throws {InboxNotFoundError | InvalidInboxError | BusinessHoursNotFoundError | StaleWriteError} */
    update(id: InboxId, patch: InboxPatch): Promise<InboxView>;
  };
  readonly businessHours: DeskBusinessHours;
  readonly customers: {
    list(
      filter: CustomerFilter,
      page: PageRequest<CustomerListKey>,
    ): Promise<Page<CustomerProfile, CustomerListKey>>;
    /** Those that exist, without their identities, in no particular order. */
    find(ids: readonly CustomerId[]): Promise<readonly Customer[]>;
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
    /** Those that exist, in no particular order. */
    find(ids: readonly ConversationId[]): Promise<readonly ConversationView[]>;
    /** @throws {ConversationNotFoundError} */
    get(id: ConversationId): Promise<ConversationView>;
    /** What happened to one, oldest first: {@link timelineEvents}. @throws {ConversationNotFoundError} */
    timeline(id: ConversationId, page: PageRequest<TimelineKey>): Promise<Page<DomainEvent, TimelineKey>>;
    /** Counts the active ones; `mine` and `mineUnread` are the caller's, where an agent asks. */
    counts(): Promise<ConversationCounts>;
    /** What waits for each of these agents; those for whom nothing does are left out. */
    countsByAgent(agentIds: readonly AgentId[]): Promise<readonly AgentCounts[]>;
    /** @throws {CustomerNotFoundError | InboxNotFoundError | CustomerUnreachableError | ConversationAlreadyOpenError | AgentNotFoundError | AgentDisabledError} */
    start(input: NewConversation): Promise<ConversationView>;
    /** @throws {ConversationNotFoundError | StatusMoveNotAllowedError | AgentNotFoundError | AgentDisabledError | AssignedElsewhereError} */
    change(id: ConversationId, patch: ConversationPatch): Promise<ConversationView>;
    /**
     * People speak from now on; assigns the acting agent if nobody is. Doing it again changes nothing.
     * @throws {ConversationNotFoundError | ConversationClosedError | AgentNotFoundError | AgentDisabledError}
     */
    takeOver(id: ConversationId, input?: { readonly agentId?: AgentId }): Promise<ConversationView>;
    /**
     * Takes the assignee off and gives the word back to the assistant, else to the queue. Doing it again changes nothing.
     * @throws {ConversationNotFoundError | AgentNotFoundError | AgentDisabledError}
     */
    release(id: ConversationId, input?: { readonly agentId?: AgentId }): Promise<ConversationView>;
  };
  readonly messages: {
    /** Those that exist, in no particular order. */
    find(ids: readonly MessageId[]): Promise<readonly Message[]>;
    /** What lists show of the messages at these places, in no particular order. */
    headsAt(places: readonly MessagePlace[]): Promise<readonly MessageHead[]>;
    /** @throws {ConversationNotFoundError} */
    list(
      id: ConversationId,
      direction: 'forward' | 'backward',
      page: PageRequest<number>,
      range?: SeqRange,
    ): Promise<Page<Message, number>>;
    /**
     * A message, by our id or the channel's, with what stands before and after it, oldest first, at most `limit` in all.
     * @throws {ConversationNotFoundError | MessageNotFoundError}
     */
    around(id: ConversationId, message: MessageOrQuoted, limit: number): Promise<Page<Message, number>>;
    /**
     * What an earlier send with this client id stored, in order; empty = nothing was.
     * @throws {ConversationNotFoundError}
     */
    sentAs(id: ConversationId, clientMessageId: string): Promise<readonly OutboundMessage[]>;
    /**
     * Stores the message as `queued` with its job; delivery follows.
     * @throws {ConversationNotFoundError | ConversationClosedError | ServiceWindowClosedError | ContentNotSupportedError |
     * InvalidContentError | CustomerUnreachableError | ClientMessageIdReusedError | MessageNotFoundError | AgentNotFoundError}
     */
    send(id: ConversationId, input: NewMessage): Promise<SentMessage>;
  };
  readonly media: DeskMedia;
  readonly notes: {
    /** Those that exist, in no particular order. */
    find(ids: readonly NoteId[]): Promise<readonly Note[]>;
    /** @throws {ConversationNotFoundError} */
    list(id: ConversationId, page: PageRequest<NoteId>): Promise<Page<Note, NoteId>>;
    /** @throws {ConversationNotFoundError | AgentNotFoundError} */
    add(
      id: ConversationId,
      input: { readonly text: string; readonly agentId?: AgentId; readonly clientNoteId?: string },
    ): Promise<Note>;
  };
  readonly handoffs: {
    /**
     * Takes a conversation from a chatbot into the queue. The same session again is the same ticket while it is open.
     * @throws {UnknownBotSourceError | InboxNotFoundError | InboxNotChosenError | ConversationNotFoundError |
     * ConversationClosedError | InvalidContentError | NotStorableError}
     */
    receive(input: NewHandoff): Promise<HandoffReceipt>;
    /** What bots told when they handed over this conversation, newest first. */
    of(id: ConversationId): Promise<readonly BotSession[]>;
    /**
     * How it stands, as far as its bot may know; `by` names who polls, and each may once in two seconds.
     * @throws {ConversationNotFoundError | PolledTooSoonError}
     */
    state(id: ConversationId, by: string): Promise<TicketState>;
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
