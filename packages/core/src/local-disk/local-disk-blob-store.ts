import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { BlobStore, OpenedBlob } from '../media/blob-store.ts';
import { MediaRefusedError } from '../media/media-errors.ts';

/** Where files are kept. */
export interface LocalDiskOptions {
  /**
   * A folder of its own, made if it is missing. Processes that share the database must share it, and it belongs into the
   * backup beside the database.
   */
  readonly directory: string;
}

/** Nothing here can lead out of the folder. */
const keyPattern = /^[a-z0-9_-]{8,128}$/;

/**
 * A {@link BlobStore} on a disk. A file is written aside, flushed and then renamed: it is there whole, or not at all, also
 * after a power cut. Nobody but the process' own user may read it.
 */
export function createLocalDiskBlobStore({ directory }: LocalDiskOptions): BlobStore {
  const incoming = join(directory, 'incoming');
  const shardOf = (key: string): string => {
    if (!keyPattern.test(key)) throw new RangeError('a blob key is 8 to 128 of a-z, 0-9, - and _');
    return join(directory, key.slice(0, 2));
  };
  return {
    async put(key, body, { maxBytes, signal }) {
      const shard = shardOf(key);
      const aside = join(incoming, key);
      try {
        await mkdir(incoming, { recursive: true, mode: 0o700 });
        await mkdir(shard, { recursive: true, mode: 0o700 });
        const stored = await writeAside(aside, body, maxBytes, signal);
        await rename(aside, join(shard, key));
        await flushFolder(shard);
        return stored;
      } catch (error) {
        await rm(aside, { force: true });
        if (!body.locked) await body.cancel(error).catch(() => undefined);
        throw error;
      }
    },
    async get(key) {
      const file = await openIfThere(join(shardOf(key), key));
      return file === undefined ? undefined : streamOf(file);
    },
    async remove(keys) {
      for (const key of keys) {
        await rm(join(shardOf(key), key), { force: true });
        await rm(join(incoming, key), { force: true });
      }
    },
  };
}

async function writeAside(
  path: string,
  body: ReadableStream<Uint8Array>,
  maxBytes: number,
  signal: AbortSignal | undefined,
): Promise<{ readonly sizeBytes: number; readonly sha256: string }> {
  signal?.throwIfAborted();
  const file = await open(path, 'wx', 0o600);
  const reader = body.getReader();
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const stop = (): void => void reader.cancel(signal?.reason).catch(() => undefined);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      // A cancelled stream ends as if it had come to its end.
      signal?.throwIfAborted();
      if (done) break;
      sizeBytes += value.length;
      if (sizeBytes > maxBytes) throw new MediaRefusedError('media_too_large');
      hash.update(value);
      await file.writeFile(value);
    }
    await file.sync();
    return { sizeBytes, sha256: hash.digest('hex') };
  } catch (error) {
    await reader.cancel(error).catch(() => undefined);
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    reader.releaseLock();
    await file.close();
  }
}

/** A rename is only there for good once the folder is written. */
async function flushFolder(path: string): Promise<void> {
  // Windows opens no folders, and writes the entry by itself.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function streamOf(file: FileHandle): Promise<OpenedBlob> {
  const { size } = await file.stat();
  const stream = createReadStream('', { fd: file, highWaterMark: 64 * 1024 });
  return { sizeBytes: size, body: Readable.toWeb(stream) as ReadableStream<Uint8Array> };
}
