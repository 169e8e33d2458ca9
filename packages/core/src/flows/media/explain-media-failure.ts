import type { ChannelSendError } from '../../channels/channel-errors.ts';
import type { MessageId } from '../../ids.ts';
import { MediaGoneError, MediaRefusedError, MediaUnavailableError } from '../../media/media-errors.ts';

/** What staff are told when the provider does not give or take a file; anything but a provider's answer passes as it is. */
export function explainMediaFailure(error: unknown, messageId?: MessageId): unknown {
  // A channel may bring a copy of the class of its own.
  if (!(error instanceof Error) || !('failure' in error)) return error;
  const { code, failure, retryAfterMs } = error as ChannelSendError;
  const options = { cause: error };
  if (code === 'media_gone' && messageId !== undefined) return new MediaGoneError(messageId, options);
  return failure === 'refused'
    ? new MediaRefusedError(code, options)
    : new MediaUnavailableError(code, retryAfterMs, options);
}
