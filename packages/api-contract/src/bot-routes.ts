import { z } from 'zod';
import {
  controlSchema,
  handoffListSchema,
  handoffReceiptSchema,
  handoffSchema,
  ticketStateSchema,
} from './bot.ts';
import { conversationSchema } from './conversation.ts';
import { conversationIdSchema } from './ids.ts';
import { defineRoutes } from './route.ts';

const params = z.strictObject({ id: conversationIdSchema });
const controlErrors = ['conversation_not_found', 'agent_not_found', 'agent_disabled', 'forbidden'] as const;

/** Who may speak, and what chatbots call. */
export const botRoutes = defineRoutes({
  takeOverConversation: {
    method: 'POST',
    path: '/v1/conversations/:id/take-over',
    summary: 'Take a conversation over from an assistant',
    description:
      'From the answer on, messages of assistants are refused, and waiting ones are not sent. Assigns the agent if nobody is assigned. Repeating it changes nothing.',
    tag: 'Conversations',
    auth: 'apiKey',
    least: 'agent',
    idempotent: true,
    params,
    body: controlSchema,
    responses: { 200: { description: 'The conversation as it is now.', schema: conversationSchema } },
    errors: [...controlErrors, 'conversation_closed'],
  },
  releaseConversation: {
    method: 'POST',
    path: '/v1/conversations/:id/release',
    summary: 'Give a conversation back',
    description:
      'Nobody is assigned any more. The word goes back to the assistant where one serves the conversation, else to the queue. Repeating it changes nothing.',
    tag: 'Conversations',
    auth: 'apiKey',
    least: 'agent',
    idempotent: true,
    params,
    body: controlSchema,
    responses: { 200: { description: 'The conversation as it is now.', schema: conversationSchema } },
    errors: controlErrors,
  },
  listHandoffs: {
    method: 'GET',
    path: '/v1/conversations/:id/handoffs',
    summary: 'What bots told when they handed over',
    tag: 'Conversations',
    auth: 'apiKey',
    least: 'agent',
    params,
    responses: { 200: { description: 'All hand-offs, the newest first.', schema: handoffListSchema } },
    errors: ['conversation_not_found'],
  },
  receiveHandoff: {
    method: 'POST',
    path: '/api/webhooks/chatbot',
    summary: 'A chatbot hands a conversation over to people',
    description:
      'Called with an API key by the backend of the bot. `session_id` makes it safe to repeat: while people have the ticket, nothing is stored again. Fields have the names of the source documents.',
    tag: 'Chatbots',
    auth: 'apiKey',
    body: handoffSchema,
    responses: {
      200: { description: 'The session has an open ticket: this one.', schema: handoffReceiptSchema },
      201: { description: 'A new ticket.', schema: handoffReceiptSchema },
    },
    errors: [
      'unknown_bot_source',
      'inbox_not_chosen',
      'inbox_not_found',
      'conversation_not_found',
      'conversation_closed',
      'invalid_content',
      'conflict',
      'stale_write',
      'not_storable',
    ],
  },
  getTicketState: {
    method: 'GET',
    path: '/api/tickets/:id/status',
    summary: 'Ask how a ticket stands',
    description:
      'For bots that poll, with the `resume_token` of the hand-off or an API key. Send `If-None-Match` to get 304 while nothing changed; at most one question every 2 seconds.',
    tag: 'Chatbots',
    auth: 'ticket',
    params,
    responses: {
      200: { description: 'How it stands.', schema: ticketStateSchema },
      304: { description: 'As `If-None-Match` knows it.' },
    },
    errors: ['unauthenticated', 'invalid_request', 'conversation_not_found', 'polled_too_soon'],
  },
});
