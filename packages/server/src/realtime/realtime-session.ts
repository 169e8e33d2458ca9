import type { AgentId, TicketHolder } from '@parley/core';
import type { EventNames } from './event-aliases.ts';
import type { SocketListener } from './live-socket.ts';

/** The life of one realtime connection, from its first frame to its last, whatever carries its frames. */
export type RealtimeSession = SocketListener;

/** What a new connection brings along beside its frames. */
export interface ConnectionTerms {
  /** Proves whose it is without a ticket: hello is said for it. Resolves to undefined where it proves nothing. */
  readonly prove?: () => Promise<TicketHolder | undefined>;
  /** Only this agent may say hello here. */
  readonly onlyAgent?: AgentId;
  /** @defaultValue 'parley' */
  readonly names?: EventNames;
}
