import type { TicketState } from '../../handoffs/handoff.ts';
import { PolledTooSoonError } from '../../handoffs/handoff-errors.ts';
import type { ConversationId } from '../../ids.ts';
import type { FlowContext } from '../flow-context.ts';
import { findConversation, openInbox, viewConversation } from '../reads/view-conversation.ts';

/** How often the same caller may ask; more often it cannot usefully change. */
const pollLimit = { count: 1, windowMs: 2000 };

/**
 * How a conversation stands, as far as its bot may know.
 *
 * @param by who polls: each may ask once in two seconds
 * @throws {ConversationNotFoundError | PolledTooSoonError}
 */
export async function ticketState(ctx: FlowContext, id: ConversationId, by: string): Promise<TicketState> {
  const key = `ticket:${ctx.accountId}:${id}:${by}`;
  const verdict = await ctx.limiter.take(key, crypto.randomUUID(), pollLimit, ctx.clock.now());
  if (!verdict.isAllowed) throw new PolledTooSoonError(verdict.retryAfterMs);
  const conversation = await findConversation(ctx, id);
  const view = await viewConversation(ctx, conversation);
  const { channel } = await openInbox(ctx, conversation.inboxId);
  if (conversation.assigneeId === undefined || channel.customerAccess?.showsAgentNames !== true)
    return { conversation: view };
  const [agent] = await ctx.db.agents.find([conversation.assigneeId]);
  const firstName = agent?.name.trim().split(/\s+/)[0];
  return firstName === undefined || firstName === ''
    ? { conversation: view }
    : { conversation: view, agentName: firstName };
}
