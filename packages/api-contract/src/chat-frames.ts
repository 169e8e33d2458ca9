import { z } from 'zod';
import {
  chatAckSchema,
  chatContentSchema,
  chatConversationSchema,
  chatLanguageSchema,
  chatMessageSchema,
} from './chat.ts';
import { conversationIdSchema } from './ids.ts';
import { instantSchema } from './instant.ts';

/** The WebSocket subprotocol of `/v1/chat/:inboxId/socket`; the token may follow as a second one, `auth.<token>`. */
export const chatSubprotocol = 'omni.v1';

const v = z.literal(1);
const seq = z.int().nonnegative();
const frameId = z.string().min(1).max(64);

/** What a customer's client may send. */
export const chatClientFrameSchema = z.discriminatedUnion('t', [
  z.strictObject({ v, t: z.literal('auth'), data: z.strictObject({ token: z.string().min(1).max(4_096) }) }),
  z.strictObject({
    v,
    t: z.literal('message'),
    id: frameId.exactOptional(),
    conversationId: conversationIdSchema.exactOptional(),
    data: z.strictObject({
      clientMessageId: z
        .string()
        .min(1)
        .max(128)
        .regex(/^[\w.:-]+$/),
      content: chatContentSchema,
      page: z.string().max(2_000).exactOptional(),
      language: chatLanguageSchema.exactOptional(),
    }),
  }),
  z.strictObject({
    v,
    t: z.literal('typing'),
    conversationId: conversationIdSchema,
    data: z.strictObject({ isTyping: z.boolean() }),
  }),
  z.strictObject({
    v,
    t: z.literal('read'),
    conversationId: conversationIdSchema,
    data: z.strictObject({ upToSeq: seq }),
  }),
  z.strictObject({
    v,
    t: z.literal('ack'),
    conversationId: conversationIdSchema,
    data: z.strictObject({ upToSeq: seq }),
  }),
  z.strictObject({
    v,
    t: z.literal('resume'),
    data: z.strictObject({
      /** By conversation: the newest seq the client has. */
      cursors: z
        .record(conversationIdSchema, seq)
        .refine((cursors) => Object.keys(cursors).length <= 50, { error: 'At most 50 conversations' }),
    }),
  }),
  z.strictObject({ v, t: z.literal('ping') }),
]);

/** `POST /v1/chat/:inboxId/sse`: what a socket says in its first frames. */
export const chatStreamSchema = z
  .strictObject({
    cursors: z
      .record(conversationIdSchema, seq)
      .refine((cursors) => Object.keys(cursors).length <= 50, { error: 'At most 50 conversations' })
      .exactOptional(),
  })
  .meta({ id: 'ChatStream' });

/** `POST /v1/chat/:inboxId/frames`. */
export const chatUpwardSchema = z
  .strictObject({
    streamId: z.string().min(1).max(64),
    frames: z.array(chatClientFrameSchema).min(1).max(20),
  })
  .meta({ id: 'ChatUpward' });

/** Everything a chat socket can be told went wrong. */
export const chatErrorCodes = [
  'bad_frame',
  'not_authenticated',
  'token_expired',
  'session_ended',
  'conversation_not_found',
  'content_refused',
  'rate_limited',
  'gap_too_large',
  'temporarily_unavailable',
] as const;

/** Close codes of the chat socket. */
export const chatCloseCodes = {
  restart: 1012,
  overloaded: 1013,
  badFrame: 4400,
  notAuthenticated: 4401,
  originRefused: 4403,
  idle: 4408,
  replaced: 4409,
  rateLimited: 4429,
} as const;

const ts = instantSchema;
const conversationId = conversationIdSchema;

/** What the server sends to a customer's client. */
export const chatServerFrameSchema = z.discriminatedUnion('t', [
  z.object({
    v,
    t: z.literal('ready'),
    ts,
    data: z.object({
      isIdentified: z.boolean(),
      name: z.string().nullable(),
      hasEmail: z.boolean().meta({ description: 'Staff know an e-mail address of theirs.' }),
      heartbeatMs: z.int().positive(),
      conversations: z.array(chatConversationSchema),
      streamId: z
        .string()
        .meta({ description: 'Of a stream of server-sent events; frames for it name it.' })
        .exactOptional(),
    }),
  }),
  z.object({
    v,
    t: z.literal('message'),
    conversationId,
    seq: z.int().positive(),
    ts,
    data: z.object({ message: chatMessageSchema }),
  }),
  z.object({ v, t: z.literal('ack'), id: frameId.exactOptional(), conversationId, ts, data: chatAckSchema }),
  z.object({
    v,
    t: z.literal('conversation'),
    conversationId,
    ts,
    data: z.object({ conversation: chatConversationSchema }),
  }),
  z.object({
    v,
    t: z.literal('read'),
    conversationId,
    ts,
    data: z.object({ by: z.enum(['agent', 'customer']), upToSeq: seq }),
  }),
  z.object({
    v,
    t: z.literal('typing'),
    conversationId,
    ts,
    data: z.object({
      by: z.enum(['agent', 'assistant']),
      name: z.string().nullable(),
      isTyping: z.boolean(),
      expiresInMs: z.int().nonnegative(),
    }),
  }),
  z.object({ v, t: z.literal('presence'), ts, data: z.object({ isStaffed: z.boolean() }) }),
  z
    .object({ v, t: z.literal('inbox'), ts })
    .meta({ description: 'What the chat shows before anybody writes has changed: read it again.' }),
  z
    .object({ v, t: z.literal('resume'), ts, data: z.object({ cursors: z.record(z.string(), seq) }) })
    .meta({ description: 'The replay is over; live from here.' }),
  z.object({
    v,
    t: z.literal('error'),
    id: frameId.exactOptional(),
    ts,
    data: z.object({
      code: z.enum(chatErrorCodes),
      clientMessageId: z.string().exactOptional(),
      conversationId: z.string().exactOptional(),
      retryAfterMs: z.int().nonnegative().exactOptional(),
    }),
  }),
  z.object({ v, t: z.literal('pong'), ts }),
]);
