import type { Actor } from '../actor.ts';
import type { AccountId, AgentId, ConversationId } from '../ids.ts';

/** Whether an agent is at work, the most available first. */
export const availabilities = ['online', 'busy', 'away', 'offline'] as const;
/** One of {@link availabilities}. */
export type Availability = (typeof availabilities)[number];

/** What somebody does with a conversation they have open, the most telling first. */
export const viewerStates = ['replying', 'noting', 'viewing', 'away'] as const;
/** One of {@link viewerStates}. */
export type ViewerState = (typeof viewerStates)[number];

/** Somebody types, or has stopped. */
export interface TypingMessage {
  readonly kind: 'typing';
  readonly conversationId: ConversationId;
  readonly by: Actor;
  readonly isTyping: boolean;
  /** `note` = it stays among staff: never to be told to the customer. */
  readonly mode: 'reply' | 'note';
}

/** How available an agent is, over all connections of one process; `offline` = none is left there. */
export interface PresenceMessage {
  readonly kind: 'presence';
  readonly agentId: AgentId;
  readonly availability: Availability;
}

/** What an agent does with a conversation, over all connections of one process; null = it is closed everywhere there. */
export interface ViewingMessage {
  readonly kind: 'viewing';
  readonly conversationId: ConversationId;
  readonly agentId: AgentId;
  readonly name: string;
  readonly state: ViewerState | null;
}

/** Somebody has just begun to listen: whoever has something to say about the account says it again. */
export interface AskMessage {
  readonly kind: 'ask';
}

/** What processes tell each other about an account, over {@link accountChannel}. True for the moment, never stored. */
export type LiveMessage = (TypingMessage | PresenceMessage | ViewingMessage | AskMessage) & {
  readonly accountId: AccountId;
  /** The speaker, one name for each process and part of it: what it said ends with it, and it does not listen to itself. */
  readonly from: string;
};

/** How long a typing indicator is shown unless it is renewed, in milliseconds. */
export const typingForMs = 5000;

/** What a process says about presence and viewers holds this long, and is said again three times as often. */
export const liveForMs = 45_000;

/** The bus channel of an account's {@link LiveMessage}s. */
export function accountChannel(accountId: AccountId): string {
  return `live:${accountId}`;
}
