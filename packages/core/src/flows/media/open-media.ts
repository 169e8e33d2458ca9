import type { DeskMedia, MessageFile } from '../../channels/desk-media.ts';
import type { ConversationId, MessageId } from '../../ids.ts';
import { MediaNotFoundError } from '../../media/media-errors.ts';
import type { Message } from '../../messages/message.ts';
import type { MediaRef } from '../../messages/message-content.ts';
import { MessageNotFoundError } from '../../messages/message-errors.ts';
import type { FlowContext } from '../flow-context.ts';
import { findConversation, openInbox } from '../reads/view-conversation.ts';
import { explainMediaFailure } from './explain-media-failure.ts';
import { openOwnFile } from './open-own-file.ts';

/**
 * Opens the file of a message at its provider, or from the blob store. Never a link: fetching the link of a message would
 * let whoever writes one make this server call any address.
 */
export async function openMedia(
  ctx: FlowContext,
  id: ConversationId,
  messageId: MessageId,
  options: Parameters<DeskMedia['open']>[2] = {},
): Promise<MessageFile> {
  await findConversation(ctx, id);
  const [message] = await ctx.db.messages.find([messageId]);
  if (message === undefined || message.conversationId !== id) throw new MessageNotFoundError(messageId);
  const { channel } = await openInbox(ctx, message.inboxId);
  if (channel.capabilities.ownFiles !== undefined) return openOwnFile(ctx, message);
  const file = fileOf(message);
  if (file?.providerMediaId === undefined || channel.media === undefined)
    throw new MediaNotFoundError(messageId);
  const download = await channel.media.download(file.providerMediaId, options).catch((error: unknown) => {
    throw explainMediaFailure(error, messageId);
  });
  return { ...download, ...(file.fileName === undefined ? {} : { fileName: file.fileName }) };
}

function fileOf({ content, deletedAt }: Message): MediaRef | undefined {
  return deletedAt === undefined && 'media' in content ? content.media : undefined;
}
