import type { ChatContent, UploadedChatFile } from './chat-types.ts';

/** Why a message was not taken. */
export interface SendFailure {
  /** A code of the chat socket, or of `docs/errors.md`. */
  readonly code: string;
}

/** What is said; `upload` = a file the server does not have yet. */
export type OutboxContent = ChatContent | { readonly type: 'upload'; readonly caption?: string };

/** What is known of a file; its bytes are on the shelf. */
export interface OutboxFile {
  readonly name: string;
  /** As the browser says, then as the server found. */
  readonly mimeType: string;
  readonly sizeBytes: number;
  /** The browser would not keep the bytes: they are gone with the page. */
  readonly isLoose?: true;
}

/** A message the server has not confirmed yet. */
export interface OutboxItem {
  /** UUIDv7 and idempotency key: sending it twice stores it once. */
  readonly clientMessageId: string;
  /** Absent = the open conversation, or a new one. */
  readonly conversationId?: string;
  readonly content: OutboxContent;
  /** Of a file. */
  readonly file?: OutboxFile;
  /** What the customer reads meanwhile; of a choice, the title of what was chosen; of a file, its caption. */
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly page?: string;
  /** Whose message it is (see {@link identityKey}): it is never sent in somebody else's name. */
  readonly owner: string;
  readonly status: 'queued' | 'sending' | 'failed';
  readonly failure?: SendFailure;
}

/** Adds messages that are not there yet; sorted by id, which is the order in which they were written. */
export function queued(outbox: readonly OutboxItem[], items: readonly OutboxItem[]): readonly OutboxItem[] {
  const known = new Set(outbox.map((item) => item.clientMessageId));
  const added = items.filter((item) => !known.has(item.clientMessageId));
  if (added.length === 0) return outbox;
  return [...outbox, ...added].sort((a, b) => (a.clientMessageId < b.clientMessageId ? -1 : 1));
}

/**
 * The message to send now: one at a time, so that the server stores them in the order they were written. A file that is
 * still being uploaded holds nothing up.
 */
export function nextToSend(outbox: readonly OutboxItem[], owner: string): OutboxItem | undefined {
  if (outbox.some((item) => item.status === 'sending')) return undefined;
  return outbox.find(
    (item) => item.status === 'queued' && item.owner === owner && item.content.type !== 'upload',
  );
}

/** The file to upload now. */
export function nextToUpload(outbox: readonly OutboxItem[], owner: string): OutboxItem | undefined {
  return outbox.find(
    (item) => item.status === 'queued' && item.owner === owner && item.content.type === 'upload',
  );
}

/** The server has the file: the message about it may go. */
export function uploaded(
  outbox: readonly OutboxItem[],
  clientMessageId: string,
  { mediaId, fileName: name, mimeType, sizeBytes }: UploadedChatFile,
): readonly OutboxItem[] {
  return changed(outbox, clientMessageId, (item) => ({
    ...item,
    content: { type: 'file', mediaId, ...captionOf(item.content) },
    file: { name, mimeType, sizeBytes },
  }));
}

/** The browser does not keep the bytes of a file. */
export function loose(outbox: readonly OutboxItem[], clientMessageId: string): readonly OutboxItem[] {
  return changed(outbox, clientMessageId, (item) =>
    item.file === undefined ? item : { ...item, file: { ...item.file, isLoose: true } },
  );
}

/** Marks one message as on its way. */
export function sending(outbox: readonly OutboxItem[], clientMessageId: string): readonly OutboxItem[] {
  return changed(outbox, clientMessageId, (item) => ({ ...item, status: 'sending' }));
}

/** The connection was lost: whether the server got what was on its way is not known, so it is sent again. */
export function unsent(outbox: readonly OutboxItem[]): readonly OutboxItem[] {
  if (!outbox.some((item) => item.status === 'sending')) return outbox;
  return outbox.map((item) => (item.status === 'sending' ? { ...item, status: 'queued' } : item));
}

/** The server refused it for good. It stays until the customer retries or discards it, and blocks nothing. */
export function failed(
  outbox: readonly OutboxItem[],
  clientMessageId: string,
  failure: SendFailure,
): readonly OutboxItem[] {
  return changed(outbox, clientMessageId, (item) => ({ ...item, status: 'failed', failure }));
}

/** Sends a failed message again, under the same id. */
export function retried(outbox: readonly OutboxItem[], clientMessageId: string): readonly OutboxItem[] {
  return changed(outbox, clientMessageId, ({ failure, conversationId, ...item }) => ({
    ...item,
    // The server keeps a file that is not sent for a day only.
    ...(item.content.type === 'file' && failure?.code === 'content_refused'
      ? { content: { type: 'upload', ...captionOf(item.content) } as const }
      : {}),
    // The conversation may be what is gone: the server then takes the open one, or a new one.
    ...(conversationId === undefined || failure?.code === 'conversation_not_found' ? {} : { conversationId }),
    status: 'queued',
  }));
}

/** Takes a message out: the server has it, or the customer discarded it. */
export function removed(outbox: readonly OutboxItem[], clientMessageId: string): readonly OutboxItem[] {
  return outbox.some((item) => item.clientMessageId === clientMessageId)
    ? outbox.filter((item) => item.clientMessageId !== clientMessageId)
    : outbox;
}

/** The visitor is known now, or got a new session: what waits goes in the new name. */
export function handedOver(
  outbox: readonly OutboxItem[],
  owners: { readonly from: string; readonly to: string; readonly keepsConversation: boolean },
): readonly OutboxItem[] {
  return outbox.map((item) => {
    if (item.owner !== owners.from) return item;
    const { conversationId, ...rest } = item;
    return owners.keepsConversation && conversationId !== undefined
      ? { ...rest, conversationId, owner: owners.to }
      : { ...rest, owner: owners.to };
  });
}

function captionOf(content: OutboxContent): { readonly caption?: string } {
  return 'caption' in content && content.caption !== undefined ? { caption: content.caption } : {};
}

function changed(
  outbox: readonly OutboxItem[],
  clientMessageId: string,
  change: (item: OutboxItem) => OutboxItem,
): readonly OutboxItem[] {
  return outbox.map((item) => (item.clientMessageId === clientMessageId ? change(item) : item));
}
