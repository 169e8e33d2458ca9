import type { ConversationId, CustomerId, IdentityId, InboxId } from '../ids.ts';
import type { Message, OutboundMessage } from '../messages/message.ts';
import type { ProviderMessageRef } from '../messages/message-store.ts';

/** A visitor's session in an inbox. */
export interface VisitorSession {
  readonly inboxId: InboxId;
  readonly visitorId: string;
}

/** What the customer's side of one account asks beside what everybody asks. */
export interface ChatStore {
  /** Messages by the channel's ids, in no particular order. */
  findByProviderIds(refs: readonly ProviderMessageRef[]): Promise<readonly Message[]>;
  /**
   * Our messages of the conversation with a seq after `afterSeq` and up to `upToSeq` that have not provably got as far as
   * `reached`, in seq order, at most `limit`.
   */
  notYet(
    reached: 'delivered' | 'read',
    conversationId: ConversationId,
    range: { readonly afterSeq: number; readonly upToSeq: number },
    limit: number,
  ): Promise<readonly OutboundMessage[]>;
  /** How many of our messages come after what the customer has read; conversations without any are left out. */
  unreadByCustomer(ids: readonly ConversationId[]): Promise<ReadonlyMap<ConversationId, number>>;
  /**
   * For open conversations that nobody has taken: which place they have among those of their inbox, by who waits longest;
   * 1 = next. Counted up to 1000.
   */
  queuePositions(ids: readonly ConversationId[]): Promise<ReadonlyMap<ConversationId, number>>;
  /** Those of these sessions that are over. */
  endedVisitors(sessions: readonly VisitorSession[]): Promise<readonly VisitorSession[]>;
  /** Ends sessions for good; ending one again changes nothing. */
  endVisitors(sessions: readonly VisitorSession[], at: Date): Promise<void>;
  /**
   * Gives conversations with everything in them to another customer: messages that `from` wrote are `to`'s from then on.
   * Their versions grow by one. The rows must be locked.
   */
  moveConversations(
    ids: readonly ConversationId[],
    from: CustomerId,
    to: CustomerId,
    at: Date,
  ): Promise<void>;
  /** Binds identities to another customer. */
  moveIdentities(ids: readonly IdentityId[], to: CustomerId): Promise<void>;
}
