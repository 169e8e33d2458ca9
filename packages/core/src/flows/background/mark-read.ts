import type { MessageId } from '../../ids.ts';
import type { FlowContext } from '../flow-context.ts';
import { openInbox } from '../reads/view-conversation.ts';

/** Tells the customer, through the channel, that staff read up to this message. */
export async function markRead(ctx: FlowContext, messageId: MessageId, signal: AbortSignal): Promise<void> {
  const [message] = await ctx.db.messages.find([messageId]);
  if (message?.providerMessageId === undefined) return;
  const { channel } = await openInbox(ctx, message.inboxId);
  await channel.markRead?.(message.providerMessageId, { signal });
}
