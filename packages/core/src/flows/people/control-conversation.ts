import type { Conversation } from '../../conversations/conversation.ts';
import { changeController, giveBack } from '../../conversations/conversation-control.ts';
import {
  ConversationClosedError,
  ConversationNotFoundError,
} from '../../conversations/conversation-errors.ts';
import type { ConversationView } from '../../conversations/conversation-view.ts';
import type { DomainFact } from '../../events/event-map.ts';
import type { AgentId, ConversationId } from '../../ids.ts';
import type { Transaction } from '../../storage/storage.ts';
import { type FlowContext, joined, tell } from '../flow-context.ts';
import { openInbox, viewConversation } from '../reads/view-conversation.ts';
import { actingAgent } from './acting-agent.ts';

/**
 * People speak from now on; an assistant is refused from this moment. The agent who takes over also gets the
 * conversation, unless a colleague has it. Doing it again changes nothing.
 */
export async function takeOver(
  ctx: FlowContext,
  id: ConversationId,
  input: { readonly agentId?: AgentId },
): Promise<ConversationView> {
  return control(ctx, id, input.agentId, async (_tx, current, actor, at) => {
    if (current.status === 'closed') throw new ConversationClosedError(id);
    const taken = changeController(current, 'agent', 'taken_over', at);
    if (actor.type !== 'agent' || taken.next.assigneeId !== undefined) return taken;
    return {
      next: { ...taken.next, assigneeId: actor.id },
      events: [...taken.events, assigned(current, actor.id)],
    };
  });
}

/**
 * The agent lets go: nobody is assigned, and the word goes back to the assistant where one serves the conversation, else
 * to the queue. Doing it again changes nothing.
 */
export async function release(
  ctx: FlowContext,
  id: ConversationId,
  input: { readonly agentId?: AgentId },
): Promise<ConversationView> {
  return control(ctx, id, input.agentId, async (tx, current, _actor, at) => {
    const hasAssistant = await inboxHasAssistant(ctx, tx, current);
    const given = giveBack(current, { hasAssistant, reason: 'released' }, at);
    if (current.assigneeId === undefined) return given;
    const { assigneeId: _assigneeId, ...rest } = given.next;
    return { next: rest, events: [...given.events, assigned(current, undefined)] };
  });
}

/** Whether an assistant answers the conversation's inbox first. */
export async function inboxHasAssistant(
  ctx: FlowContext,
  tx: Transaction,
  conversation: Conversation,
): Promise<boolean> {
  const { inbox } = await openInbox({ ...ctx, db: joined(ctx.db, tx) }, conversation.inboxId);
  return inbox.assistantId !== undefined;
}

async function control(
  ctx: FlowContext,
  id: ConversationId,
  agentId: AgentId | undefined,
  decide: (
    tx: Transaction,
    current: Conversation,
    actor: FlowContext['actor'],
    at: Date,
  ) => Promise<{ readonly next: Conversation; readonly events: readonly DomainFact[] }>,
): Promise<ConversationView> {
  const changed = await ctx.db.transaction(async (tx) => {
    // The same row an assistant's send locks: one of the two comes first, and the other sees it.
    const [current] = await tx.conversations.findForUpdate([id]);
    if (current === undefined) throw new ConversationNotFoundError(id);
    const at = ctx.clock.now();
    const actor = await actingAgent(tx, ctx.actor, agentId);
    const { next, events } = await decide(tx, current, actor, at);
    if (events.length === 0) return current;
    const saved = { ...next, version: current.version + 1, updatedAt: at };
    await tx.conversations.save([saved]);
    ctx.intake.forget([saved.customerId]);
    await tell(ctx, tx, events, actor);
    return saved;
  });
  return viewConversation(ctx, changed);
}

function assigned(current: Conversation, to: AgentId | undefined): DomainFact {
  return {
    type: 'conversation.assigned',
    data: { conversationId: current.id, from: current.assigneeId, to },
  };
}
