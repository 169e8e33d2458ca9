import type { AnswerOf, conversationSchema, serviceWindowSchema } from '@parley/api-contract';
import type { ConversationId, ConversationView, Desk, MessageHead, ServiceWindow } from '@parley/core';
import { instant } from './instant.ts';
import { loadNames, type Names, showActor } from './show-actor.ts';

/** A conversation as the API shows it. */
export type ShownConversation = AnswerOf<typeof conversationSchema>;

/** What showing conversations reads beside them. */
export type ConversationSources = Pick<Desk, 'agents' | 'customers' | 'messages'>;

/**
 * Conversations as the API shows them, in their order. Any number costs the same reads: their newest messages, then
 * their customers and the agents who wrote.
 */
export async function showConversations(
  desk: ConversationSources,
  conversations: readonly ConversationView[],
): Promise<readonly ShownConversation[]> {
  if (conversations.length === 0) return [];
  const places = conversations.flatMap(({ id, lastSeq }) =>
    lastSeq === 0 ? [] : [{ conversationId: id, seq: lastSeq }],
  );
  const heads = places.length === 0 ? [] : await desk.messages.headsAt(places);
  const names = await loadNames(
    desk,
    conversations.map(({ customerId }) => customerId),
    heads.map(({ sender }) => sender),
  );
  const newest = new Map<ConversationId, MessageHead>(heads.map((head) => [head.conversationId, head]));
  return conversations.map((conversation) => show(conversation, newest.get(conversation.id), names));
}

/** {@link showConversations} for one. */
export async function showConversation(
  desk: ConversationSources,
  conversation: ConversationView,
): Promise<ShownConversation> {
  const [shown] = await showConversations(desk, [conversation]);
  return shown as ShownConversation;
}

function show(
  conversation: ConversationView,
  newest: MessageHead | undefined,
  names: Names,
): ShownConversation {
  return {
    id: conversation.id,
    number: conversation.number,
    customerId: conversation.customerId,
    customerName: names.get(conversation.customerId) ?? null,
    inboxId: conversation.inboxId,
    channel: conversation.channel,
    status: conversation.status,
    priority: conversation.priority,
    controller: conversation.controller,
    controllerVersion: conversation.controllerVersion,
    subject: conversation.subject ?? null,
    assigneeId: conversation.assigneeId ?? null,
    lastSeq: conversation.lastSeq,
    lastReadSeq: conversation.lastReadSeq,
    customerReadSeq: conversation.customerReadSeq,
    unreadCount: conversation.unreadCount,
    waitingSince: instant(conversation.waitingSince),
    firstResponseAt: instant(conversation.firstResponseAt),
    lastInboundAt: instant(conversation.lastInboundAt),
    lastMessageAt: instant(conversation.lastMessageAt),
    preview: conversation.preview ?? null,
    lastMessage: newest === undefined ? null : showHead(newest, names),
    isBotHandoff: conversation.isBotHandoff,
    snoozedUntil: instant(conversation.snoozedUntil),
    resolvedAt: instant(conversation.resolvedAt),
    closedAt: instant(conversation.closedAt),
    serviceWindow: showWindow(conversation.serviceWindow),
    createdAt: conversation.createdAt.toISOString(),
    updatedAt: conversation.updatedAt.toISOString(),
  };
}

function showHead(head: MessageHead, names: Names): NonNullable<ShownConversation['lastMessage']> {
  return {
    seq: head.seq,
    direction: head.direction,
    sender: showActor(head.sender, names),
    contentType: head.contentType,
    status: head.status ?? null,
  };
}

function showWindow(window: ServiceWindow): AnswerOf<typeof serviceWindowSchema> {
  switch (window.state) {
    case 'none':
      return { state: 'none' };
    case 'open':
      return { state: 'open', endsAt: window.endsAt.toISOString() };
    case 'closed':
      return { state: 'closed', endedAt: instant(window.endedAt) };
    default:
      return window satisfies never;
  }
}
