import type { ticketStatuses } from '@parley/api-contract';
import type { Conversation } from '@parley/core';

/** One of the status words of the source documents. */
export type TicketStatus = (typeof ticketStatuses)[number];

/**
 * A conversation's status in the words of the source documents: `new` until somebody takes or answers it; a snooze is the
 * staff's own matter, for everybody else the ticket is open.
 */
export function ticketStatus(
  conversation: Pick<Conversation, 'status' | 'assigneeId' | 'controller' | 'firstResponseAt'>,
): TicketStatus {
  const { status, assigneeId, controller, firstResponseAt } = conversation;
  if (status === 'snoozed') return 'open';
  if (status !== 'open') return status;
  return assigneeId === undefined && controller !== 'agent' && firstResponseAt === undefined ? 'new' : 'open';
}
