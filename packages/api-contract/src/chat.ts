import { z } from 'zod';
import { chatFileContentSchema, chatFileLimitsSchema } from './chat-file.ts';
import { conversationStatusSchema } from './conversation.ts';
import { conversationIdSchema, inboxIdSchema, messageIdSchema } from './ids.ts';
import { instantSchema } from './instant.ts';
import { messageContentSchema } from './message-content.ts';

/** Longest text a customer may send, in characters. */
export const maxChatTextLength = 8_000;

/** Most messages of one answer. */
const maxChatPage = 100;

/** A message as the customer sees it: no staff ids, no provider facts, no notes. */
export const chatMessageSchema = z
  .object({
    id: messageIdSchema,
    conversationId: conversationIdSchema,
    seq: z.int().positive().meta({ description: 'Dense per conversation. Sort by it.' }),
    clientMessageId: z.string().nullable().meta({ description: 'Of messages the customer sent.' }),
    from: z.enum(['customer', 'agent', 'assistant', 'system']),
    name: z.string().nullable().meta({ description: 'First name of who wrote, where staff show it.' }),
    content: messageContentSchema,
    sentAt: instantSchema,
    editedAt: instantSchema.nullable(),
    deletedAt: instantSchema.nullable(),
  })
  .meta({ id: 'ChatMessage' });

/** A conversation as the customer sees it. */
export const chatConversationSchema = z
  .object({
    id: conversationIdSchema,
    number: z.int().positive(),
    status: conversationStatusSchema,
    subject: z.string().nullable(),
    talkingTo: z
      .enum(['assistant', 'agent', 'queue'])
      .meta({ description: 'Who answers now; queue = a person will take over.' }),
    agentName: z.string().nullable(),
    queuePosition: z
      .int()
      .positive()
      .nullable()
      .meta({ description: 'While nobody has taken it; 1 = next.' }),
    lastSeq: z.int().nonnegative(),
    customerReadSeq: z.int().nonnegative().meta({ description: 'Up to where the customer has read.' }),
    agentReadSeq: z
      .int()
      .nonnegative()
      .meta({ description: "Up to where staff have read: the customer's ticks." }),
    unreadCount: z
      .int()
      .nonnegative()
      .meta({ description: 'Messages to the customer after customerReadSeq.' }),
    preview: z.string().nullable(),
    updatedAt: instantSchema,
  })
  .meta({ id: 'ChatConversation' });

/** What a customer may send. */
export const chatContentSchema = z.union([
  z.strictObject({ type: z.literal('text'), text: z.string().min(1).max(maxChatTextLength) }),
  z.strictObject({
    type: z.literal('choice'),
    /** The message whose button or row was chosen. */
    messageId: messageIdSchema,
    choiceId: z.string().min(1).max(256),
  }),
  chatFileContentSchema,
]);

/** In which a chat speaks to its customer. */
export const chatLanguageSchema = z
  .string()
  .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 'Expected a language tag, e.g. pt-BR')
  .max(35)
  .meta({ description: 'In which the chat speaks to the customer, BCP 47; noted where none is known.' });

/** `POST /v1/chat/:inboxId/messages`. */
export const newChatMessageSchema = z
  .strictObject({
    clientMessageId: z
      .string()
      .min(1)
      .max(128)
      .regex(/^[\w.:-]+$/),
    conversationId: conversationIdSchema
      .meta({ description: 'Absent = the open conversation, or a new one.' })
      .exactOptional(),
    content: chatContentSchema,
    page: z.string().max(2_000).meta({ description: 'Where the customer is.' }).exactOptional(),
    language: chatLanguageSchema.exactOptional(),
  })
  .meta({ id: 'NewChatMessage' });

/** The message is stored. A re-send of the same clientMessageId gets the same ack. */
export const chatAckSchema = z
  .object({
    clientMessageId: z.string(),
    messageId: messageIdSchema,
    conversationId: conversationIdSchema,
    seq: z.int().positive(),
  })
  .meta({ id: 'ChatAck' });

/** `GET /v1/chat/:inboxId`: what a widget needs before anybody is known. */
export const chatInboxSchema = z
  .object({
    id: inboxIdSchema,
    name: z.string(),
    greeting: z.string().nullable(),
    isStaffed: z.boolean().meta({ description: 'An agent is online or busy now.' }),
    isOpen: z
      .boolean()
      .nullable()
      .meta({ description: 'By the business hours of the inbox; null = it has none.' }),
    opensAt: instantSchema.nullable().meta({ description: 'When it opens next.' }),
    closesAt: instantSchema.nullable().meta({ description: 'When it closes next.' }),
    timeZone: z.string().nullable().meta({ description: 'Of the business hours; IANA name.' }),
    expectedReplyMinutes: z.int().positive().nullable().meta({ description: 'From the inbox settings.' }),
    allowsAnonymous: z.boolean(),
    files: chatFileLimitsSchema.nullable().meta({ description: 'Files customers may send; null = none.' }),
  })
  .meta({ id: 'ChatInbox' });

/** `POST /v1/chat/:inboxId/visitors`: an anonymous customer. */
export const chatVisitorSchema = z
  .object({
    token: z.string().meta({ description: 'Kept by the browser; proves the visitor from now on.' }),
    visitorId: z.string(),
    expiresAt: instantSchema,
  })
  .meta({ id: 'ChatVisitor' });

/** `POST /v1/chat/:inboxId/contact`: where the answer can reach them. */
export const newChatContactSchema = z
  .strictObject({
    email: z.email('Expected an e-mail address').max(320),
    name: z.string().trim().min(1).max(200).exactOptional(),
  })
  .meta({ id: 'NewChatContact' });

/** What is known of how to reach them. */
export const chatContactSchema = z
  .object({ hasEmail: z.boolean().meta({ description: 'Staff know an e-mail address of theirs.' }) })
  .meta({ id: 'ChatContact' });

/** `POST /v1/chat/:inboxId/identify`, with the token of the host's own backend. */
export const chatIdentifySchema = z
  .strictObject({
    visitorToken: z
      .string()
      .max(4_096)
      .meta({
        description: 'Of the anonymous visitor who signed in; its thread goes on, and the token ends.',
      })
      .exactOptional(),
  })
  .meta({ id: 'ChatIdentify' });

/** Who the customer is now. */
export const chatSessionSchema = z
  .object({
    isIdentified: z.boolean(),
    name: z.string().nullable(),
    hasJoinedThread: z.boolean().meta({ description: 'An anonymous thread became theirs with this call.' }),
  })
  .meta({ id: 'ChatSession' });

/** `GET /v1/chat/:inboxId/conversations`. */
export const chatConversationListSchema = z
  .object({ items: z.array(chatConversationSchema) })
  .meta({ id: 'ChatConversationList' });

const seqText = z.coerce.number().pipe(z.int().nonnegative());

/** Which messages. */
export const chatMessageQuerySchema = z
  .strictObject({
    afterSeq: seqText.meta({ description: 'Messages after this one, oldest first.' }).exactOptional(),
    beforeSeq: seqText.meta({ description: 'The newest before this one.' }).exactOptional(),
    limit: z.coerce.number().pipe(z.int().min(1).max(maxChatPage)).default(50),
  })
  .refine((query) => query.afterSeq === undefined || query.beforeSeq === undefined, {
    error: 'Give afterSeq or beforeSeq, not both',
    path: ['beforeSeq'],
  });

/** A stretch of a thread, in the order of `seq`. */
export const chatMessageListSchema = z
  .object({
    items: z.array(chatMessageSchema),
    hasMore: z.boolean().meta({ description: 'Whether there are more in the direction that was asked for.' }),
  })
  .meta({ id: 'ChatMessageList' });

/** `POST /v1/chat/:inboxId/conversations/:id/read`. */
export const chatReadSchema = z.strictObject({ upToSeq: z.int().nonnegative() }).meta({ id: 'ChatRead' });
