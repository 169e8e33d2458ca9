import { type ChatState, withConversation } from './chat-state.ts';
import type { ChatAck, ChatConversation, ChatMessage, ChatServerFrame } from './chat-types.ts';
import { previewOf } from './message-text.ts';
import { type OutboxContent, type OutboxItem, removed } from './outbox.ts';
import { type ChatThread, mergeMessage, newThread } from './thread-merge.ts';

/**
 * What a frame of the server makes of the state. Any order, any number of times: a repeated frame changes nothing.
 * `inbox`, `resume`, `error` and `pong` are the connection's business and change nothing here.
 * @param at milliseconds since the epoch
 */
export function reduceFrame(state: ChatState, frame: ChatServerFrame, at: number): ChatState {
  switch (frame.t) {
    case 'ready':
      return {
        ...state,
        isIdentified: frame.data.isIdentified,
        customerName: frame.data.name,
        hasEmail: frame.data.hasEmail,
        conversations: frame.data.conversations.reduce(withConversation, state.conversations),
        isListKnown: true,
      };
    case 'message':
      return takeMessage(state, frame.data.message);
    case 'ack':
      return takeAck(state, frame.data, at);
    case 'conversation':
      return {
        ...state,
        conversations: withConversation(state.conversations, frame.data.conversation),
      };
    case 'read':
      return changeConversation(state, frame.conversationId, (conversation) =>
        frame.data.by === 'agent'
          ? { ...conversation, agentReadSeq: Math.max(conversation.agentReadSeq, frame.data.upToSeq) }
          : readByCustomer(state, conversation, frame.data.upToSeq),
      );
    case 'typing': {
      const { isTyping, by, name, expiresInMs } = frame.data;
      const { [frame.conversationId]: _, ...others } = state.typing;
      if (!isTyping) return { ...state, typing: others };
      return {
        ...state,
        typing: { ...others, [frame.conversationId]: { by, name, until: at + expiresInMs } },
      };
    }
    case 'presence':
      return { ...state, isStaffed: frame.data.isStaffed };
    case 'inbox':
    case 'resume':
    case 'error':
    case 'pong':
      return state;
  }
}

/** The customer has read up to `seq`, here or in another tab. */
export function markRead(state: ChatState, conversationId: string, seq: number): ChatState {
  return changeConversation(state, conversationId, (conversation) =>
    readByCustomer(state, conversation, seq),
  );
}

function takeMessage(state: ChatState, message: ChatMessage): ChatState {
  const thread = threadFor(state, message.conversationId, message.seq);
  const isFromUs = message.from !== 'customer';
  const { [message.conversationId]: typing, ...others } = state.typing;
  const next: ChatState = {
    ...state,
    outbox: message.clientMessageId === null ? state.outbox : removed(state.outbox, message.clientMessageId),
    typing: isFromUs && typing !== undefined ? others : state.typing,
    threads:
      thread === undefined
        ? state.threads
        : { ...state.threads, [message.conversationId]: mergeMessage(thread, message) },
  };
  const isKnown = state.conversations.some(({ id }) => id === message.conversationId);
  const listed = isKnown
    ? next
    : { ...next, conversations: withConversation(next.conversations, begunWith(message)) };
  return changeConversation(listed, message.conversationId, (conversation) => {
    if (message.seq <= conversation.lastSeq) return conversation;
    return {
      ...conversation,
      lastSeq: message.seq,
      // Who answers has read what came before.
      agentReadSeq: message.from === 'agent' ? message.seq : conversation.agentReadSeq,
      unreadCount:
        conversation.unreadCount + (isFromUs && message.seq > conversation.customerReadSeq ? 1 : 0),
      preview: previewOf(message),
      updatedAt: later(message.sentAt, conversation.updatedAt),
    };
  });
}

function takeAck(state: ChatState, ack: ChatAck, at: number): ChatState {
  const item = state.outbox.find(({ clientMessageId }) => clientMessageId === ack.clientMessageId);
  if (item === undefined) return state;
  return takeMessage(state, acceptedMessage(item, ack, at));
}

/** The message as the server has it, before its own frame comes. */
function acceptedMessage(item: OutboxItem, ack: ChatAck, at: number): ChatMessage {
  const { content } = item;
  return {
    id: ack.messageId,
    conversationId: ack.conversationId,
    seq: ack.seq,
    clientMessageId: item.clientMessageId,
    from: 'customer',
    name: null,
    content:
      content.type === 'text'
        ? content
        : content.type === 'choice'
          ? {
              type: 'interactive',
              interactive: { kind: 'button_reply', id: content.choiceId, title: item.text },
            }
          : fileContentOf(item, content),
    sentAt: new Date(at).toISOString(),
    editedAt: null,
    deletedAt: null,
  };
}

function fileContentOf({ file, text }: OutboxItem, content: OutboxContent): ChatMessage['content'] {
  if (content.type !== 'file' || file === undefined) return { type: 'unsupported', kind: 'file' };
  const { name: fileName, mimeType, sizeBytes } = file;
  const media = { providerMediaId: content.mediaId, fileName, mimeType, sizeBytes };
  const [family = ''] = mimeType.split('/');
  if (family === 'audio') return { type: 'audio', media };
  const type = family === 'image' || family === 'video' ? family : 'document';
  return { type, media, ...(text === '' ? {} : { caption: text }) };
}

/** What is known of a conversation until its own frame comes. */
function begunWith(message: ChatMessage): ChatConversation {
  return {
    id: message.conversationId,
    number: 1,
    status: 'open',
    subject: null,
    talkingTo: 'assistant',
    agentName: null,
    queuePosition: null,
    lastSeq: 0,
    customerReadSeq: 0,
    agentReadSeq: 0,
    unreadCount: 0,
    preview: null,
    updatedAt: message.sentAt,
  };
}

/** Where a message goes; a thread that begins with it is known from its beginning, if nothing came after it. */
function threadFor(state: ChatState, id: string, seq: number): ChatThread | undefined {
  const lastSeq = state.conversations.find((conversation) => conversation.id === id)?.lastSeq ?? 0;
  return state.threads[id] ?? (seq === 1 && lastSeq <= 1 ? newThread : undefined);
}

function changeConversation(
  state: ChatState,
  id: string,
  change: (conversation: ChatConversation) => ChatConversation,
): ChatState {
  const before = state.conversations.find((conversation) => conversation.id === id);
  if (before === undefined) return state;
  const after = change(before);
  return after === before ? state : { ...state, conversations: withConversation(state.conversations, after) };
}

function readByCustomer(state: ChatState, conversation: ChatConversation, seq: number): ChatConversation {
  if (seq <= conversation.customerReadSeq) return conversation;
  const messages = state.threads[conversation.id]?.messages ?? [];
  const unreadCount =
    seq >= conversation.lastSeq
      ? 0
      : messages.filter((message) => message.from !== 'customer' && message.seq > seq).length;
  return { ...conversation, customerReadSeq: seq, unreadCount };
}

/** Instants are written so that their texts sort like them. */
function later(one: string, other: string): string {
  return one.localeCompare(other) > 0 ? one : other;
}
