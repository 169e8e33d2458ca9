import { backoffMs, type ChatClock } from './chat-clock.ts';
import type { ChatCredentials } from './chat-credentials.ts';
import { ChatRequestError } from './chat-rest.ts';
import type { ChatState } from './chat-state.ts';
import type { ChatStore } from './chat-store.ts';
import type { UploadedChatFile } from './chat-types.ts';
import type { FileShelf } from './file-shelf.ts';
import { failed, nextToUpload, type OutboxItem, uploaded } from './outbox.ts';
import type { UploadFile } from './upload-request.ts';

/** Answers that say nothing against the file: it is tried again so often. */
const mostAttempts = 6;

/** What uploading needs of the client. */
export interface FileUploaderOptions {
  /** `…/v1/chat/<inbox>` */
  readonly url: string;
  readonly store: ChatStore;
  readonly clock: ChatClock;
  readonly credentials: ChatCredentials;
  readonly shelf: FileShelf;
  readonly upload: UploadFile;
  /** A file is with the server: its message may go. */
  readonly onUploaded: () => void;
}

/** Brings files of the outbox to the server, one at a time. */
export interface FileUploader {
  /** The connection stands. */
  start(): void;
  /** The connection is gone: what is on its way may still arrive. */
  stop(): void;
  pump(): void;
  /** Stops what is no longer wanted. */
  outboxChanged(now: readonly OutboxItem[]): void;
}

/** An uploader for the outbox of one store. */
export function createFileUploader(options: FileUploaderOptions): FileUploader {
  const { store, clock, credentials, shelf } = options;
  let isReady = false;
  let current: { readonly id: string; readonly stop: AbortController } | null = null;
  let isPaused = false;
  let cancelPause = (): void => {};
  const attempts = new Map<string, number>();

  const change = (to: (state: ChatState) => Partial<ChatState>): void =>
    store.change((state) => ({ ...state, ...to(state) }));

  const progress = (id: string, share: number | null): void =>
    change(({ uploads }) => {
      const { [id]: _, ...others } = uploads;
      return { uploads: share === null ? others : { ...others, [id]: share } };
    });

  const giveUp = (id: string, code: string): void => {
    attempts.delete(id);
    change(({ outbox }) => ({ outbox: failed(outbox, id, { code }) }));
  };

  const pause = (delayMs: number): void => {
    isPaused = true;
    cancelPause = clock.after(delayMs, () => {
      isPaused = false;
      pump();
    });
  };

  const send = async ({ clientMessageId: id, file }: OutboxItem, bytes: Blob, signal: AbortSignal) => {
    const withToken = (token: string): Promise<UploadedChatFile> =>
      options.upload({
        url: options.url,
        token,
        file: bytes,
        name: file?.name ?? '',
        onProgress: (share) => progress(id, share),
        signal,
      });
    const token = await credentials.token();
    if (token === null) throw new ChatRequestError('unauthorized', 401, null);
    try {
      return await withToken(token);
    } catch (error) {
      const isRefused = error instanceof ChatRequestError && error.status === 401;
      if (!isRefused || credentials.renewAt() === null) throw error;
      return withToken(await credentials.renew());
    }
  };

  const takeFailure = (id: string, error: unknown): void => {
    const { code, status, retryAfterMs } =
      error instanceof ChatRequestError ? error : new ChatRequestError('network_error', 0, null);
    const isPassing = status === 0 || status === 401 || status === 408 || status === 429 || status >= 500;
    if (!isPassing) {
      giveUp(id, code);
      return;
    }
    const count = (attempts.get(id) ?? 0) + 1;
    attempts.set(id, count);
    // Without an answer it is the network, and that comes back.
    if (status !== 0 && status !== 429 && count >= mostAttempts) giveUp(id, 'no_answer');
    else pause(retryAfterMs ?? backoffMs(Math.min(count, mostAttempts), clock.random()));
  };

  const run = async (item: OutboxItem): Promise<void> => {
    const { clientMessageId: id } = item;
    const stop = new AbortController();
    current = { id, stop };
    progress(id, 0);
    try {
      const bytes = await shelf.get(id);
      if (bytes === undefined) giveUp(id, 'file_lost');
      else {
        const answer = await send(item, bytes, stop.signal);
        attempts.delete(id);
        change(({ outbox }) => ({ outbox: uploaded(outbox, id, answer) }));
        options.onUploaded();
      }
    } catch (error) {
      if (!stop.signal.aborted) takeFailure(id, error);
    } finally {
      current = null;
      progress(id, null);
      pump();
    }
  };

  function pump(): void {
    if (!isReady || isPaused || current !== null) return;
    const item = nextToUpload(store.get().outbox, credentials.owner());
    if (item !== undefined) void run(item);
  }

  return {
    start: () => {
      isReady = true;
      pump();
    },
    stop: () => {
      isReady = false;
      isPaused = false;
      cancelPause();
    },
    pump,
    outboxChanged: (now) => {
      if (current !== null && !now.some(({ clientMessageId }) => clientMessageId === current?.id))
        current.stop.abort();
    },
  };
}
