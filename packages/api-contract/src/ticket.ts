import { z } from 'zod';
import { actorSchema } from './actor.ts';
import { ticketStatuses } from './bot.ts';
import { prioritySchema } from './conversation.ts';
import { agentIdSchema, conversationIdSchema, customerIdSchema, inboxIdSchema } from './ids.ts';
import { instantSchema } from './instant.ts';

const subject = z.string().min(1).max(500);
const text = z.string().min(1).max(16_000);

const timelineEntrySchema = z
  .object({
    id: z.string().meta({ description: 'Of the message or note.' }),
    kind: z
      .enum(['message', 'note'])
      .meta({ description: 'Notes are internal: the customer never sees them.' }),
    direction: z.enum(['inbound', 'outbound']).nullable().meta({ description: 'null for a note.' }),
    seq: z.int().positive().nullable().meta({ description: 'Of a message; null for a note.' }),
    author: actorSchema,
    content_type: z.string().meta({ example: 'text' }),
    text: z.string().meta({ description: 'What it says; empty where it says nothing in words.' }),
    created_at: instantSchema,
  })
  .meta({ id: 'TicketTimelineEntry' });

/** A conversation under the names of the source documents. */
export const supportTicketSchema = z
  .object({
    ticket_id: conversationIdSchema,
    ticket_number: z.string().meta({ example: '#1042' }),
    created_at: instantSchema,
    updated_at: instantSchema,
    status: z.enum(ticketStatuses),
    priority: prioritySchema,
    assigned_agent_id: agentIdSchema.nullable(),
    subject: z.string().nullable(),
    source: z.object({
      channel: z.string().meta({ example: 'chatapp' }),
      origin_platform_id: inboxIdSchema.meta({ description: 'The inbox it came in by.' }),
      is_bot_handoff: z.boolean(),
    }),
    customer: z.object({
      internal_id: customerIdSchema,
      name: z.string().nullable(),
      email: z.string().nullable(),
      channel_identity: z
        .string()
        .nullable()
        .meta({ description: 'How the channel knows the customer now; null = not at all.' }),
    }),
    timeline: z
      .array(timelineEntrySchema)
      .meta({ description: 'The newest 100 messages and the newest 100 notes, oldest first.' }),
  })
  .meta({ id: 'SupportTicket' });

/** `POST /api/tickets/create`. */
export const newTicketBodySchema = z
  .strictObject({
    customer_id: customerIdSchema,
    inbox_id: inboxIdSchema,
    subject: subject.exactOptional(),
    priority: prioritySchema.exactOptional(),
    assigned_agent_id: agentIdSchema.exactOptional(),
  })
  .meta({ id: 'NewTicketBody' });

/** `PUT /api/tickets/:id`: what is absent stays. */
export const ticketChangeSchema = z
  .strictObject({
    status: z.enum(['open', 'pending', 'resolved', 'closed']).exactOptional(),
    priority: prioritySchema.exactOptional(),
    subject: subject.nullable().exactOptional(),
    assigned_agent_id: agentIdSchema.nullable().exactOptional(),
  })
  .refine((change) => Object.keys(change).length > 0, { error: 'Give at least one field to change' })
  .meta({ id: 'TicketChange', override: { minProperties: 1 } });

/** `POST /api/tickets/:id/message`. */
export const ticketMessageSchema = z
  .strictObject({
    text,
    is_internal: z
      .boolean()
      .meta({ description: 'true = a note for staff, false = to the customer.' })
      .default(false),
    agent_id: agentIdSchema.meta({ description: 'The agent in whose name the key writes.' }).exactOptional(),
  })
  .meta({ id: 'TicketMessage', example: { text: 'Please try again now.' } });

/** What was stored. */
export const ticketEntrySchema = timelineEntrySchema;
