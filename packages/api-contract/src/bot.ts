import { z } from 'zod';
import { agentIdSchema, conversationIdSchema, inboxIdSchema } from './ids.ts';
import { givenInstantSchema, instantSchema } from './instant.ts';
import { jsonObjectSchema } from './json-value.ts';
import { listOf } from './page.ts';

/** Most entries a transcript may have. */
export const maxTranscriptEntries = 200;
/** Most bytes `metadata` may have as JSON in UTF-8. */
export const maxHandoffMetadataBytes = 16 * 1024;

const text = z.string().min(1).max(8_000);
/** How an assistant is named as the author of messages. */
export const assistantIdSchema = z
  .string()
  .regex(/^[\w.:-]{1,64}$/, 'Expected 1 to 64 letters, digits or _ . : -')
  .meta({ example: 'helpful-bot' });

const transcriptEntrySchema = z.strictObject({
  role: z
    .enum(['user', 'bot', 'tool'])
    .meta({ description: 'user = the customer; tool = for staff only, becomes a note.' }),
  text,
  ts: givenInstantSchema.exactOptional(),
  id: z
    .string()
    .min(1)
    .max(128)
    .meta({ description: 'Your own id of the line; the same one is stored once.' })
    .exactOptional(),
});

/** `POST /api/webhooks/chatbot`: the source documents' body, and what a bot may add. */
export const handoffSchema = z
  .strictObject({
    source: z.string().min(1).max(64).meta({ description: '`web_chat` or `chat_app`.', example: 'web_chat' }),
    customer_email: z
      .email()
      .max(254)
      .nullable()
      .meta({ description: 'What the customer said it is: noted, never used to find somebody.' })
      .exactOptional(),
    subject: z.string().min(1).max(255),
    initial_message: text.meta({ description: 'What the customer wants.' }),
    session_id: z
      .string()
      .min(1)
      .max(128)
      .regex(/^[\x21-\x7e]+$/, 'Expected visible ASCII characters')
      .meta({
        description: 'The chat with the bot: the same one again is the same ticket while it is open.',
      }),
    inbox_id: inboxIdSchema
      .meta({ description: 'Absent = the only inbox that customers reach directly.' })
      .exactOptional(),
    conversation_id: conversationIdSchema
      .meta({ description: 'Where the assistant talked in a conversation of ours: that one goes on.' })
      .exactOptional(),
    assistant_id: assistantIdSchema.meta({ description: 'The author of the bot lines.' }).default('chatbot'),
    transcript: z
      .array(transcriptEntrySchema)
      .max(maxTranscriptEntries)
      .meta({ description: 'Oldest first.' })
      .default([]),
    reason: z.string().min(1).max(500).exactOptional(),
    intent: z.string().min(1).max(200).exactOptional(),
    confidence: z.number().min(0).max(1).exactOptional(),
    summary: z.string().min(1).max(4_000).exactOptional(),
    locale: z
      .string()
      .max(35)
      .regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/, 'Expected a language tag like pt-BR')
      .exactOptional(),
    page_url: z.string().min(1).max(2_000).exactOptional(),
    metadata: jsonObjectSchema
      .refine((value) => new TextEncoder().encode(JSON.stringify(value)).length <= maxHandoffMetadataBytes, {
        error: 'Expected at most 16 KB of JSON',
      })
      .exactOptional(),
  })
  .meta({
    id: 'ChatbotHandoff',
    example: {
      source: 'web_chat',
      customer_email: 'user@example.com',
      subject: 'Cannot login',
      initial_message: 'I cannot log in since this morning.',
      session_id: 'xyz',
    },
  });

/** What a bot told when it handed a conversation over. Nothing of it is proven. */
export const handoffFactsSchema = z
  .object({
    sessionId: z.string(),
    source: z.string(),
    assistantId: z.string(),
    subject: z.string(),
    reason: z.string().nullable(),
    intent: z.string().nullable(),
    confidence: z.number().nullable(),
    summary: z.string().nullable(),
    locale: z.string().nullable(),
    pageUrl: z.string().nullable(),
    metadata: jsonObjectSchema.nullable(),
    handedOffAt: instantSchema,
  })
  .meta({ id: 'Handoff' });

/** Every hand-off of a conversation. */
export const handoffListSchema = listOf(handoffFactsSchema, 'HandoffList');

/** The status words of the source documents. */
export const ticketStatuses = ['new', 'open', 'pending', 'resolved', 'closed'] as const;
const ticketStatusSchema = z.enum(ticketStatuses).meta({
  description:
    'new = nobody has taken or answered it; open = it is worked on, also while it is snoozed; pending = waiting on the customer.',
});

/** What a bot gets back. */
export const handoffReceiptSchema = z
  .object({
    ticket_id: conversationIdSchema,
    ticket_number: z.string().meta({ example: '#1042' }),
    conversation_id: conversationIdSchema.meta({ description: 'The same as ticket_id, by our own name.' }),
    status: ticketStatusSchema,
    queue_position: z
      .int()
      .positive()
      .meta({ description: 'While nobody has taken it; 1 = next.' })
      .exactOptional(),
    estimated_wait_seconds: z
      .int()
      .positive()
      .meta({ description: 'What the inbox promises, where it promises something.' })
      .exactOptional(),
    within_business_hours: z
      .boolean()
      .meta({ description: 'Whether people are there now, where the inbox has business hours.' })
      .exactOptional(),
    resume_token: z
      .string()
      .meta({ description: 'Lets its holder poll this one ticket for 30 days, and nothing else.' }),
  })
  .meta({ id: 'ChatbotHandoffReceipt' });

/** `GET /api/tickets/:id/status`. */
export const ticketStateSchema = z
  .object({
    status: ticketStatusSchema,
    assigned: z.boolean(),
    agent_display_name: z
      .string()
      .meta({ description: 'First name, where the inbox shows names to customers.' })
      .exactOptional(),
    last_public_message_seq: z.int().nonnegative(),
    updated_at: instantSchema,
  })
  .meta({ id: 'TicketState' });

/** `POST /v1/conversations/:id/take-over` and `/release`. */
export const controlSchema = z
  .strictObject({
    agentId: agentIdSchema.meta({ description: 'The agent in whose name the key acts.' }).exactOptional(),
  })
  .meta({ id: 'ConversationControl', example: {} });
