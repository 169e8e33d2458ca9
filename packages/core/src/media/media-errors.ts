import type { InboxId, MessageId } from '../ids.ts';
import { SupportError } from '../support-error.ts';

/** The message has no file, or one that is kept neither by the channel's provider nor by Parley. */
export class MediaNotFoundError extends SupportError {
  readonly code = 'media_not_found';
  readonly fix =
    'Only files with a providerMediaId can be fetched here; a file sent by link is at content.media.url.';
  constructor(messageId: MessageId) {
    super('This message has no file that can be fetched from its channel.', { messageId });
  }
}

/** The provider or the blob store had the file and does not keep it any more. */
export class MediaGoneError extends SupportError {
  readonly code = 'media_gone';
  readonly fix = 'Ask the customer to send it again.';
  constructor(messageId: MessageId, options?: ErrorOptions) {
    super('The file is not there any more.', { messageId }, options);
  }
}

/** The provider, or what we check of its answer, refuses this file for good. */
export class MediaRefusedError extends SupportError {
  readonly code = 'media_refused';
  readonly fix = 'Look up details.reason under "Files" in docs/errors.md.';
  /** @param reason the channel's own code, e.g. `media_too_large` */
  constructor(reason: string, options?: ErrorOptions) {
    super('The file cannot be passed on.', { reason }, options);
  }
}

/** The provider does not answer, or not with the file, or the blob store fails; later it may work. */
export class MediaUnavailableError extends SupportError {
  readonly code = 'media_unavailable';
  readonly fix =
    'Try again after retryAfterMs. If it stays so, check the inbox or the blob store: details.reason says what happened.';
  override readonly retryable = true;
  override readonly retryAfterMs: number;
  /** @param reason the channel's own code, e.g. `provider_unreachable`, or `blob_store_failed` */
  constructor(reason: string, retryAfterMs = 2000, options?: ErrorOptions) {
    super('The file cannot be given or taken right now.', { reason }, options);
    this.retryAfterMs = retryAfterMs;
  }
}

/** The inbox's channel has no files. */
export class MediaNotSupportedError extends SupportError {
  readonly code = 'media_not_supported';
  readonly fix = 'Send a link in content.media.url where the channel takes one, or plain text.';
  constructor(inboxId: InboxId, channel: string) {
    super(`The channel "${channel}" takes no files.`, { inboxId, channel });
  }
}
