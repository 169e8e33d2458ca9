import type { AgentId, ConversationId } from '../ids.ts';
import { SupportError } from '../support-error.ts';
import type { Controller } from './conversation.ts';
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

/** Another may speak to the customer now, or the caller decided on an older state. */
export class ControllerConflictError extends SupportError {
  readonly code = 'controller_conflict';
  readonly fix =
    'An assistant keeps silent until details.controller is "assistant" again; whoever sent expectedControllerVersion reads the conversation and decides anew.';
  constructor(conversation: {
    readonly id: ConversationId;
    readonly controller: Controller;
    readonly controllerVersion: number;
  }) {
    const { id: conversationId, controller, controllerVersion } = conversation;
    super(`The conversation is in the hands of: ${controller}.`, {
      conversationId,
      controller,
      controllerVersion,
    });
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

/** The caller wanted it only as long as somebody else had it, or nobody; meanwhile another agent took it. */
export class AssignedElsewhereError extends SupportError {
  readonly code = 'assigned_elsewhere';
  readonly fix =
    'Show who has it now (details.assigneeId), and let the person decide whether to take it over.';
  /** @param assignee who has it; the name is staff's own and shown to staff only */
  constructor(
    conversationId: ConversationId,
    assignee: { readonly id: AgentId; readonly name?: string } | undefined,
  ) {
    super('The assignee of this conversation changed meanwhile; nothing was changed.', {
      conversationId,
      assigneeId: assignee?.id ?? null,
      ...(assignee?.name === undefined ? {} : { assigneeName: assignee.name }),
    });
  }
}
