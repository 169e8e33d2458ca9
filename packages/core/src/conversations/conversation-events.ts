import type { AgentId, ConversationId, CustomerId, InboxId } from '../ids.ts';
import type { Controller, ControlReason, Priority } from './conversation.ts';
import type { ConversationStatus } from './conversation-status.ts';

/** What happens to conversations. */
export interface ConversationEvents {
  'conversation.opened': {
    conversationId: ConversationId;
    customerId: CustomerId;
    inboxId: InboxId;
    number: number;
  };
  'conversation.status_changed': {
    conversationId: ConversationId;
    from: ConversationStatus;
    to: ConversationStatus;
  };
  'conversation.assigned': {
    conversationId: ConversationId;
    from: AgentId | undefined;
    to: AgentId | undefined;
  };
  /** Another may speak to the customer; `to: 'assistant'` = people gave it back. */
  'conversation.control_changed': {
    conversationId: ConversationId;
    from: Controller;
    to: Controller;
    reason: ControlReason;
    version: number;
  };
  'conversation.priority_changed': { conversationId: ConversationId; from: Priority; to: Priority };
  'conversation.subject_changed': { conversationId: ConversationId };
  /** Staff read up to `lastReadSeq`. */
  'conversation.seen': { conversationId: ConversationId; lastReadSeq: number; unreadCount: number };
}

/** An event of a conversation, without its envelope. */
export type ConversationEvent = {
  [Name in keyof ConversationEvents]: { readonly type: Name; readonly data: ConversationEvents[Name] };
}[keyof ConversationEvents];
