import type { ConversationId, InboxId, MessageId } from '../ids.ts';
import type { MediaDownload, MediaUpload } from './channel-media.ts';

/** A file of a message on its way to staff. */
export interface MessageFile extends MediaDownload {
  /** As the sender named it: untrusted, for display only. */
  readonly fileName?: string;
}

/** Files of messages. They stay with the provider, or in the blob store where there is none, and are passed on as they come. */
export interface DeskMedia {
  /**
   * Opens the file of a message. Whoever takes the stream reads or cancels it.
   * @throws {ConversationNotFoundError | MessageNotFoundError | MediaNotFoundError | MediaGoneError | MediaRefusedError |
   * MediaUnavailableError}
   */
  open(
    id: ConversationId,
    messageId: MessageId,
    options?: { readonly maxBytes?: number; readonly signal?: AbortSignal },
  ): Promise<MessageFile>;
  /**
   * Hands a file to the inbox's provider, or keeps it where there is none, to be sent as `content.media.providerMediaId`.
   * @throws {InboxNotFoundError | MediaNotSupportedError | InvalidContentError | MediaRefusedError | MediaUnavailableError}
   */
  upload(
    inboxId: InboxId,
    file: MediaUpload,
    options?: { readonly signal?: AbortSignal },
  ): Promise<{ readonly providerMediaId: string }>;
}
