import type { ConversationQuery } from './support-client.ts';
import type { Conversation } from './wire-types.ts';

/**
 * Whether a conversation belongs in a list; the server's own rule.
 *
 * @param me - Id of the signed-in agent; undefined = not known yet.
 */
export function matchesQuery(
  conversation: Conversation,
  query: ConversationQuery,
  me: string | undefined,
): boolean {
  const { status, inboxId, customerId, assignee, unread } = query;
  const isActive = conversation.status !== 'resolved' && conversation.status !== 'closed';
  return (
    (status === undefined || status.includes(conversation.status)) &&
    (inboxId === undefined || conversation.inboxId === inboxId) &&
    (customerId === undefined || conversation.customerId === customerId) &&
    (assignee === undefined || conversation.assigneeId === assigneeOf(assignee, me)) &&
    (unread !== true || (isActive && conversation.unreadCount > 0))
  );
}

function assigneeOf(assignee: string, me: string | undefined): string | null | undefined {
  if (assignee === 'none') return null;
  return assignee === 'me' ? me : assignee;
}

/** The same text for the same list, however its query is written. */
export function queryKey({ status, inboxId, customerId, assignee, unread }: ConversationQuery): string {
  return JSON.stringify([status && [...status].sort(), inboxId, customerId, assignee, unread === true]);
}
