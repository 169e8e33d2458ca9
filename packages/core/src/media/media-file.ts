import type { Actor } from '../actor.ts';
import { type IdentityRef, identityKey } from '../customers/identity.ts';
import { type InboxId, isId, type MediaFileId, type MessageId } from '../ids.ts';
import type { MediaRef, MessageContent } from '../messages/message-content.ts';
import { type FileKind, fileKind } from './media-types.ts';

/**
 * `receiving` its bytes are on their way · `ready` to be sent · `sent` with a message, which it belongs to from then on ·
 * `discarded` its bytes may be gone, and its row goes next.
 */
export type MediaFileState = 'receiving' | 'ready' | 'sent' | 'discarded';

/** Who brought a file. A customer is known by the identity they showed: a visitor has no record before they write. */
export type MediaUploader =
  | { readonly type: 'customer'; readonly identity: IdentityRef }
  | { readonly type: 'staff'; readonly by: Actor };

/** A file that Parley keeps itself, in a blob store. */
export interface MediaFile {
  readonly id: MediaFileId;
  readonly inboxId: InboxId;
  readonly state: MediaFileState;
  readonly uploader: MediaUploader;
  /** The sender's words made safe: for display and saving only. */
  readonly fileName: string;
  /** By its bytes. */
  readonly mimeType: string;
  /** 0 while it is `receiving`. */
  readonly sizeBytes: number;
  /** Lower-case hex; absent while it is `receiving`. */
  readonly sha256?: string;
  /** Where its bytes are in the blob store: random, and shown to nobody. */
  readonly storageKey: string;
  /** The message it was sent with. */
  readonly messageId?: MessageId;
  readonly createdAt: Date;
}

/** Who wants to send a file, and where. */
export type FileSender = { readonly inboxId: InboxId } & (
  | { readonly type: 'customer'; readonly identities: readonly IdentityRef[] }
  | { readonly type: 'staff' }
);

/** Whether it was brought by the side that wants to send it, to the same inbox; a customer's only by themselves. */
export function isOwnFile(file: MediaFile, sender: FileSender): boolean {
  if (file.inboxId !== sender.inboxId || file.uploader.type !== sender.type) return false;
  if (file.uploader.type !== 'customer' || sender.type !== 'customer') return true;
  const key = identityKey(file.uploader.identity);
  return sender.identities.some((identity) => identityKey(identity) === key);
}

/** Whether it may go out with a new message. */
export function isSendable(file: MediaFile, sender: FileSender): boolean {
  return file.state === 'ready' && isOwnFile(file, sender);
}

/** The file once it belongs to a message. */
export function sentWith(file: MediaFile, messageId: MessageId): MediaFile {
  return { ...file, state: 'sent', messageId };
}

/** The file of ours a content refers to. */
export function ownFileOf(content: MessageContent): MediaFileId | undefined {
  if (!('media' in content)) return undefined;
  const id = content.media.providerMediaId;
  return isId('med', id) ? id : undefined;
}

/** How a message refers to it. */
export function fileRef({ id, mimeType, sizeBytes, sha256, fileName }: MediaFile): MediaRef {
  return { providerMediaId: id, mimeType, sizeBytes, fileName, ...(sha256 === undefined ? {} : { sha256 }) };
}

/** What a message with this file says. Sound has no caption. */
export function fileContent(
  file: MediaFile,
  { as = fileKind(file.mimeType), caption }: { readonly as?: FileKind; readonly caption?: string } = {},
): MessageContent {
  const media = fileRef(file);
  if (as === 'audio') return { type: as, media };
  return { type: as, media, ...(caption === undefined ? {} : { caption }) };
}
