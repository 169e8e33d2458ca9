import type { ChatClock } from './chat-clock.ts';
import type { ChatCredentials } from './chat-credentials.ts';
import { ChatRequestError, type ChatRest } from './chat-rest.ts';
import type { ChatStore } from './chat-store.ts';
import type { FileShelf } from './file-shelf.ts';
import { createFileUploader, type FileUploader } from './file-uploader.ts';
import { loose, type OutboxItem } from './outbox.ts';
import type { UploadFile } from './upload-request.ts';

/** What files need of the client. */
export interface ChatFilesOptions {
  readonly url: string;
  readonly rest: ChatRest;
  readonly store: ChatStore;
  readonly clock: ChatClock;
  readonly credentials: ChatCredentials;
  readonly shelf: FileShelf;
  readonly upload: UploadFile;
  readonly onUploaded: () => void;
}

/** Files on their way up, and those that are shown. */
export interface ChatFiles extends FileUploader {
  /** Keeps the bytes of a message that was just written. */
  keep(clientMessageId: string, file: Blob): void;
  /** Lets go of what has left the outbox. */
  outboxChanged(now: readonly OutboxItem[], before?: readonly OutboxItem[]): void;
  /**
   * The bytes of a message's file: from this page if it was written here, else from the server.
   * @throws {ChatRequestError}
   */
  open(message: { readonly id?: string; readonly clientMessageId: string | null }): Promise<Blob>;
}

/** The files of one client. */
export function createChatFiles(options: ChatFilesOptions): ChatFiles {
  const { rest, store, credentials, shelf } = options;
  const uploader = createFileUploader(options);
  return {
    ...uploader,
    keep(id, file) {
      void shelf.put(id, file).then((isKept) => {
        if (!isKept) store.change((state) => ({ ...state, outbox: loose(state.outbox, id) }));
      });
      uploader.pump();
    },
    outboxChanged(now, before = []) {
      uploader.outboxChanged(now);
      const ids = new Set(now.map(({ clientMessageId }) => clientMessageId));
      const gone = before.filter((item) => item.file !== undefined && !ids.has(item.clientMessageId));
      if (gone.length > 0) shelf.release(gone.map(({ clientMessageId }) => clientMessageId));
    },
    async open({ id, clientMessageId }) {
      const own = clientMessageId === null ? undefined : await shelf.get(clientMessageId);
      if (own !== undefined) return own;
      const token = id === undefined ? null : await credentials.token();
      if (id === undefined || token === null) throw new ChatRequestError('file_lost', 0, null);
      return rest.file(token, id);
    },
  };
}
