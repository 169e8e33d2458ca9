import { z } from 'zod';
import { actorSchema } from './actor.ts';
import { assistantIdSchema } from './bot.ts';
import { deliveryErrorSchema, deliveryStatusSchema, statusTimesSchema } from './delivery.ts';
import {
  agentIdSchema,
  conversationIdSchema,
  customerIdSchema,
  inboxIdSchema,
  messageIdSchema,
} from './ids.ts';
import { instantSchema } from './instant.ts';
import { jsonObjectSchema, jsonValueSchema } from './json-value.ts';
import { maxTextLength, messageContentSchema, sentContentSchema } from './message-content.ts';
import { listOf, pageQuerySchema } from './page.ts';

const contextSchema = z
  .object({
    replyToProviderMessageId: z.string().exactOptional(),
    isForwarded: z.boolean().exactOptional(),
    isForwardedOften: z.boolean().exactOptional(),
    referral: jsonObjectSchema
      .meta({ description: 'The ad or post the customer came from.' })
      .exactOptional(),
    referredProduct: jsonObjectSchema.exactOptional(),
    isHistory: z.boolean().exactOptional(),
    isStandby: z.boolean().exactOptional(),
    controllerVersion: z
      .int()
      .positive()
      .meta({ description: 'Of the conversation when an assistant wrote it.' })
      .exactOptional(),
  })
  .meta({ id: 'MessageContext', description: 'What the message answers and how it came.' });

const base = {
  id: messageIdSchema,
  conversationId: conversationIdSchema,
  inboxId: inboxIdSchema,
  customerId: customerIdSchema,
  channel: z.string().meta({ example: 'whatsapp' }),
  providerMessageId: z
    .string()
    .nullable()
    .meta({ description: "The provider's id; null until the provider accepted the message." }),
  seq: z.int().positive().meta({ description: 'Dense per conversation, from 1. Sort by it.' }),
  sender: actorSchema,
  content: messageContentSchema,
  context: contextSchema,
  reactions: z.array(z.object({ by: actorSchema, emoji: z.string(), at: instantSchema })),
  revisions: z
    .array(z.object({ content: messageContentSchema, until: instantSchema }))
    .meta({ description: 'What it said before it was edited or taken back, oldest first.' }),
  editedAt: instantSchema.nullable(),
  deletedAt: instantSchema.nullable(),
  sentAt: instantSchema.meta({ description: "The channel's time of the message; for our own sends, ours." }),
  createdAt: instantSchema.meta({ description: 'When Parley stored it.' }),
} as const;

const outbound = {
  ...base,
  direction: z.literal('outbound'),
  status: deliveryStatusSchema,
  statusTimes: statusTimesSchema,
  error: deliveryErrorSchema.nullable(),
  partlyFailed: z
    .boolean()
    .meta({ description: "True when one of the customer's devices failed although another one got it." }),
  pricing: jsonValueSchema.meta({
    description: 'What the provider says it costs, as it came; null = nothing yet.',
  }),
  attempts: z.int().nonnegative().meta({ description: 'How often it was handed to the provider.' }),
  clientMessageId: z.string().nullable(),
} as const;

/** One message of a conversation. */
export const messageSchema = z
  .discriminatedUnion('direction', [
    z.object({ ...base, direction: z.literal('inbound') }),
    z.object(outbound),
  ])
  .meta({ id: 'Message' });

const givenSeq = z.coerce
  .number('Expected a seq')
  .int('Expected a seq')
  .min(0, 'Expected a seq')
  .max(2 ** 31 - 1, 'Expected a seq');

const clientMessageId = z
  .string()
  .min(1)
  .max(128)
  .meta({ description: 'Made by the client, unique within the conversation.' });

/** `GET /v1/conversations/:id/messages`. */
export const messageListQuerySchema = z
  .strictObject({
    ...pageQuerySchema.shape,
    order: z
      .enum(['asc', 'desc'])
      .default('asc')
      .meta({ description: 'asc = oldest first, desc = newest first.' }),
    afterSeq: givenSeq.meta({ description: 'Only messages after this seq.' }).exactOptional(),
    beforeSeq: givenSeq.meta({ description: 'Only messages before this seq.' }).exactOptional(),
    around: z
      .string()
      .min(1)
      .max(512)
      .meta({
        description:
          'One page with this message in the middle: by its id, or by the one the channel gave it, which is what `replyToProviderMessageId` of a reply says of what it quotes. `nextCursor` goes on as `order` says; `afterSeq` and `beforeSeq` go either way.',
      })
      .exactOptional(),
    clientMessageId: clientMessageId
      .meta({
        description:
          'Only what an earlier send with this clientMessageId stored; an empty list = that send never arrived.',
      })
      .exactOptional(),
  })
  .refine((query) => query.around === undefined || !isNarrowed(query), {
    path: ['around'],
    error: 'Give around alone, without cursor, afterSeq, beforeSeq and clientMessageId',
  })
  .refine(
    (query) => query.clientMessageId === undefined || !isNarrowed({ ...query, clientMessageId: undefined }),
    {
      path: ['clientMessageId'],
      error: 'Give clientMessageId alone, without cursor, afterSeq and beforeSeq',
    },
  );

function isNarrowed(query: {
  readonly cursor?: unknown;
  readonly afterSeq?: unknown;
  readonly beforeSeq?: unknown;
  readonly clientMessageId?: unknown;
}): boolean {
  const { cursor, afterSeq, beforeSeq, clientMessageId: given } = query;
  return [cursor, afterSeq, beforeSeq, given].some((value) => value !== undefined);
}

/** A page of messages. */
export const messageListSchema = listOf(messageSchema, 'MessageList');

/** `POST /v1/conversations/:id/messages`: `content`, or `text` for plain text. */
export const sendMessageSchema = z
  .strictObject({
    content: sentContentSchema.exactOptional(),
    text: z
      .string()
      .min(1)
      .max(maxTextLength)
      .meta({ description: 'Short for `content: { type: "text", text }`.' })
      .exactOptional(),
    replyTo: messageIdSchema
      .meta({ description: 'The message of this conversation it answers.' })
      .exactOptional(),
    clientMessageId: clientMessageId
      .meta({
        description:
          'Made by the client; a second send with the same one and the same content returns the first message.',
      })
      .exactOptional(),
    agentId: agentIdSchema.meta({ description: 'The agent in whose name the key writes.' }).exactOptional(),
    assistantId: assistantIdSchema
      .meta({
        description:
          'The assistant that writes, for API keys: refused with controller_conflict unless the controller is `assistant`.',
      })
      .exactOptional(),
    expectedControllerVersion: z
      .int()
      .positive()
      .meta({
        description:
          'controllerVersion the message was decided on: refused with controller_conflict if it has grown since.',
      })
      .exactOptional(),
  })
  .refine((body) => body.agentId === undefined || body.assistantId === undefined, {
    error: 'Give at most one of agentId and assistantId',
  })
  .refine((body) => (body.content === undefined) !== (body.text === undefined), {
    error: 'Give exactly one of content and text',
  })
  .meta({
    id: 'SendMessage',
    example: { text: 'Hello, how can I help?' },
    override: { oneOf: [{ required: ['content'] }, { required: ['text'] }] },
  });

/** What was stored: the message, or the first of several where a text was longer than the channel allows. */
export const sentMessageSchema = z
  .object({
    ...outbound,
    parts: z
      .array(z.object(outbound))
      .meta({ description: 'All stored messages in order, this one first; usually it is the only one.' }),
  })
  .meta({ id: 'SentMessage' });
