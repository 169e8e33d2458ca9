import type { Conversation } from '../../conversations/conversation.ts';
import { ConversationNotFoundError } from '../../conversations/conversation-errors.ts';
import type { ConversationView } from '../../conversations/conversation-view.ts';
import type { ConversationId, InboxId } from '../../ids.ts';
import type { OpenInbox } from '../../inboxes/inbox-directory.ts';
import { InboxNotFoundError } from '../../inboxes/inbox-errors.ts';
import { serviceWindow } from '../../messages/service-window.ts';
import type { FlowContext } from '../flow-context.ts';

/** Adds what follows from the moment of asking. */
export async function viewConversation(
  ctx: FlowContext,
  conversation: Conversation,
): Promise<ConversationView> {
  const { channel } = await openInbox(ctx, conversation.inboxId);
  const window = serviceWindow(
    channel.capabilities.serviceWindow,
    conversation.lastInboundAt,
    ctx.clock.now(),
  );
  return { ...conversation, serviceWindow: window };
}

/** The conversation as stored. @throws {ConversationNotFoundError} */
export async function findConversation(ctx: FlowContext, id: ConversationId): Promise<Conversation> {
  const [conversation] = await ctx.db.conversations.find([id]);
  if (conversation === undefined) throw new ConversationNotFoundError(id);
  return conversation;
}

/**
 * The inbox and its channel, if it is of the caller's account. A read goes through the caller's own data, so it also works
 * inside a transaction and behind the account's wall.
 * @throws {InboxNotFoundError}
 */
export async function openInbox(ctx: FlowContext, id: InboxId): Promise<OpenInbox> {
  const known = ctx.directory.known(id);
  if (known !== undefined && known.accountId === ctx.accountId) return known;
  const [inbox] = await ctx.db.inboxes.find([id]);
  if (inbox === undefined) throw new InboxNotFoundError(id);
  return ctx.directory.adopt(ctx.accountId, inbox);
}
