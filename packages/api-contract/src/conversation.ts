import { z } from 'zod';
import { actorSchema } from './actor.ts';
import { deliveryStatusSchema } from './delivery.ts';
import { agentIdSchema, conversationIdSchema, customerIdSchema, inboxIdSchema } from './ids.ts';
import { givenInstantSchema, instantSchema } from './instant.ts';
import { listOf, pageQuerySchema } from './page.ts';

/** Every status a conversation can have. */
export const conversationStatusSchema = z.enum(['open', 'pending', 'snoozed', 'resolved', 'closed']).meta({
  id: 'ConversationStatus',
  description:
    'open = somebody must act, pending = waiting on the customer, snoozed = hidden until a time, resolved = done, closed = archived and never reopened.',
});

/** How urgent, lowest first. */
export const prioritySchema = z.enum(['low', 'normal', 'high', 'urgent']).meta({ id: 'Priority' });

/** Whether free-form messages may be sent now. */
export const serviceWindowSchema = z
  .discriminatedUnion('state', [
    z
      .object({ state: z.literal('none') })
      .meta({ description: 'The channel has no window: always allowed.' }),
    z.object({ state: z.literal('open'), endsAt: instantSchema }),
    z.object({
      state: z.literal('closed'),
      endedAt: instantSchema.nullable().meta({ description: 'null = the customer never wrote.' }),
    }),
  ])
  .meta({ id: 'ServiceWindow' });

/** What a list shows of the newest message beside `preview`. */
const lastMessageSchema = z
  .object({
    seq: z.int().positive(),
    direction: z.enum(['inbound', 'outbound']),
    sender: actorSchema,
    contentType: z.string(),
    status: deliveryStatusSchema.nullable().meta({ description: 'null for a message of the customer.' }),
  })
  .meta({ id: 'LastMessage' });

/** The unit of work: one matter of one customer in one inbox. */
export const conversationSchema = z
  .object({
    id: conversationIdSchema,
    number: z.int().positive().meta({ description: 'Shown as #1042; counts up per account.' }),
    customerId: customerIdSchema,
    customerName: z.string().nullable(),
    inboxId: inboxIdSchema,
    channel: z.string().meta({ example: 'whatsapp' }),
    status: conversationStatusSchema,
    priority: prioritySchema,
    controller: z
      .enum(['assistant', 'agent', 'queue'])
      .meta({ description: 'Who may speak to the customer now.' }),
    controllerVersion: z.int().positive().meta({ description: 'Grows with each change of controller.' }),
    subject: z.string().nullable(),
    assigneeId: agentIdSchema.nullable(),
    lastSeq: z.int().nonnegative(),
    lastReadSeq: z.int().nonnegative(),
    customerReadSeq: z
      .int()
      .nonnegative()
      .meta({ description: 'Up to where the customer has read, where the channel tells.' }),
    unreadCount: z.int().nonnegative(),
    waitingSince: instantSchema
      .nullable()
      .meta({ description: 'Since when the customer waits for an answer.' }),
    firstResponseAt: instantSchema.nullable(),
    lastInboundAt: instantSchema
      .nullable()
      .meta({ description: "The channel's time of the customer's newest message." }),
    lastMessageAt: instantSchema.nullable(),
    preview: z.string().nullable().meta({ description: 'Beginning of the newest message.' }),
    lastMessage: lastMessageSchema.nullable(),
    isBotHandoff: z.boolean().meta({ description: 'A chatbot handed it over.' }),
    snoozedUntil: instantSchema.nullable(),
    resolvedAt: instantSchema.nullable(),
    closedAt: instantSchema.nullable(),
    serviceWindow: serviceWindowSchema,
    createdAt: instantSchema,
    updatedAt: instantSchema,
  })
  .meta({ id: 'Conversation' });

const statusList = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(conversationStatusSchema).min(1).max(5));

/** `GET /v1/conversations`. */
export const conversationListQuerySchema = z.strictObject({
  ...pageQuerySchema.shape,
  status: statusList
    .meta({ description: 'One status or several, with commas: `open,pending`.' })
    .exactOptional(),
  inboxId: inboxIdSchema.exactOptional(),
  customerId: customerIdSchema.exactOptional(),
  assigneeId: z
    .union([agentIdSchema, z.literal(['none', 'me'])])
    .meta({
      description:
        'An agent, `none` for unassigned ones, or `me` for those of the agent whose token this is.',
    })
    .exactOptional(),
  unread: z
    .literal('true')
    .meta({ description: 'Only active ones with unread messages, also where `status` names others.' })
    .exactOptional(),
});

/** A page of conversations, the newest activity first. */
export const conversationListSchema = listOf(conversationSchema, 'ConversationList');

const subject = z.string().min(1).max(500);

/** `POST /v1/conversations`. */
export const newConversationSchema = z
  .strictObject({
    customerId: customerIdSchema,
    inboxId: inboxIdSchema,
    subject: subject.exactOptional(),
    priority: prioritySchema.exactOptional(),
    assigneeId: agentIdSchema.exactOptional(),
  })
  .meta({ id: 'NewConversation' });

/** `PATCH /v1/conversations/:id`; at least one field, `null` clears. */
export const conversationPatchSchema = z
  .strictObject({
    status: conversationStatusSchema.exactOptional(),
    snoozedUntil: givenInstantSchema
      .meta({ description: 'Needed with, and only with, `status: "snoozed"`.' })
      .exactOptional(),
    priority: prioritySchema.exactOptional(),
    subject: subject.nullable().exactOptional(),
    assigneeId: agentIdSchema.nullable().exactOptional(),
    expectedAssigneeId: agentIdSchema
      .nullable()
      .meta({
        description:
          'Change only if this agent has it (`null` = nobody); else `assigned_elsewhere`, and nothing is changed.',
      })
      .exactOptional(),
    lastReadSeq: z.int().nonnegative().meta({ description: 'Staff read up to this seq.' }).exactOptional(),
  })
  .refine((patch) => Object.keys(patch).some((key) => key !== 'expectedAssigneeId'), {
    error: 'Give at least one field to change',
  })
  .refine((patch) => (patch.status === 'snoozed') === (patch.snoozedUntil !== undefined), {
    path: ['snoozedUntil'],
    error: 'Give snoozedUntil together with status "snoozed", and only then',
  })
  .meta({ id: 'ConversationPatch', override: { minProperties: 1 } });
