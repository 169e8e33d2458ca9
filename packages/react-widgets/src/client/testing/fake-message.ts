import type { Actor, Conversation, Message, MessageContent } from '../wire-types.ts';

/** What makes one message differ from another. */
export interface FakeMessageInput {
  readonly id: string;
  readonly seq: number;
  readonly at: string;
  readonly sender: Actor;
  readonly content: MessageContent;
  readonly clientMessageId?: string;
}

/** A message of a conversation: from the customer if they are its sender, else on its way to them. */
export function fakeMessage(conversation: Conversation, input: FakeMessageInput): Message {
  const { id, seq, at, sender, content, clientMessageId } = input;
  const common = {
    id,
    conversationId: conversation.id,
    inboxId: conversation.inboxId,
    customerId: conversation.customerId,
    channel: conversation.channel,
    providerMessageId: null,
    seq,
    sender,
    content,
    context: {},
    reactions: [],
    revisions: [],
    editedAt: null,
    deletedAt: null,
    sentAt: at,
    createdAt: at,
  };
  if (sender.type === 'customer') return { ...common, direction: 'inbound' } as unknown as Message;
  return {
    ...common,
    direction: 'outbound',
    status: 'queued',
    statusTimes: { queued: at },
    error: null,
    partlyFailed: false,
    pricing: null,
    attempts: 0,
    clientMessageId: clientMessageId ?? null,
  } as unknown as Message;
}

/** The conversation after this message became its newest. */
export function withMessage(conversation: Conversation, message: Message): Conversation {
  const isInbound = message.direction === 'inbound';
  return {
    ...conversation,
    status: isInbound && conversation.status !== 'closed' ? 'open' : conversation.status,
    lastSeq: message.seq,
    unreadCount: conversation.unreadCount + (isInbound ? 1 : 0),
    lastMessageAt: message.createdAt,
    lastInboundAt: isInbound ? message.createdAt : conversation.lastInboundAt,
    preview: message.content.type === 'text' ? message.content.text.slice(0, 80) : message.content.type,
    lastMessage: {
      seq: message.seq,
      direction: message.direction,
      sender: message.sender,
      contentType: message.content.type,
      status: message.direction === 'outbound' ? message.status : null,
    },
    waitingSince: isInbound ? (conversation.waitingSince ?? message.createdAt) : null,
    updatedAt: message.createdAt,
  };
}
