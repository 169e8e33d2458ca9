/** Every status a conversation can have; `docs/state-machines/conversation-status.md` draws it. */
export const conversationStatuses = ['open', 'pending', 'snoozed', 'resolved', 'closed'] as const;
/**
 * `open` somebody must act · `pending` waiting on the customer, pauses the SLA · `snoozed` hidden until a time ·
 * `resolved` done, may be reopened · `closed` archived, never reopened.
 */
export type ConversationStatus = (typeof conversationStatuses)[number];

/** The only place that knows the moves. */
export const allowedMoves = {
  open: ['pending', 'snoozed', 'resolved', 'closed'],
  pending: ['open', 'snoozed', 'resolved', 'closed'],
  snoozed: ['open', 'pending', 'resolved', 'closed'],
  resolved: ['open', 'closed'],
  closed: [],
} as const satisfies Record<ConversationStatus, readonly ConversationStatus[]>;

/** Statuses of which at most one conversation exists per (customer, inbox). */
export const activeStatuses = ['open', 'pending', 'snoozed'] as const satisfies readonly ConversationStatus[];

/** True while the conversation takes new messages as it is. */
export function isActive(status: ConversationStatus): boolean {
  return (activeStatuses as readonly ConversationStatus[]).includes(status);
}
