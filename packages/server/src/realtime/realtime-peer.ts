import type { SocketEnd } from './live-socket.ts';

/** Where frames of a connection go: a WebSocket or a stream of server-sent events. */
export interface RealtimePeer {
  /** Frames as this kind of peer takes them; one function per kind, so that peers of a kind share what it returns. */
  readonly encode: (texts: readonly string[]) => Uint8Array;
  /** Bytes that were sent and not taken yet. */
  readonly bufferedBytes: number;
  send(text: string): void;
  /** Sends what {@link RealtimePeer.encode} returned. */
  write(frames: Uint8Array): void;
  close(end: SocketEnd): void;
}
