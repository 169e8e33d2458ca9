/** What a store says about bytes it has taken. */
export interface StoredBlob {
  readonly sizeBytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** Bytes on their way out of a store. */
export interface OpenedBlob {
  readonly sizeBytes: number;
  /** Whoever takes the stream reads or cancels it. */
  readonly body: ReadableStream<Uint8Array>;
}

/**
 * Keeps bytes under keys, for files that no provider keeps. Keys are made by Parley: up to 128 of `a-z`, `0-9`, `-` and
 * `_`, random, and each is used for one `put` only. What is behind a key never changes.
 */
export interface BlobStore {
  /**
   * Takes a stream as it comes, without holding it in memory, and resolves once the bytes would survive a crash. If it
   * rejects, nothing can be read under the key, and the stream was cancelled.
   * @throws {MediaRefusedError} `media_too_large`, as soon as more than `maxBytes` have come
   * @throws whatever the stream fails with, as it is, and the reason of `signal`
   */
  put(
    key: string,
    body: ReadableStream<Uint8Array>,
    options: { readonly maxBytes: number; readonly signal?: AbortSignal },
  ): Promise<StoredBlob>;
  /** Undefined if there is nothing under the key. */
  get(key: string): Promise<OpenedBlob | undefined>;
  /** Removes what is under these keys, what a crash left of it included; keys without anything are passed over. */
  remove(keys: readonly string[]): Promise<void>;
}
