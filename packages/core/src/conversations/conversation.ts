import type { AgentId, ConversationId, CustomerId, InboxId } from '../ids.ts';
import type { ConversationStatus } from './conversation-status.ts';

/** How urgent, lowest first. */
export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
/** One of {@link priorities}. */
export type Priority = (typeof priorities)[number];

/** Everybody who can have the word; `docs/state-machines/conversation-control.md` draws it. */
export const controllers = ['assistant', 'agent', 'queue'] as const;
/** Who may speak to the customer now: an assistant, people, or people once somebody takes it from the `queue`. */
export type Controller = (typeof controllers)[number];

/** Why another may speak from now on. */
export const controlReasons = [
  'taken_over',
  'assigned',
  'unassigned',
  'replied',
  'handed_off',
  'released',
  'resolved',
  'closed',
] as const;
/** One of {@link controlReasons}. */
export type ControlReason = (typeof controlReasons)[number];

/** The unit of work: one matter of one customer in one inbox. */
export interface Conversation {
  readonly id: ConversationId;
  /** Shown as `#1042`; counts up per account. */
  readonly number: number;
  readonly customerId: CustomerId;
  readonly inboxId: InboxId;
  readonly status: ConversationStatus;
  readonly priority: Priority;
  readonly controller: Controller;
  /** Grows by one with each change of `controller`; whoever read an older one must look again before it speaks. */
  readonly controllerVersion: number;
  /** A chatbot handed it to people at least once. */
  readonly isBotHandoff: boolean;
  readonly subject?: string;
  readonly assigneeId?: AgentId;
  /** The seq of its newest message; 0 = none yet. */
  readonly lastSeq: number;
  /** Up to where staff have read. */
  readonly lastReadSeq: number;
  /** Customer messages after `lastReadSeq`. */
  readonly unreadCount: number;
  /** Up to where the customer has read; 0 = nothing, or the channel does not tell. */
  readonly customerReadSeq: number;
  /** When the customer began to wait for an answer; absent while nobody waits. */
  readonly waitingSince?: Date;
  /** When staff answered for the first time. */
  readonly firstResponseAt?: Date;
  /** The channel's time of the customer's newest message or call to this inbox; it opens the service window. */
  readonly lastInboundAt?: Date;
  /** When its newest message was stored. */
  readonly lastMessageAt?: Date;
  /** Beginning of the newest message, for lists; at most 140 characters. Automatic answers do not count. */
  readonly preview?: string;
  /** When the customer was last told by itself that nobody is there. */
  readonly autoRepliedAt?: Date;
  readonly snoozedUntil?: Date;
  readonly resolvedAt?: Date;
  readonly closedAt?: Date;
  /** Grows with each save. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
