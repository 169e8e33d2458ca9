import type { AnswerOf, handoffFactsSchema, handoffReceiptSchema, handoffSchema } from '@parley/api-contract';
import type { BotSession, HandoffReceipt, NewHandoff } from '@parley/core';
import type { z } from 'zod';
import type { ApiHandlers } from '../api-call.ts';
import { showConversation } from '../show-conversation.ts';
import { withLowerCaseDomain } from '../with-lower-case-domain.ts';
import { ticketStatus } from './ticket-status.ts';

/** Who may speak, and what chatbots call. */
export const botHandlers: Pick<
  ApiHandlers,
  'takeOverConversation' | 'releaseConversation' | 'listHandoffs' | 'receiveHandoff'
> = {
  async takeOverConversation({ desk, params, body }) {
    const taken = await desk.conversations.takeOver(params.id, body);
    return { status: 200, body: await showConversation(desk, taken) };
  },
  async releaseConversation({ desk, params, body }) {
    const released = await desk.conversations.release(params.id, body);
    return { status: 200, body: await showConversation(desk, released) };
  },
  async listHandoffs({ desk, params }) {
    await desk.conversations.get(params.id);
    const items = (await desk.handoffs.of(params.id)).map(showHandoff);
    return { status: 200, body: { items, nextCursor: null } };
  },
  async receiveHandoff({ desk, body }) {
    const receipt = await desk.handoffs.receive(toHandoff(body));
    return { status: receipt.isNew ? 201 : 200, body: showReceipt(receipt) };
  },
};

function toHandoff(body: z.output<typeof handoffSchema>): NewHandoff {
  const { source, subject, transcript, reason, intent, confidence, summary, locale, metadata } = body;
  return {
    source,
    subject,
    sessionId: body.session_id,
    assistantId: body.assistant_id,
    initialMessage: body.initial_message,
    transcript: transcript.map(({ role, text, ts, id }) => ({
      role,
      text,
      ...(ts === undefined ? {} : { at: new Date(ts) }),
      ...(id === undefined ? {} : { id }),
    })),
    ...(body.customer_email == null ? {} : { customerEmail: withLowerCaseDomain(body.customer_email) }),
    ...(body.inbox_id === undefined ? {} : { inboxId: body.inbox_id }),
    ...(body.conversation_id === undefined ? {} : { conversationId: body.conversation_id }),
    ...(reason === undefined ? {} : { reason }),
    ...(intent === undefined ? {} : { intent }),
    ...(confidence === undefined ? {} : { confidence }),
    ...(summary === undefined ? {} : { summary }),
    ...(locale === undefined ? {} : { locale }),
    ...(body.page_url === undefined ? {} : { pageUrl: body.page_url }),
    ...(metadata === undefined ? {} : { metadata }),
  };
}

function showReceipt(receipt: HandoffReceipt): AnswerOf<typeof handoffReceiptSchema> {
  const { conversation, queuePosition, expectedReplyMinutes, isWithinBusinessHours } = receipt;
  return {
    ticket_id: conversation.id,
    ticket_number: `#${conversation.number}`,
    conversation_id: conversation.id,
    status: ticketStatus(conversation),
    ...(queuePosition === undefined ? {} : { queue_position: queuePosition }),
    ...(expectedReplyMinutes === undefined ? {} : { estimated_wait_seconds: expectedReplyMinutes * 60 }),
    ...(isWithinBusinessHours === undefined ? {} : { within_business_hours: isWithinBusinessHours }),
    resume_token: receipt.resumeToken,
  };
}

function showHandoff({ sessionId, handoff, handedOffAt }: BotSession): AnswerOf<typeof handoffFactsSchema> {
  return {
    sessionId,
    source: handoff.source,
    assistantId: handoff.assistantId,
    subject: handoff.subject,
    reason: handoff.reason ?? null,
    intent: handoff.intent ?? null,
    confidence: handoff.confidence ?? null,
    summary: handoff.summary ?? null,
    locale: handoff.locale ?? null,
    pageUrl: handoff.pageUrl ?? null,
    metadata: handoff.metadata ?? null,
    handedOffAt: handedOffAt.toISOString(),
  };
}
