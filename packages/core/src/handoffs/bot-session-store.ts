import type { ConversationId, InboxId } from '../ids.ts';
import type { BotSession } from './bot-session.ts';

/** Chats with bots that were handed over. A session has at most one present conversation. */
export interface BotSessionStore {
  /** The present one of this chat. */
  findCurrent(inboxId: InboxId, sessionId: string): Promise<BotSession | undefined>;
  /** Every hand-off into these conversations, newest first. */
  ofConversations(ids: readonly ConversationId[]): Promise<readonly BotSession[]>;
  /** Adds it, or overwrites the hand-off and the end of one with the same conversation and session. @throws {ConflictError} beside another present one */
  put(session: BotSession): Promise<void>;
}
