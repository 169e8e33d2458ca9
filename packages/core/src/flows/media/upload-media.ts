import type { MediaUpload } from '../../channels/channel-media.ts';
import type { InboxId } from '../../ids.ts';
import { MediaNotSupportedError } from '../../media/media-errors.ts';
import type { FlowContext } from '../flow-context.ts';
import { openInbox } from '../reads/view-conversation.ts';
import { explainMediaFailure } from './explain-media-failure.ts';
import { storeFile } from './store-file.ts';

/**
 * Hands a file of staff to the inbox's provider, or keeps it in the blob store where the channel has no provider. Types and
 * sizes that are not taken are refused before anything travels.
 */
export async function uploadMedia(
  ctx: FlowContext,
  inboxId: InboxId,
  file: MediaUpload,
  options: { readonly signal?: AbortSignal } = {},
): Promise<{ readonly providerMediaId: string }> {
  const { channel } = await openInbox(ctx, inboxId);
  const { ownFiles } = channel.capabilities;
  if (ownFiles !== undefined && ctx.blobs !== undefined) {
    const { fileName, mimeType, body } = file;
    const stored = await storeFile(ctx, ctx.blobs, {
      inboxId,
      uploader: { type: 'staff', by: ctx.actor },
      limits: ownFiles,
      file: { fileName, mimeType, body: body.stream() },
      signal: options.signal,
    });
    return { providerMediaId: stored.id };
  }
  if (channel.media === undefined) throw new MediaNotSupportedError(inboxId, channel.kind);
  return channel.media.upload(file, options).catch((error: unknown) => {
    throw explainMediaFailure(error);
  });
}
