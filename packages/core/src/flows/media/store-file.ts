import type { InboxId } from '../../ids.ts';
import type { BlobStore } from '../../media/blob-store.ts';
import { checkFileType } from '../../media/check-file-type.ts';
import { MediaRefusedError, MediaUnavailableError } from '../../media/media-errors.ts';
import type { MediaFile, MediaUploader } from '../../media/media-file.ts';
import type { MediaLimits } from '../../media/media-limits.ts';
import { peekStream } from '../../media/peek-stream.ts';
import { fittingFileName } from '../../media/safe-file-name.ts';
import { sniffBytes } from '../../media/sniff-type.ts';
import { SupportError } from '../../support-error.ts';
import type { FlowContext } from '../flow-context.ts';

/** A file on its way in. */
export interface IncomingFile {
  /** As the sender named it. */
  readonly fileName: string;
  /** As the sender declared it; empty = not. */
  readonly mimeType: string;
  readonly body: ReadableStream<Uint8Array>;
}

/**
 * Takes a file into the blob store: type checked before a byte is kept, size while it comes. The row is written first and
 * removed last, so that there are no bytes nobody knows of.
 * @throws {MediaRefusedError | MediaUnavailableError} and whatever the stream fails with
 */
export async function storeFile(
  ctx: FlowContext,
  blobs: BlobStore,
  input: {
    readonly inboxId: InboxId;
    readonly uploader: MediaUploader;
    readonly limits: MediaLimits;
    readonly file: IncomingFile;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<MediaFile> {
  const { inboxId, uploader, limits, file, signal } = input;
  const { head, whole } = await peekStream(file.body, sniffBytes);
  try {
    const mimeType = checkFileType(head, file.mimeType, limits);
    const receiving: MediaFile = {
      id: ctx.ids.next('med'),
      inboxId,
      state: 'receiving',
      uploader,
      fileName: fittingFileName(file.fileName, mimeType),
      mimeType,
      sizeBytes: 0,
      storageKey: randomKey(),
      createdAt: ctx.clock.now(),
    };
    await ctx.db.media.add([receiving]);
    return await receive(ctx, blobs, receiving, whole, { maxBytes: limits.maxBytes, signal });
  } catch (error) {
    if (!whole.locked) await whole.cancel(error).catch(() => undefined);
    throw error;
  }
}

async function receive(
  ctx: FlowContext,
  blobs: BlobStore,
  receiving: MediaFile,
  body: ReadableStream<Uint8Array>,
  { maxBytes, signal }: { readonly maxBytes: number; readonly signal: AbortSignal | undefined },
): Promise<MediaFile> {
  try {
    const { sizeBytes, sha256 } = await blobs.put(receiving.storageKey, body, {
      maxBytes,
      ...(signal === undefined ? {} : { signal }),
    });
    const ready: MediaFile = { ...receiving, state: 'ready', sizeBytes, sha256 };
    await ctx.db.transaction(async (tx) => {
      const [current] = await tx.media.findForUpdate([receiving.id]);
      if (current?.state !== 'receiving') throw new MediaRefusedError('media_gone');
      await tx.media.save([ready]);
    });
    return ready;
  } catch (error) {
    // What cannot be cleared away now goes with the next purge.
    await discard(ctx, blobs, receiving).catch(() => undefined);
    if (SupportError.is(error)) throw error;
    if (signal?.aborted === true) throw new MediaUnavailableError('timed_out', undefined, { cause: error });
    const reason = error instanceof Error ? error.name : 'unknown';
    ctx.log.error({ accountId: ctx.accountId, inboxId: receiving.inboxId, reason }, 'the blob store failed');
    throw new MediaUnavailableError('blob_store_failed', undefined, { cause: error });
  }
}

async function discard(ctx: FlowContext, blobs: BlobStore, file: MediaFile): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const [current] = await tx.media.findForUpdate([file.id]);
    if (current !== undefined) await tx.media.save([{ ...current, state: 'discarded' }]);
  });
  await blobs.remove([file.storageKey]);
  await ctx.db.media.remove([file.id]);
}

/** 128 random bits. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
