import type { IdentityRef } from '../customers/identity.ts';
import type { InboxId, MediaFileId, MessageId } from '../ids.ts';
import { fileContent, isSendable, type MediaFile, ownFileOf, sentWith } from '../media/media-file.ts';
import type { MessageContent } from '../messages/message-content.ts';

/** Files that messages of a batch want to be sent with; each goes with one. */
export class FileClaims {
  readonly #files: Map<MediaFileId, MediaFile>;
  readonly #sent = new Set<MediaFileId>();

  /** @param files locked */
  constructor(files: readonly MediaFile[]) {
    this.#files = new Map(files.map((file) => [file.id, file]));
  }

  /**
   * What a customer's message says, with what is known of its file in place of what was claimed of it. Undefined if the
   * file is not theirs to send.
   */
  contentFor(
    content: MessageContent,
    sender: { readonly inboxId: InboxId; readonly identities: readonly IdentityRef[] },
  ): MessageContent | undefined {
    const id = ownFileOf(content);
    if (id === undefined) return content;
    const file = this.#files.get(id);
    if (file === undefined || !isSendable(file, { type: 'customer', ...sender })) return undefined;
    const caption = 'caption' in content ? content.caption : undefined;
    return fileContent(file, caption === undefined ? {} : { caption });
  }

  /** The message with this content is being stored. */
  send(content: MessageContent, messageId: MessageId): void {
    const id = ownFileOf(content);
    const file = id === undefined ? undefined : this.#files.get(id);
    if (file === undefined) return;
    this.#files.set(file.id, sentWith(file, messageId));
    this.#sent.add(file.id);
  }

  /** Files that go with messages of the batch. */
  get sent(): readonly MediaFile[] {
    return [...this.#sent].flatMap((id) => this.#files.get(id) ?? []);
  }
}
