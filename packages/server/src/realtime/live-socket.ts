/** Why a socket is ended by this side. */
export type SocketFault =
  /** A binary frame, or one that breaks the protocol. */
  | 'bad_frame'
  /** More frames or bytes than its budget. */
  | 'too_many_frames'
  /** It does not read what is sent to it. */
  | 'slow'
  /** It answers no heartbeat. */
  | 'silent';

/** How a socket is ended. */
export interface SocketEnd {
  /** Close code, e.g. 1012 or one of 4000–4999. */
  readonly code: number;
  /** A last text frame before the close frame. */
  readonly farewell?: string;
}

/** One WebSocket after its handshake: only text, within limits, with heartbeats. Made by the socket keeper. */
export interface LiveSocket {
  readonly isOpen: boolean;
  /** Bytes that were sent and that the operating system has not taken yet. */
  readonly bufferedBytes: number;
  /** Sends one text frame. Nothing happens once the socket is ending. */
  send(text: string): void;
  /** Like {@link LiveSocket.send}, for what may be lost: left out, and false, while the peer is behind. */
  sendEphemeral(text: string): boolean;
  /** Texts as {@link LiveSocket.write} takes them; one function for all sockets. */
  readonly encode: (texts: readonly string[]) => Uint8Array;
  /** Sends frames that {@link LiveSocket.encode} returned; the bytes are not copied, so they must not change. */
  write(frames: Uint8Array): void;
  /** Ends it in order. A peer that does not answer is cut off after a moment. */
  close(end: SocketEnd): void;
}

/** The other side of a {@link LiveSocket}: what is done with what comes in. */
export interface SocketListener {
  /** A text frame, valid UTF-8, within limits and budget. */
  onText(text: string): void;
  /** The socket misbehaves and is ended with what this returns. */
  onFault(fault: SocketFault): SocketEnd;
  /** The server goes away in order; the farewell can say when to come back. */
  onDrain(): SocketEnd;
  /** It is gone, whoever ended it. Called once, always. */
  onClose(): void;
}

/** The request a socket began with. */
export interface SocketRequest {
  /** From the path, as `:name` in the route. */
  readonly params: Readonly<Record<string, string>>;
  /** Subprotocols the client offered, in its order. */
  readonly offeredProtocols: readonly string[];
  /** Whether the page behind it is of this host, of an allowed origin, or no page at all (no `Origin` was sent). */
  readonly isOriginAllowed: boolean;
  /** `Origin`, as it was sent. */
  readonly origin: string | undefined;
  /** Header by lower-case name. */
  header(name: string): string | undefined;
}

/** A path that takes WebSockets. */
export interface SocketRoute {
  /** Below the server's `basePath`, e.g. `/v1/chat/:inboxId/socket`. */
  readonly path: string;
  /** Chosen where the client offers it; a client that offers none is served as well. */
  readonly protocol: string;
  /** Who listens to a new socket. It may end it at once, e.g. for its origin. */
  open(socket: LiveSocket, request: SocketRequest): SocketListener;
}
