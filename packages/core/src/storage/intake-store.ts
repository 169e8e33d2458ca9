import type { ChannelNotice } from '../channels/channel-notice.ts';
import type { ContinuedField } from '../conversations/continued-field.ts';
import type { Conversation } from '../conversations/conversation.ts';
import type { Customer } from '../customers/customer.ts';
import type { Identity, IdentityRef } from '../customers/identity.ts';
import type { DomainEvent } from '../events/event-envelope.ts';
import type { CustomerId, IdentityId, InboxId, MessageId } from '../ids.ts';
import type { InboundMessage, Message } from '../messages/message.ts';
import type { ProviderMessageRef } from '../messages/message-store.ts';
import type { ParkedUpdate } from '../messages/parked-update.ts';
import type { QuarantinedItem } from '../quarantine/quarantined-item.ts';

/** What a batch touches. */
export interface IntakeKeys {
  /** Inboxes of the batch: conversations of other inboxes are not loaded. */
  readonly inboxIds: readonly InboxId[];
  readonly identities: readonly IdentityRef[];
  readonly providerMessages: readonly ProviderMessageRef[];
  readonly messageIds: readonly MessageId[];
  readonly notices: readonly { readonly inboxId: InboxId; readonly dedupeKey: string }[];
}

/** Everything the rule needs, as of after the locks. */
export interface IntakeState {
  /** Valid identities among the keys. */
  readonly identities: readonly Identity[];
  /** All valid identities of the customers found through the keys (a person may have others). */
  readonly customers: readonly { readonly customer: Customer; readonly identities: readonly Identity[] }[];
  /** Per (customer found, inbox of the batch): the active conversation, else the newest. Locked. */
  readonly conversations: readonly Conversation[];
  /** Messages among `providerMessages` and `messageIds`. Locked. */
  readonly messages: readonly Message[];
  /** Updates parked for `providerMessages`. */
  readonly parked: readonly ParkedUpdate[];
  /** Dedupe keys of notices that exist. */
  readonly notices: readonly { readonly inboxId: InboxId; readonly dedupeKey: string }[];
}

/** What the rule decided. Every list may be empty. */
export interface IntakeChanges {
  readonly newCustomers: readonly Customer[];
  readonly changedCustomers: readonly Customer[];
  readonly newIdentities: readonly Identity[];
  readonly closedIdentities: readonly { readonly id: IdentityId; readonly validTo: Date }[];
  readonly newConversations: readonly Conversation[];
  readonly changedConversations: readonly Conversation[];
  readonly newMessages: readonly Message[];
  readonly changedMessages: readonly Message[];
  /** Added unless the same dedupe key is parked already. */
  readonly newParked: readonly ParkedUpdate[];
  /** Parked updates of these are deleted: they were applied. */
  readonly takenParked: readonly ProviderMessageRef[];
  readonly newNotices: readonly ChannelNotice[];
  readonly newQuarantined: readonly QuarantinedItem[];
  readonly events: readonly DomainEvent[];
}

/** A batch in which active conversations go on, and nothing else happens: what nearly every batch is. */
export interface IntakeContinuation {
  /**
   * Each once, in its next version. Of what is stored it changes only what a customer's message changes of an active
   * conversation: {@link ContinuedField}.
   */
  readonly conversations: readonly Conversation[];
  /** As they come in: from the customer, with the channel's id, without reactions, revisions, edits and deletions. */
  readonly messages: readonly InboundMessage[];
  readonly events: readonly DomainEvent[];
  /**
   * Who wrote, each once: still in the version that was remembered. A customer's version also grows when an identity of
   * theirs ends or goes to somebody else, so those need no look of their own.
   */
  readonly customers: readonly { readonly id: CustomerId; readonly version: number }[];
}

/** The hot path: a batch of any size costs the same number of statements. */
export interface IntakeStore {
  /** One set-based read of what the batch touches; conversations and messages are locked in a fixed order. */
  load(keys: IntakeKeys): Promise<IntakeState>;
  /**
   * One set-based write per table. Who ends an identity also changes its customer.
   *
   * @throws {ConflictError | StaleWriteError} when another process was faster: run the batch again.
   */
  save(changes: IntakeChanges): Promise<void>;
  /**
   * One write of what was decided on memory. It holds only if the customers are still in their version,
   * nothing is parked for the messages, and the conversations are still in the version before; their rows are locked in the order they are given in.
   *
   * @throws {ConflictError | StaleWriteError} when another process was faster, or what was remembered is wrong: nothing is written;
   * load, and run the batch again.
   */
  continueConversations(continuation: IntakeContinuation): Promise<void>;
}
