import type { EventStreams } from './event-streams.ts';
import type { SocketRoute } from './live-socket.ts';

/** What `attachRealtime` of `@parley/server/node` serves on an HTTP server. */
export interface LiveServer {
  /** Every path that takes WebSockets. */
  readonly routes: readonly SocketRoute[];
  readonly basePath: string;
  /** Pages of these origins may connect, beside those of the host itself. */
  readonly origins: ReadonlySet<string>;
  /** Streams end with the sockets. */
  readonly streams: EventStreams;
  /** Lets go of the log and the bus, once nobody is connected any more. */
  stop(): void;
}
