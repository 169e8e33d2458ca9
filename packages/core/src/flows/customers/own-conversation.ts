import type { Agent } from '../../agents/agent.ts';
import type {
  CustomerConversation,
  CustomerMessage,
  CustomerMessageRange,
} from '../../chat/customer-desk.ts';
import { agentsIn, type CustomerViewFacts, viewForCustomer, viewMessage } from '../../chat/customer-view.ts';
import type { Conversation } from '../../conversations/conversation.ts';
import { ConversationNotFoundError } from '../../conversations/conversation-errors.ts';
import type { AgentId, ConversationId, CustomerId, MessageId } from '../../ids.ts';
import type { Message } from '../../messages/message.ts';
import { MessageNotFoundError } from '../../messages/message-errors.ts';
import { maxPageSize } from '../../page.ts';
import { type CustomerContext, findWriter } from './who-writes.ts';

/** As many as a customer is shown. */
const maxConversations = 50;

/** The conversation, if it is this customer's and of this inbox. @throws {ConversationNotFoundError} */
export async function findOwn(
  ctx: CustomerContext,
  customerId: CustomerId | undefined,
  id: ConversationId,
): Promise<Conversation> {
  const [conversation] = customerId === undefined ? [] : await ctx.db.conversations.find([id]);
  if (conversation?.customerId !== customerId || conversation?.inboxId !== ctx.open.inbox.id)
    throw new ConversationNotFoundError(id);
  return conversation;
}

/** The customer's conversations in this inbox, newest activity first. */
export async function listOwnConversations(ctx: CustomerContext): Promise<readonly CustomerConversation[]> {
  const { customerId } = await findWriter(ctx);
  if (customerId === undefined) return [];
  const filter = { customerId, inboxId: ctx.open.inbox.id };
  const { items } = await ctx.db.conversations.list(filter, { limit: maxConversations });
  return showConversations(ctx, items);
}

/** One of the customer's conversations. @throws {ConversationNotFoundError} */
export async function showOwnConversation(
  ctx: CustomerContext,
  id: ConversationId,
): Promise<CustomerConversation> {
  const { customerId } = await findWriter(ctx);
  const [shown] = await showConversations(ctx, [await findOwn(ctx, customerId, id)]);
  if (shown === undefined) throw new ConversationNotFoundError(id);
  return shown;
}

/** Messages of one of the customer's conversations, in seq order. @throws {ConversationNotFoundError} */
export async function listOwnMessages(
  ctx: CustomerContext,
  id: ConversationId,
  range: CustomerMessageRange,
): Promise<{ readonly items: readonly CustomerMessage[]; readonly hasMore: boolean }> {
  const { customerId } = await findWriter(ctx);
  await findOwn(ctx, customerId, id);
  const limit = Math.min(range.limit, maxPageSize);
  const isForward = 'afterSeq' in range;
  const after = isForward ? range.afterSeq : range.beforeSeq;
  const page = await ctx.db.messages.list(id, isForward ? 'forward' : 'backward', {
    limit,
    ...(after === undefined ? {} : { after }),
  });
  const messages = isForward ? page.items : [...page.items].reverse();
  const facts = await viewFacts(ctx, agentsIn([], messages));
  return {
    items: messages.map((message) => viewMessage(message, facts)),
    hasMore: page.nextAfter !== undefined,
  };
}

/** A message of one of the customer's conversations. @throws {MessageNotFoundError} */
export async function showOwnMessage(ctx: CustomerContext, id: MessageId): Promise<CustomerMessage> {
  const { customerId } = await findWriter(ctx);
  const message = await findOwnMessage(ctx, customerId, id);
  return viewMessage(message, await viewFacts(ctx, agentsIn([], [message])));
}

/** The message as stored, if it is of this customer and inbox. @throws {MessageNotFoundError} */
export async function findOwnMessage(
  ctx: CustomerContext,
  customerId: CustomerId | undefined,
  id: MessageId,
): Promise<Message> {
  const [message] = await ctx.db.messages.find([id]);
  const isOwn = message?.customerId === customerId && message?.inboxId === ctx.open.inbox.id;
  if (message === undefined || !isOwn) throw new MessageNotFoundError(id);
  return message;
}

async function showConversations(
  ctx: CustomerContext,
  conversations: readonly Conversation[],
): Promise<readonly CustomerConversation[]> {
  const ids = conversations.map(({ id }) => id);
  if (ids.length === 0) return [];
  const [facts, unread, positions] = await Promise.all([
    viewFacts(ctx, agentsIn(conversations)),
    ctx.db.chat.unreadByCustomer(ids),
    ctx.db.chat.queuePositions(ids),
  ]);
  return conversations.map((conversation) =>
    viewForCustomer(conversation, {
      ...facts,
      unreadCount: unread.get(conversation.id) ?? 0,
      queuePosition: positions.get(conversation.id),
    }),
  );
}

async function viewFacts(ctx: CustomerContext, ids: readonly AgentId[]): Promise<CustomerViewFacts> {
  const showsAgentNames = ctx.open.channel.customerAccess?.showsAgentNames ?? false;
  const agents = new Map<AgentId, Agent>();
  if (showsAgentNames && ids.length > 0)
    for (const agent of await ctx.db.agents.find(ids)) agents.set(agent.id, agent);
  return { agents, showsAgentNames };
}
