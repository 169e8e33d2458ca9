import type { ConversationView } from '../conversations/conversation-view.ts';
import type { ConversationId, InboxId } from '../ids.ts';
import type { HandoffFacts } from './bot-session.ts';

/** Most entries a transcript may have. */
export const maxTranscriptEntries = 200;

/** One line of the chat with the bot. */
export interface TranscriptEntry {
  /** `user` = the customer, `bot` = the assistant, `tool` = what its tools did, for staff only. */
  readonly role: 'user' | 'bot' | 'tool';
  readonly text: string;
  /** When it was said. @defaultValue now */
  readonly at?: Date;
  /** The bot's own id of the line: the same one is stored once. @defaultValue made from what the line says */
  readonly id?: string;
}

/** A chatbot gives a conversation to people. */
export interface NewHandoff extends Omit<HandoffFacts, 'source'> {
  /** One of `botSources`; anything else is refused. */
  readonly source: string;
  readonly sessionId: string;
  /** What the customer wants, in their words as far as the bot has them. */
  readonly initialMessage: string;
  /** What the customer said it is. Noted on the customer, never used to find one. */
  readonly customerEmail?: string;
  /** Oldest first, at most {@link maxTranscriptEntries}. */
  readonly transcript: readonly TranscriptEntry[];
  /** @defaultValue the account's only inbox that customers reach directly */
  readonly inboxId?: InboxId;
  /** The conversation of ours in which the assistant talked. @defaultValue the session's own */
  readonly conversationId?: ConversationId;
}

/** Where the conversation is now. */
export interface HandoffReceipt {
  readonly conversation: ConversationView;
  /** Whether this call started it. */
  readonly isNew: boolean;
  /** While nobody has taken it; 1 = next. */
  readonly queuePosition?: number;
  /** What the inbox promises its customers. */
  readonly expectedReplyMinutes?: number;
  /** Whether people are there now; absent = nothing says when they are. */
  readonly isWithinBusinessHours?: boolean;
  /** Lets its holder ask how this one conversation stands, and nothing else. */
  readonly resumeToken: string;
}

/** How a handed-over conversation stands, as far as its bot needs to know. */
export interface TicketState {
  readonly conversation: ConversationView;
  /** First name of who has it, where the inbox shows names to customers. */
  readonly agentName?: string;
}
