/** Bytes of a file on their way in. */
export interface MediaDownload {
  readonly mimeType: string;
  readonly sizeBytes?: number;
  /** Lower-case hex, if the provider names it. */
  readonly sha256?: string;
  /** Streamed: errors with {@link ChannelSendError} past the size or time cap. */
  readonly body: ReadableStream<Uint8Array>;
}

/** A file on its way out. */
export interface MediaUpload {
  readonly fileName: string;
  readonly mimeType: string;
  readonly sizeBytes: number;
  readonly body: Blob;
}

/** Files of a channel. */
export interface ChannelMedia {
  /**
   * Streams a file the provider holds.
   * @throws {ChannelSendError} if it is gone, too large, or its address is not one the channel trusts.
   */
  download(
    providerMediaId: string,
    options?: { readonly maxBytes?: number; readonly signal?: AbortSignal },
  ): Promise<MediaDownload>;
  /** Hands a file to the provider; resolves to its handle. @throws {ChannelSendError | InvalidContentError} */
  upload(
    file: MediaUpload,
    options?: { readonly signal?: AbortSignal },
  ): Promise<{ readonly providerMediaId: string }>;
  /** Deletes a file at the provider. */
  remove(providerMediaId: string, options?: { readonly signal?: AbortSignal }): Promise<void>;
}
