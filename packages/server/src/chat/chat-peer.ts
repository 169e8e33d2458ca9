import type { SocketEnd } from '../realtime/live-socket.ts';

/** Where frames for a customer's client go: a WebSocket or a stream of server-sent events. */
export interface ChatPeer {
  send(text: string): void;
  /** For what may be lost: left out, and false, while the client is behind. */
  sendEphemeral(text: string): boolean;
  close(end: SocketEnd): void;
}
