import type { ChatConversation, ChatInbox } from './chat-types.ts';
import type { OutboxItem } from './outbox.ts';
import type { ChatThread } from './thread-merge.ts';

/** How the connection stands. Times in milliseconds since the epoch. */
export type ChatConnection =
  /** Nobody is known yet, so there is nothing to listen to; the first message connects. */
  | { readonly status: 'idle' }
  | { readonly status: 'connecting' }
  | { readonly status: 'online' }
  | { readonly status: 'offline'; readonly retryAt: number }
  /** The host's token is refused and no better one came; the customer has to sign in at the host again. */
  | { readonly status: 'unauthorized' };

/** Somebody of ours typing. */
export interface TypingNotice {
  readonly by: 'agent' | 'assistant';
  readonly name: string | null;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** Contact details on their way. */
export interface ContactDraft {
  readonly email: string;
  readonly name?: string;
  /** `waiting` = for a message, or for the connection. */
  readonly status: 'waiting' | 'saving' | 'saved' | 'failed';
}

/** Everything the panel shows. Immutable: what did not change is the same object. */
export interface ChatState {
  readonly connection: ChatConnection;
  readonly inbox: ChatInbox | null;
  /** True when the inbox could not be loaded at all; null while it is loading. */
  readonly inboxFailed: boolean;
  readonly isIdentified: boolean;
  readonly customerName: string | null;
  /** Staff know an e-mail address of theirs; null = not known yet. */
  readonly hasEmail: boolean | null;
  /** What the customer said of how to reach them, until the server has it. */
  readonly contact: ContactDraft | null;
  /** The newest activity first. */
  readonly conversations: readonly ChatConversation[];
  /** Whether `conversations` is what the server has. */
  readonly isListKnown: boolean;
  readonly threads: Readonly<Record<string, ChatThread>>;
  readonly outbox: readonly OutboxItem[];
  /** How much of a file is on its way, from 0 to 1, by clientMessageId. */
  readonly uploads: Readonly<Record<string, number>>;
  readonly typing: Readonly<Record<string, TypingNotice>>;
  readonly isStaffed: boolean | null;
  /** The server asked to wait: nothing is sent before. Milliseconds since the epoch. */
  readonly pausedUntil: number | null;
}

/** The state of a page that has just been opened. */
export const initialChatState: ChatState = {
  connection: { status: 'idle' },
  inbox: null,
  inboxFailed: false,
  isIdentified: false,
  customerName: null,
  hasEmail: null,
  contact: null,
  conversations: [],
  isListKnown: false,
  threads: {},
  outbox: [],
  uploads: {},
  typing: {},
  isStaffed: null,
  pausedUntil: null,
};

/** What is forgotten when somebody signs out. */
export function signedOut(state: ChatState): ChatState {
  return { ...initialChatState, inbox: state.inbox, isStaffed: state.isStaffed };
}

/** Messages to the customer nobody has seen yet, over all conversations. */
export function unreadTotal(state: ChatState): number {
  return state.conversations.reduce((sum, conversation) => sum + conversation.unreadCount, 0);
}

/** The conversation to show first: the newest one that goes on, else none. */
export function currentConversation(state: ChatState): ChatConversation | undefined {
  return state.conversations.find(
    ({ status }) => status === 'open' || status === 'pending' || status === 'snoozed',
  );
}

/** With one conversation put in or replaced. */
export function withConversation(
  conversations: readonly ChatConversation[],
  conversation: ChatConversation,
): readonly ChatConversation[] {
  return [conversation, ...conversations.filter(({ id }) => id !== conversation.id)].sort((a, b) =>
    a.updatedAt < b.updatedAt ? 1 : a.updatedAt > b.updatedAt ? -1 : b.number - a.number,
  );
}
