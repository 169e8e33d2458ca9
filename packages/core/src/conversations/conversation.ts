import type { AgentId, ConversationId, CustomerId, InboxId } from '../ids.ts';
import type { ConversationStatus } from './conversation-status.ts';

/** How urgent, lowest first. */
export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
/** One of {@link priorities}. */
export type Priority = (typeof priorities)[number];

/** Who may speak to the customer now. */
export type Controller = 'assistant' | 'agent' | 'queue';

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
  readonly subject?: string;
  readonly assigneeId?: AgentId;
  /** The seq of its newest message; 0 = none yet. */
  readonly lastSeq: number;
  /** Up to where staff have read. */
  readonly lastReadSeq: number;
  /** Customer messages after `lastReadSeq`. */
  readonly unreadCount: number;
  /** When the customer began to wait for an answer; absent while nobody waits. */
  readonly waitingSince?: Date;
  /** When staff answered for the first time. */
  readonly firstResponseAt?: Date;
  /** The channel's time of the customer's newest message or call to this inbox; it opens the service window. */
  readonly lastInboundAt?: Date;
  /** When its newest message was stored. */
  readonly lastMessageAt?: Date;
  /** Beginning of the newest message, for lists; at most 140 characters. */
  readonly preview?: string;
  readonly snoozedUntil?: Date;
  readonly resolvedAt?: Date;
  readonly closedAt?: Date;
  /** Grows with each save. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
