import type {
  AnswerOf,
  conversationPatchSchema,
  conversationSchema,
  serviceWindowSchema,
} from '@parley/api-contract';
import type {
  ConversationId,
  ConversationPatch,
  ConversationView,
  ServiceWindow,
  StatusMove,
} from '@parley/core';
import { z } from 'zod';
import type { ApiHandlers } from './api-call.ts';
import { instant } from './instant.ts';
import { pageAnswer, pageRequest } from './read-page.ts';

const list = 'conversations';
const place = z
  .tuple([z.int(), z.custom<ConversationId>((id) => typeof id === 'string')])
  .transform(([at, id]) => ({ lastActivityAt: new Date(at), id }));

/** Conversations over HTTP. */
export const conversationHandlers: Pick<
  ApiHandlers,
  'listConversations' | 'startConversation' | 'getConversation' | 'changeConversation'
> = {
  async listConversations({ desk, query, cursors }) {
    const { status, inboxId, customerId, assigneeId } = query;
    const filter = {
      ...(status === undefined ? {} : { statuses: status }),
      ...(inboxId === undefined ? {} : { inboxId }),
      ...(customerId === undefined ? {} : { customerId }),
      ...(assigneeId === undefined ? {} : { assigneeId: assigneeId === 'none' ? null : assigneeId }),
    };
    const page = await desk.conversations.list(filter, await pageRequest(cursors, list, query, place));
    const body = await pageAnswer(cursors, list, page, showConversation, (key) => [
      key.lastActivityAt.getTime(),
      key.id,
    ]);
    return { status: 200, body };
  },
  async startConversation({ desk, body }) {
    return { status: 201, body: showConversation(await desk.conversations.start(body)) };
  },
  async getConversation({ desk, params }) {
    return { status: 200, body: showConversation(await desk.conversations.get(params.id)) };
  },
  async changeConversation({ desk, params, body }) {
    return { status: 200, body: showConversation(await desk.conversations.change(params.id, patchOf(body))) };
  },
};

function patchOf(body: z.output<typeof conversationPatchSchema>): ConversationPatch {
  const { status, snoozedUntil, ...rest } = body;
  return status === undefined ? rest : { ...rest, status: moveTo(status, snoozedUntil) };
}

function moveTo(status: StatusMove['to'], until: string | undefined): StatusMove {
  return status === 'snoozed' ? { to: status, until: new Date(until ?? Number.NaN) } : { to: status };
}

/** A conversation as the API shows it. */
export function showConversation(conversation: ConversationView): AnswerOf<typeof conversationSchema> {
  return {
    id: conversation.id,
    number: conversation.number,
    customerId: conversation.customerId,
    inboxId: conversation.inboxId,
    status: conversation.status,
    priority: conversation.priority,
    controller: conversation.controller,
    subject: conversation.subject ?? null,
    assigneeId: conversation.assigneeId ?? null,
    lastSeq: conversation.lastSeq,
    lastReadSeq: conversation.lastReadSeq,
    unreadCount: conversation.unreadCount,
    waitingSince: instant(conversation.waitingSince),
    firstResponseAt: instant(conversation.firstResponseAt),
    lastInboundAt: instant(conversation.lastInboundAt),
    lastMessageAt: instant(conversation.lastMessageAt),
    preview: conversation.preview ?? null,
    snoozedUntil: instant(conversation.snoozedUntil),
    resolvedAt: instant(conversation.resolvedAt),
    closedAt: instant(conversation.closedAt),
    serviceWindow: showWindow(conversation.serviceWindow),
    createdAt: conversation.createdAt.toISOString(),
    updatedAt: conversation.updatedAt.toISOString(),
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
