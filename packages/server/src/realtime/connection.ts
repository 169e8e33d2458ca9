import type {
  Actor,
  AgentId,
  AgentRole,
  ApiKeyId,
  ConversationId,
  KnownHolder,
  LogPosition,
} from '@parley/core';
import type { EventNames } from './event-aliases.ts';
import type { RealtimePeer } from './realtime-peer.ts';

/** A topic that is about the whole account. */
export type ListTopic = 'account' | 'presence' | 'queue';

/** One realtime connection that has proven whose it is. */
export interface Connection {
  /** Cannot be guessed: whoever has it and is the same holder may speak for the connection. */
  readonly id: string;
  readonly peer: RealtimePeer;
  /** Whose it is, and the version of their agent as it was found last; another one takes its place, it never changes. */
  holder: KnownHolder;
  /** Where an agent is connected, also through an API key. */
  readonly agent: { readonly id: AgentId; name: string; role: AgentRole } | undefined;
  readonly names: EventNames;
  /** What it listens to, conversations apart. Made by `listSet`: connections that hear the same share it. */
  lists: ReadonlySet<ListTopic>;
  /** Shared while it is empty; another one takes its place, it never changes. */
  conversations: ReadonlySet<ConversationId>;
  /** It knows of everything up to here from elsewhere, although its account has not got there yet. */
  floor: LogPosition | undefined;
  /** Its peer is gone; it is let in nowhere any more. */
  isGone: boolean;
  /** When it was last sent something durable, for heartbeats; whole milliseconds of `performance.now()`. */
  toldAt: number;
}

/** Who a connection speaks as, with the name people know. */
export function actorOf({
  holder,
  agent,
}: Pick<Connection, 'holder' | 'agent'>): Actor & { readonly name?: string } {
  return agent === undefined
    ? { type: 'api_key', id: holder.apiKeyId as ApiKeyId }
    : { type: 'agent', id: agent.id, name: agent.name };
}
