import type {
  AnswerOf,
  chatAckSchema,
  chatConversationSchema,
  chatInboxSchema,
  chatMessageSchema,
} from '@parley/api-contract';
import type { ChatDesk, CustomerConversation, CustomerMessage, CustomerMessageAck } from '@parley/core';
import { instant } from '../instant.ts';

/** A message as its customer sees it. */
export function showChatMessage(message: CustomerMessage): AnswerOf<typeof chatMessageSchema> {
  const { id, conversationId, seq, from, content } = message;
  return {
    id,
    conversationId,
    seq,
    clientMessageId: message.clientMessageId ?? null,
    from,
    name: message.name ?? null,
    content,
    sentAt: message.sentAt.toISOString(),
    editedAt: instant(message.editedAt),
    deletedAt: instant(message.deletedAt),
  };
}

/** A conversation as its customer sees it. */
export function showChatConversation(
  conversation: CustomerConversation,
): AnswerOf<typeof chatConversationSchema> {
  const { id, number, status, talkingTo, lastSeq, customerReadSeq, agentReadSeq, unreadCount } = conversation;
  return {
    id,
    number,
    status,
    subject: conversation.subject ?? null,
    talkingTo,
    agentName: conversation.agentName ?? null,
    queuePosition: conversation.queuePosition ?? null,
    lastSeq,
    customerReadSeq,
    agentReadSeq,
    unreadCount,
    preview: conversation.preview ?? null,
    updatedAt: conversation.updatedAt.toISOString(),
  };
}

/** What a chat shows before anybody writes. */
export function showChatInbox(chat: ChatDesk, isStaffed: boolean): AnswerOf<typeof chatInboxSchema> {
  const { inbox, access } = chat;
  const hours = chat.hours();
  return {
    id: inbox.id,
    name: inbox.name,
    greeting: access.greeting ?? null,
    isStaffed,
    isOpen: hours?.isOpen ?? null,
    opensAt: instant(hours?.opensAt),
    closesAt: instant(hours?.closesAt),
    timeZone: hours?.timeZone ?? null,
    expectedReplyMinutes: access.expectedReplyMinutes ?? null,
    allowsAnonymous: access.allowsAnonymous,
    files: chat.files === undefined ? null : { types: [...chat.files.types], maxBytes: chat.files.maxBytes },
  };
}

/** That a message is stored. */
export function showChatAck(ack: CustomerMessageAck): AnswerOf<typeof chatAckSchema> {
  const { clientMessageId, messageId, conversationId, seq } = ack;
  return { clientMessageId, messageId, conversationId, seq };
}
