import type { ConversationId } from '../../ids.ts';
import type { Message } from '../../messages/message.ts';
import { MessageNotFoundError } from '../../messages/message-errors.ts';
import type { MessageOrQuoted } from '../../messages/message-store.ts';
import type { Page } from '../../page.ts';
import type { FlowContext } from '../flow-context.ts';
import { findConversation } from './view-conversation.ts';

/**
 * A message in the middle of what stands around it, oldest first; `nextAfter` goes on towards the newest.
 * @throws {ConversationNotFoundError | MessageNotFoundError}
 */
export async function listAround(
  ctx: FlowContext,
  id: ConversationId,
  which: MessageOrQuoted,
  limit: number,
): Promise<Page<Message, number>> {
  const { inboxId } = await findConversation(ctx, id);
  const [message] =
    typeof which === 'string'
      ? await ctx.db.messages.find([which])
      : await ctx.db.chat.findByProviderIds([{ inboxId, ...which }]);
  if (message === undefined || message.conversationId !== id)
    throw new MessageNotFoundError(typeof which === 'string' ? which : which.providerMessageId);
  const newerLimit = Math.floor(limit / 2);
  const olderLimit = limit - newerLimit;
  const older = await ctx.db.messages.list(id, 'backward', { limit: olderLimit, after: message.seq + 1 });
  if (newerLimit === 0) return { items: older.items, nextAfter: message.seq };
  const newer = await ctx.db.messages.list(id, 'forward', { limit: newerLimit, after: message.seq });
  return { ...newer, items: [...older.items.toReversed(), ...newer.items] };
}
