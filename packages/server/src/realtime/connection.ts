import type { Actor, AgentId, AgentRole, ConversationId, LogPosition, TicketHolder } from '@parley/core';
import type { EventNames } from './event-aliases.ts';
import type { RealtimePeer } from './realtime-peer.ts';

/** One realtime connection that has proven whose it is. */
export interface Connection {
  /** Cannot be guessed: whoever has it and is the same holder may speak for the connection. */
  readonly id: string;
  readonly peer: RealtimePeer;
  readonly holder: TicketHolder;
  readonly actor: Actor;
  /** Where an agent is connected, also through an API key. */
  readonly agent: { readonly id: AgentId; name: string; role: AgentRole; version: number } | undefined;
  readonly names: EventNames;
  /** What it listens to, conversations apart. */
  readonly lists: Set<'account' | 'presence' | 'queue'>;
  readonly conversations: Set<ConversationId>;
  /** It knows of everything up to here from elsewhere, although its account has not got there yet. */
  floor: LogPosition | undefined;
  /** Its peer is gone; it is let in nowhere any more. */
  isGone: boolean;
  /** When it was last sent something durable, for heartbeats; milliseconds of `performance.now()`. */
  toldAt: number;
}
