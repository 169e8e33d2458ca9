import type { MediaUpload } from '../../channels/channel-media.ts';
import type { InboxId } from '../../ids.ts';
import { MediaNotSupportedError } from '../../media/media-errors.ts';
import type { FlowContext } from '../flow-context.ts';
import { openInbox } from '../reads/view-conversation.ts';
import { explainMediaFailure } from './explain-media-failure.ts';

/** Hands a file to the inbox's provider; the channel refuses types and sizes before anything travels. */
export async function uploadMedia(
  ctx: FlowContext,
  inboxId: InboxId,
  file: MediaUpload,
  options: { readonly signal?: AbortSignal } = {},
): Promise<{ readonly providerMediaId: string }> {
  const { channel } = await openInbox(ctx, inboxId);
  if (channel.media === undefined) throw new MediaNotSupportedError(inboxId, channel.kind);
  return channel.media.upload(file, options).catch((error: unknown) => {
    throw explainMediaFailure(error);
  });
}
