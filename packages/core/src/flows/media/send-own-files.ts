import type { InboxId } from '../../ids.ts';
import {
  fileContent,
  fileRef,
  isOwnFile,
  isSendable,
  type MediaFile,
  ownFileOf,
  sentWith,
} from '../../media/media-file.ts';
import { fileKind } from '../../media/media-types.ts';
import type { OutboundMessage } from '../../messages/message.ts';
import type { MessageContent } from '../../messages/message-content.ts';
import { InvalidContentError } from '../../messages/message-errors.ts';
import type { Stores, Transaction } from '../../storage/storage.ts';

/**
 * What staff say, with what is known of their files in place of what they claim of them.
 * @throws {InvalidContentError} for a file that is not theirs, not of this inbox, or another kind than the content says
 */
export async function withOwnFiles(
  stores: Pick<Stores, 'media'>,
  inboxId: InboxId,
  contents: readonly MessageContent[],
): Promise<readonly MessageContent[]> {
  const ids = contents.flatMap((content) => ownFileOf(content) ?? []);
  if (ids.length === 0) return contents;
  const files = new Map((await stores.media.find(ids)).map((file) => [file.id, file]));
  return contents.map((content) => {
    const id = ownFileOf(content);
    if (id === undefined || !('media' in content)) return content;
    const file = files.get(id);
    if (file === undefined || !isOwnFile(file, { type: 'staff', inboxId })) throw noSuchFile();
    // Everything may go as a plain file.
    if (content.type !== 'document' && content.type !== fileKind(file.mimeType))
      throw new InvalidContentError(`This file is no ${content.type}.`, { field: 'type' });
    // What a picture shows is the sender's to say.
    const { altText } = content.media;
    return { ...content, media: { ...fileRef(file), ...(altText === undefined ? {} : { altText }) } };
  });
}

/** Ties files to the messages they go out with, in the transaction that stores those. @throws {InvalidContentError} */
export async function sendOwnFiles(tx: Transaction, messages: readonly OutboundMessage[]): Promise<void> {
  const ids = messages.flatMap(({ content }) => ownFileOf(content) ?? []);
  if (ids.length === 0) return;
  const files = new Map((await tx.media.findForUpdate(ids)).map((file) => [file.id, file]));
  const sent: MediaFile[] = [];
  for (const { id, inboxId, content } of messages) {
    const fileId = ownFileOf(content);
    if (fileId === undefined) continue;
    const file = files.get(fileId);
    if (file === undefined || !isSendable(file, { type: 'staff', inboxId })) throw noSuchFile();
    sent.push(sentWith(file, id));
  }
  await tx.media.save(sent);
}

/** What a customer's file says as a message. @throws {InvalidContentError} */
export function customerFileContent(
  file: MediaFile | undefined,
  sender: Parameters<typeof isSendable>[1],
  caption: string | undefined,
): MessageContent {
  if (file === undefined || !isSendable(file, sender)) throw noSuchFile();
  if (caption === undefined) return fileContent(file);
  if (fileKind(file.mimeType) === 'audio')
    throw new InvalidContentError('Sound has no caption.', { field: 'caption' });
  if (caption.trim() === '')
    throw new InvalidContentError('caption must not be empty.', { field: 'caption' });
  return fileContent(file, { caption });
}

/** The same words for every reason: nobody learns of files that are not theirs. */
function noSuchFile(): InvalidContentError {
  return new InvalidContentError('There is no such file to send: upload it first, and send it once.', {
    field: 'mediaId',
  });
}
