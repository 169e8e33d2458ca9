import type { MessageFile } from '../../channels/desk-media.ts';
import type { CustomerFile, UploadedFile } from '../../chat/customer-desk.ts';
import type { MessageId } from '../../ids.ts';
import { MediaNotSupportedError } from '../../media/media-errors.ts';
import { fileKind } from '../../media/media-types.ts';
import { openOwnFile } from '../media/open-own-file.ts';
import { storeFile } from '../media/store-file.ts';
import { countAction } from './count-action.ts';
import { findOwnMessage } from './own-conversation.ts';
import { type CustomerContext, findWriter } from './who-writes.ts';

/** Takes a file of a customer, to be sent by them in this inbox. */
export async function uploadAsCustomer(
  ctx: CustomerContext,
  file: CustomerFile,
  signal: AbortSignal | undefined,
): Promise<UploadedFile> {
  const { inbox, channel } = ctx.open;
  const limits = channel.customerAccess?.files;
  if (ctx.blobs === undefined || limits === undefined)
    throw new MediaNotSupportedError(inbox.id, channel.kind);
  const writer = await findWriter(ctx);
  await countAction(ctx, writer, 'files', crypto.randomUUID());
  const stored = await storeFile(ctx, ctx.blobs, {
    inboxId: inbox.id,
    uploader: { type: 'customer', identity: writer.ref },
    limits,
    file: { fileName: file.fileName, mimeType: file.mimeType, body: await file.open(limits.maxBytes) },
    signal,
  });
  const { id, fileName, mimeType, sizeBytes } = stored;
  return { mediaId: id, kind: fileKind(mimeType), fileName, mimeType, sizeBytes };
}

/** Opens the file of one of the customer's messages, whoever wrote it. */
export async function openFileOfCustomer(ctx: CustomerContext, id: MessageId): Promise<MessageFile> {
  const { customerId } = await findWriter(ctx);
  return openOwnFile(ctx, await findOwnMessage(ctx, customerId, id));
}
