import { changeStatus } from '../../conversations/change-status.ts';
import type { Conversation } from '../../conversations/conversation.ts';
import { controlAfter } from '../../conversations/conversation-control.ts';
import {
  AssignedElsewhereError,
  ConversationNotFoundError,
} from '../../conversations/conversation-errors.ts';
import type { ConversationView } from '../../conversations/conversation-view.ts';
import type { ConversationPatch } from '../../desk.ts';
import type { DomainFact } from '../../events/event-map.ts';
import type { ConversationId, MessageId } from '../../ids.ts';
import type { JobRequest } from '../../jobs/job-queue.ts';
import { maxPageSize } from '../../page.ts';
import type { Transaction } from '../../storage/storage.ts';
import { type FlowContext, tell } from '../flow-context.ts';
import { viewConversation } from '../reads/view-conversation.ts';
import { requireAgent } from './acting-agent.ts';
import { inboxHasAssistant } from './control-conversation.ts';

/** Applies a patch as a whole or not at all. */
export async function changeConversation(
  ctx: FlowContext,
  id: ConversationId,
  patch: ConversationPatch,
): Promise<ConversationView> {
  const changed = await ctx.db.transaction(async (tx) => {
    const [current] = await tx.conversations.findForUpdate([id]);
    if (current === undefined) throw new ConversationNotFoundError(id);
    await assertExpectedAssignee(tx, current, patch);
    const at = ctx.clock.now();
    const facts: DomainFact[] = [];
    const jobs: JobRequest[] = [];
    let next = current;
    if (patch.status !== undefined) {
      const moved = changeStatus(next, patch.status, at);
      next = moved.next;
      facts.push(...moved.events);
      if (patch.status.to === 'snoozed' && next.snoozedUntil !== undefined) {
        const until = next.snoozedUntil;
        const payload = { accountId: ctx.accountId, conversationId: id, until: until.toISOString() };
        jobs.push({ name: 'conversation.wake', payload, runAt: until });
      }
    }
    next = changePriority(next, patch, facts);
    next = changeSubject(next, patch, facts);
    next = await assign(tx, next, patch, facts);
    const hasAssistant = await inboxHasAssistant(ctx, tx, current);
    const control = controlAfter(current, next, { hasAssistant }, at);
    next = control.next;
    facts.push(...control.events);
    next = await markSeen(ctx, tx, next, patch, facts, jobs);
    if (facts.length === 0 && jobs.length === 0) return current;
    const saved = { ...next, version: current.version + 1, updatedAt: at };
    await tx.conversations.save([saved]);
    ctx.intake.forget([saved.customerId]);
    await tell(ctx, tx, facts);
    if (jobs.length > 0) await tx.jobs.add(jobs);
    return saved;
  });
  return viewConversation(ctx, changed);
}

/** Two people who take the same conversation: the row is locked, so one of them sees the other. @throws {AssignedElsewhereError} */
async function assertExpectedAssignee(
  tx: Transaction,
  current: Conversation,
  { expectedAssigneeId, assigneeId }: ConversationPatch,
): Promise<void> {
  if (expectedAssigneeId === undefined) return;
  const present = current.assigneeId ?? null;
  // A repeat of a call whose answer was lost finds its own work done.
  if (present === expectedAssigneeId || present === assigneeId) return;
  const [assignee] = present === null ? [] : await tx.agents.find([present]);
  throw new AssignedElsewhereError(current.id, assignee);
}

function changePriority(current: Conversation, patch: ConversationPatch, facts: DomainFact[]): Conversation {
  if (patch.priority === undefined || patch.priority === current.priority) return current;
  facts.push({
    type: 'conversation.priority_changed',
    data: { conversationId: current.id, from: current.priority, to: patch.priority },
  });
  return { ...current, priority: patch.priority };
}

function changeSubject(current: Conversation, patch: ConversationPatch, facts: DomainFact[]): Conversation {
  if (patch.subject === undefined || (patch.subject ?? undefined) === current.subject) return current;
  facts.push({ type: 'conversation.subject_changed', data: { conversationId: current.id } });
  const { subject: _subject, ...rest } = current;
  return patch.subject === null ? rest : { ...rest, subject: patch.subject };
}

async function assign(
  tx: Transaction,
  current: Conversation,
  patch: ConversationPatch,
  facts: DomainFact[],
): Promise<Conversation> {
  if (patch.assigneeId === undefined || (patch.assigneeId ?? undefined) === current.assigneeId)
    return current;
  if (patch.assigneeId !== null) await requireAgent(tx, patch.assigneeId);
  const to = patch.assigneeId ?? undefined;
  facts.push({
    type: 'conversation.assigned',
    data: { conversationId: current.id, from: current.assigneeId, to },
  });
  const { assigneeId: _assigneeId, ...rest } = current;
  return to === undefined ? rest : { ...rest, assigneeId: to };
}

/** Counts what is unread after `lastReadSeq` and lets the channel tell the customer, where it can. */
async function markSeen(
  ctx: FlowContext,
  tx: Transaction,
  current: Conversation,
  patch: ConversationPatch,
  facts: DomainFact[],
  jobs: JobRequest[],
): Promise<Conversation> {
  if (patch.lastReadSeq === undefined) return current;
  const lastReadSeq = Math.min(patch.lastReadSeq, current.lastSeq);
  if (lastReadSeq <= current.lastReadSeq) return current;
  const unreadCount = await countUnread(tx, current, lastReadSeq);
  facts.push({ type: 'conversation.seen', data: { conversationId: current.id, lastReadSeq, unreadCount } });
  const newest = await newestInbound(tx, current, lastReadSeq);
  if (newest !== undefined) {
    const payload = { accountId: ctx.accountId, inboxId: current.inboxId, messageId: newest };
    jobs.push({ name: 'message.mark_read', payload });
  }
  return { ...current, lastReadSeq, unreadCount };
}

async function countUnread(tx: Transaction, conversation: Conversation, after: number): Promise<number> {
  let unread = 0;
  for (let from: number | undefined = after; from !== undefined && from < conversation.lastSeq; ) {
    const page: Awaited<ReturnType<Transaction['messages']['list']>> = await tx.messages.list(
      conversation.id,
      'forward',
      {
        limit: maxPageSize,
        after: from,
      },
    );
    unread += page.items.filter((message) => message.direction === 'inbound').length;
    from = page.nextAfter;
  }
  return Math.min(unread, conversation.unreadCount);
}

/** The newest customer message that was just seen; within the last page is enough, the provider marks older ones too. */
async function newestInbound(
  tx: Transaction,
  conversation: Conversation,
  lastReadSeq: number,
): Promise<MessageId | undefined> {
  const page = await tx.messages.list(conversation.id, 'backward', {
    limit: maxPageSize,
    after: lastReadSeq + 1,
  });
  const seen = page.items.find(
    (message) => message.direction === 'inbound' && message.providerMessageId !== undefined,
  );
  return seen !== undefined && seen.seq > conversation.lastReadSeq ? seen.id : undefined;
}
