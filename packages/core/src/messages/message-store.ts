import type { ConversationId, InboxId, MessageId } from '../ids.ts';
import type { Page, PageRequest } from '../page.ts';
import type { Message, OutboundMessage } from './message.ts';
import type { MessageHead, MessagePlace } from './message-head.ts';
import type { ParkedUpdate } from './parked-update.ts';

/** Names a message by the provider's id. */
export interface ProviderMessageRef {
  readonly inboxId: InboxId;
  readonly providerMessageId: string;
}

/** A message by our id, or by the channel's, which is all that a reply says of what it quotes. */
export type MessageOrQuoted = MessageId | { readonly providerMessageId: string };

/** A stretch of a conversation, without its ends; an absent end is open. */
export interface SeqRange {
  readonly afterSeq?: number;
  readonly beforeSeq?: number;
}

/** Messages, and updates that came before the message they belong to. */
export interface MessageStore {
  find(ids: readonly MessageId[]): Promise<readonly Message[]>;
  /** Locks the rows until the transaction ends, in id order. Outside a transaction it is {@link MessageStore.find}. */
  findForUpdate(ids: readonly MessageId[]): Promise<readonly Message[]>;
  /** What lists show of the messages at these places, in no particular order. */
  headsAt(places: readonly MessagePlace[]): Promise<readonly MessageHead[]>;
  /** Messages with these client ids in the conversation, in seq order. */
  findByClientMessageId(
    conversationId: ConversationId,
    clientMessageId: string,
  ): Promise<readonly OutboundMessage[]>;
  /**
   * A page in seq order: `forward` = oldest first after `after`, `backward` = newest first before `after`; only what lies
   * in `range`.
   */
  list(
    conversationId: ConversationId,
    direction: 'forward' | 'backward',
    page: PageRequest<number>,
    range?: SeqRange,
  ): Promise<Page<Message, number>>;
  add(messages: readonly Message[]): Promise<void>;
  /** Overwrites what may change: content, delivery, reactions, revisions, provider id. Rows must be locked or new. */
  save(messages: readonly Message[]): Promise<void>;
  /**
   * The next message of the conversation that may be handed to the provider, locked: the queued one with the lowest
   * seq, and only if none of the conversation is being sent right now. Undefined if there is none.
   */
  nextToDeliver(conversationId: ConversationId): Promise<OutboundMessage | undefined>;
  /** Outbound messages in `sending` since before `before`, locked, at most `limit`; rows locked elsewhere are left out. */
  stuckInSending(before: Date, limit: number): Promise<readonly OutboundMessage[]>;
  /** Conversations with messages queued since before `before`, at most `limit`: their job was lost or is late. */
  conversationsWithQueued(before: Date, limit: number): Promise<readonly ConversationId[]>;
  /** Takes (deletes and returns) what was parked for these provider ids, serialised against intake. */
  takeParked(refs: readonly ProviderMessageRef[]): Promise<readonly ParkedUpdate[]>;
  /**
   * Messages that are stored although updates are still parked for them, at most `limit`: two processes stored the one
   * and parked the other at the same moment.
   */
  withParked(limit: number): Promise<readonly MessageId[]>;
  /** Deletes parked updates received before `before`. Resolves to how many. */
  purgeParked(before: Date): Promise<number>;
}
