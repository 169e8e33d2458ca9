import type { Conversation } from './conversation.ts';
import { isActive } from './conversation-status.ts';

/** What a customer's message does to the conversation they had. */
export type Threading =
  | { readonly type: 'continue'; readonly conversation: Conversation }
  | { readonly type: 'reopen'; readonly conversation: Conversation }
  | { readonly type: 'start' };

/**
 * One open conversation per (customer, inbox): an active one goes on, a resolved one is reopened within the window
 * (counted from when it was resolved), else a new one starts. Closed ones never reopen.
 */
export function openOrContinue(
  latest: Conversation | undefined,
  reopenWindowMs: number,
  at: Date,
): Threading {
  if (latest === undefined || latest.status === 'closed') return { type: 'start' };
  if (isActive(latest.status)) return { type: 'continue', conversation: latest };
  const resolvedAt = latest.resolvedAt ?? latest.updatedAt;
  const isRecent = at.getTime() - resolvedAt.getTime() <= reopenWindowMs && reopenWindowMs > 0;
  return isRecent ? { type: 'reopen', conversation: latest } : { type: 'start' };
}
