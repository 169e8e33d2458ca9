import type { MessageFile } from '../../channels/desk-media.ts';
import { isId } from '../../ids.ts';
import { MediaGoneError, MediaNotFoundError, MediaUnavailableError } from '../../media/media-errors.ts';
import type { Message } from '../../messages/message.ts';
import type { FlowContext } from '../flow-context.ts';

/**
 * Opens the file of a message from the blob store. What the row says counts, not the message: a file goes out with the one
 * message it was sent with.
 * @throws {MediaNotFoundError | MediaGoneError | MediaUnavailableError}
 */
export async function openOwnFile(ctx: FlowContext, message: Message): Promise<MessageFile> {
  const { id, content, deletedAt } = message;
  const fileId = deletedAt === undefined && 'media' in content ? content.media.providerMediaId : undefined;
  const [file] = isId('med', fileId) ? await ctx.db.media.find([fileId]) : [];
  if (ctx.blobs === undefined || file === undefined || file.state !== 'sent' || file.messageId !== id)
    throw new MediaNotFoundError(id);
  const opened = await ctx.blobs.get(file.storageKey).catch((cause: unknown) => {
    throw new MediaUnavailableError('blob_store_failed', undefined, { cause });
  });
  if (opened === undefined) throw new MediaGoneError(id);
  const { mimeType, fileName, sha256 } = file;
  return { ...opened, mimeType, fileName, ...(sha256 === undefined ? {} : { sha256 }) };
}
