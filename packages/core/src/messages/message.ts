import type { Actor } from '../actor.ts';
import type { ConversationId, CustomerId, InboxId, MessageId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import type { Delivery } from './delivery-status.ts';
import type { MessageContent } from './message-content.ts';

/** Who wrote a message. `app` = a person using the channel's own phone or web app instead of Parley. */
export type Sender = Actor;

/** A reaction on a message; each author has at most one. */
export interface Reaction {
  readonly by: Sender;
  /** Absent = taken back. */
  readonly emoji?: string;
  /** The channel's time. */
  readonly at: Date;
}

/** What a message said before it was edited or taken back; kept for audit. */
export interface Revision {
  readonly content: MessageContent;
  /** Until when it said so: the channel's time of the change. */
  readonly until: Date;
}

/** Where a message hangs: what it answers and how it came. */
export interface MessageContext {
  /** The provider's id of the message it answers. */
  readonly replyToProviderMessageId?: string;
  readonly isForwarded?: boolean;
  readonly isForwardedOften?: boolean;
  /** An ad or post the customer came from, as the provider describes it. */
  readonly referral?: JsonObject;
  /** A product the customer asks about. */
  readonly referredProduct?: JsonObject;
  /** Came in a history import: older than the connection, opens no window, is not unread. */
  readonly isHistory?: boolean;
  /** Another party (e.g. the provider's own assistant) holds the conversation. */
  readonly isStandby?: boolean;
  /** Of the conversation when an assistant's message was stored: the word it had then, checked again before it goes out. */
  readonly controllerVersion?: number;
}

interface MessageBase {
  readonly id: MessageId;
  readonly conversationId: ConversationId;
  readonly inboxId: InboxId;
  readonly customerId: CustomerId;
  /** Dense per conversation, from 1, in commit order. Never renumbered. */
  readonly seq: number;
  readonly sender: Sender;
  readonly content: MessageContent;
  readonly context: MessageContext;
  /** The provider's id; unique within the inbox. Outbound: unknown until the provider accepted it. */
  readonly providerMessageId?: string;
  readonly reactions: readonly Reaction[];
  readonly revisions: readonly Revision[];
  readonly editedAt?: Date;
  readonly deletedAt?: Date;
  /** The channel's time of the message; for our own sends, ours. Kept apart from `createdAt` on purpose. */
  readonly sentAt: Date;
  /** When Parley stored it. */
  readonly createdAt: Date;
}

/** From the customer. */
export interface InboundMessage extends MessageBase {
  readonly direction: 'inbound';
}

/** To the customer: from an agent, the assistant, an API caller, or the channel's own app (an echo). */
export interface OutboundMessage extends MessageBase {
  readonly direction: 'outbound';
  readonly delivery: Delivery;
  /** Made by the client; a second send with the same one returns the first message. */
  readonly clientMessageId?: string;
  /** Which part of a text that was too long for one message; 0 = the whole or the first. Parts share a clientMessageId. */
  readonly part: number;
}

/** One message of a conversation. */
export type Message = InboundMessage | OutboundMessage;
