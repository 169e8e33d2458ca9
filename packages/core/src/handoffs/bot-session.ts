import type { ConversationId, InboxId } from '../ids.ts';
import type { JsonObject } from '../json.ts';

/** Where a chatbot talked with the customer. */
export const botSources = ['web_chat', 'chat_app'] as const;
/** One of {@link botSources}. */
export type BotSource = (typeof botSources)[number];

/** What a chatbot said about the conversation when it handed it over. Nothing here is proven. */
export interface HandoffFacts {
  readonly source: BotSource;
  /** The assistant that talked, as the messages of its transcript name it. */
  readonly assistantId: string;
  readonly subject: string;
  /** Why it gave up, in its own words or code, e.g. `customer_asked`. */
  readonly reason?: string;
  /** What it believes the customer wants. */
  readonly intent?: string;
  /** How sure it was of the intent, 0 to 1. */
  readonly confidence?: number;
  readonly summary?: string;
  /** BCP 47, e.g. `pt-BR`. */
  readonly locale?: string;
  readonly pageUrl?: string;
  /** The bot's own data, given back as it came; at most 16 KB of JSON. */
  readonly metadata?: JsonObject;
}

/** One chat with a bot and the conversation it was handed over into. */
export interface BotSession {
  readonly inboxId: InboxId;
  /** The bot's own name of the chat: the key under which it asks again. */
  readonly sessionId: string;
  readonly conversationId: ConversationId;
  /** Of the newest hand-off. */
  readonly handoff: HandoffFacts;
  /** When the newest hand-off came. */
  readonly handedOffAt: Date;
  /** When another conversation took its place; absent = it is the session's present one. */
  readonly endedAt?: Date;
}
