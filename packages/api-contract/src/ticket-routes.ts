import { z } from 'zod';
import { conversationIdSchema } from './ids.ts';
import { defineRoutes } from './route.ts';
import {
  newTicketBodySchema,
  supportTicketSchema,
  ticketChangeSchema,
  ticketEntrySchema,
  ticketMessageSchema,
} from './ticket.ts';

const params = z.strictObject({ id: conversationIdSchema });

/** Conversations under the names of the source documents: another face of the same desk, with its rules. */
export const ticketRoutes = defineRoutes({
  createTicket: {
    method: 'POST',
    path: '/api/tickets/create',
    summary: 'Start a ticket',
    description: 'The source documents’ name of `POST /v1/conversations`.',
    tag: 'Tickets',
    auth: 'apiKey',
    least: 'agent',
    idempotent: true,
    body: newTicketBodySchema,
    responses: { 201: { description: 'The new ticket.', schema: supportTicketSchema } },
    errors: [
      'customer_not_found',
      'inbox_not_found',
      'agent_not_found',
      'agent_disabled',
      'customer_unreachable',
      'conversation_already_open',
      'not_storable',
    ],
  },
  getTicket: {
    method: 'GET',
    path: '/api/tickets/:id',
    summary: 'Read a ticket with its timeline',
    description: 'The source documents’ name of `GET /v1/conversations/:id`, its messages and its notes.',
    tag: 'Tickets',
    auth: 'apiKey',
    least: 'agent',
    params,
    responses: { 200: { description: 'The ticket.', schema: supportTicketSchema } },
    errors: ['conversation_not_found'],
  },
  changeTicket: {
    method: 'PUT',
    path: '/api/tickets/:id',
    summary: 'Change a ticket',
    description: 'The source documents’ name of `PATCH /v1/conversations/:id`: what is absent stays.',
    tag: 'Tickets',
    auth: 'apiKey',
    least: 'agent',
    params,
    body: ticketChangeSchema,
    responses: { 200: { description: 'The ticket as it is now.', schema: supportTicketSchema } },
    errors: [
      'conversation_not_found',
      'agent_not_found',
      'agent_disabled',
      'status_move_not_allowed',
      'stale_write',
      'not_storable',
    ],
  },
  addTicketMessage: {
    method: 'POST',
    path: '/api/tickets/:id/message',
    summary: 'Answer the customer, or write a note',
    description:
      'The source documents’ name of `POST /v1/conversations/:id/messages` and, with `is_internal`, of `…/notes`.',
    tag: 'Tickets',
    auth: 'apiKey',
    least: 'agent',
    idempotent: true,
    params,
    body: ticketMessageSchema,
    responses: { 201: { description: 'What was stored.', schema: ticketEntrySchema } },
    errors: [
      'conversation_not_found',
      'agent_not_found',
      'agent_disabled',
      'forbidden',
      'conversation_closed',
      'service_window_closed',
      'content_not_supported',
      'invalid_content',
      'customer_unreachable',
      'not_storable',
    ],
  },
});
