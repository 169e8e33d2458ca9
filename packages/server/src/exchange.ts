/** One request, as every face (Fetch, node:http, Express) shows it to the server. */
export interface Exchange {
  /** Upper case. */
  readonly method: string;
  /** Path and query below the place the server is mounted at, e.g. `/v1/conversations?limit=5`. */
  readonly url: string;
  /** Where the server is mounted, without a slash at the end. @defaultValue '' */
  readonly mountPath?: string;
  /** IP address at the other end of the connection, a proxy's where there is one; absent where the face does not know. */
  readonly remoteAddress?: string;
  /** Header by lower-case name; several of one name are joined with `, `. */
  header(name: string): string | undefined;
  /**
   * The exact bytes of the body; asked for at most once.
   *
   * @param timeoutMs how long it may take to come; absent = as long as it likes
   * @throws {BodyTooLargeError | BodyTimeoutError | BodyIncompleteError | BodyAlreadyReadError}
   */
  readBody(limitBytes: number, timeoutMs?: number): Promise<Uint8Array>;
  /**
   * The same as it comes, in place of {@link Exchange.readBody}; the stream fails with the same errors. Whoever takes it
   * reads or cancels it.
   * @throws {BodyTooLargeError | BodyAlreadyReadError}
   */
  streamBody(limitBytes: number): ReadableStream<Uint8Array>;
}

/** What to send back. */
export interface Answer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** A stream is passed on as it comes; whoever takes the answer reads or cancels it. */
  readonly body: string | Uint8Array | ReadableStream<Uint8Array>;
}
