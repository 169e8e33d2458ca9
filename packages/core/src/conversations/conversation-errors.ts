import type { ConversationId } from '../ids.ts';
import { SupportError } from '../support-error.ts';
import type { ConversationStatus } from './conversation-status.ts';

/** There is no such conversation in this account. */
export class ConversationNotFoundError extends SupportError {
  readonly code = 'conversation_not_found';
  readonly fix = 'Use the id of a conversation of this account (GET /v1/conversations).';
  constructor(conversationId: string) {
    super(`There is no conversation ${conversationId} in this account.`, { conversationId });
  }
}

/** That status cannot follow the present one, or the snooze time has passed. */
export class StatusMoveNotAllowedError extends SupportError {
  readonly code = 'status_move_not_allowed';
  readonly fix =
    'Move to one of details.allowed; snooze to a time in the future; start a new conversation instead of reopening a closed one.';
  constructor(
    conversationId: ConversationId,
    from: ConversationStatus,
    to: ConversationStatus,
    allowed: readonly ConversationStatus[],
  ) {
    super(`A conversation that is ${from} cannot become ${to} like this.`, {
      conversationId,
      from,
      to,
      allowed,
    });
  }
}

/** Closed conversations take no more messages. */
export class ConversationClosedError extends SupportError {
  readonly code = 'conversation_closed';
  readonly fix = 'Start a new conversation with the customer (POST /v1/conversations).';
  constructor(conversationId: ConversationId) {
    super('This conversation is closed and takes no more messages.', { conversationId });
  }
}

/** The customer already has an active conversation in this inbox. */
export class ConversationAlreadyOpenError extends SupportError {
  readonly code = 'conversation_already_open';
  readonly fix = 'Use the conversation named in details.conversationId.';
  constructor(conversationId: ConversationId) {
    super('The customer already has an active conversation in this inbox.', { conversationId });
  }
}
