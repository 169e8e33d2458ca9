import { z } from 'zod';
import { agentRoleSchema } from './agent.ts';
import { conversationStatusSchema, prioritySchema } from './conversation.ts';
import { deliveryErrorSchema } from './delivery.ts';
import {
  agentIdSchema,
  businessHoursIdSchema,
  channelNoticeIdSchema,
  conversationIdSchema,
  customerIdSchema,
  identityIdSchema,
  inboxIdSchema,
  messageIdSchema,
  noteIdSchema,
  quarantineIdSchema,
} from './ids.ts';

const agent = { agentId: agentIdSchema, name: z.string(), role: agentRoleSchema };
const controllerSchema = z.enum(['assistant', 'agent', 'queue']);
const hours = { businessHoursId: businessHoursIdSchema, name: z.string() };
const conversation = { conversationId: conversationIdSchema };
const customer = { customerId: customerIdSchema };
const inbox = { inboxId: inboxIdSchema, channel: z.string(), name: z.string() };
const notice = { noticeId: channelNoticeIdSchema, inboxId: inboxIdSchema, type: z.string() };
const message = { messageId: messageIdSchema, conversationId: conversationIdSchema };
const newMessage = {
  ...message,
  inboxId: inboxIdSchema,
  customerId: customerIdSchema,
  seq: z.int().positive(),
  contentType: z.string(),
};
const failed = { ...message, error: deliveryErrorSchema.optional() };

/** Every event there is: its name and its payload. Payloads carry ids and kinds, never what people wrote. */
export const eventDataSchemas = {
  'agent.created': z.object(agent),
  'agent.updated': z.object(agent),
  'agent.disabled': z.object({ agentId: agentIdSchema }),
  'agent.enabled': z.object({ agentId: agentIdSchema }),
  'business_hours.saved': z.object(hours).meta({ description: 'Added or changed.' }),
  'business_hours.removed': z.object(hours),
  'channel.notice_received': z
    .object(notice)
    .meta({ description: 'The provider told something that is not a message.' }),
  'channel.unknown_event': z
    .object(notice)
    .meta({ description: 'A type this version does not know; stored whole.' }),
  'conversation.opened': z.object({
    ...conversation,
    customerId: customerIdSchema,
    inboxId: inboxIdSchema,
    number: z.int().positive(),
  }),
  'conversation.status_changed': z.object({
    ...conversation,
    from: conversationStatusSchema,
    to: conversationStatusSchema,
  }),
  'conversation.assigned': z
    .object({ ...conversation, from: agentIdSchema.optional(), to: agentIdSchema.optional() })
    .meta({ description: 'Absent = nobody.' }),
  'conversation.control_changed': z
    .object({
      ...conversation,
      from: controllerSchema,
      to: controllerSchema,
      reason: z.enum([
        'taken_over',
        'assigned',
        'unassigned',
        'replied',
        'handed_off',
        'released',
        'resolved',
        'closed',
      ]),
      version: z.int().positive(),
    })
    .meta({ description: 'Another may speak to the customer from now on.' }),
  'conversation.priority_changed': z.object({ ...conversation, from: prioritySchema, to: prioritySchema }),
  'conversation.subject_changed': z.object(conversation),
  'conversation.seen': z
    .object({ ...conversation, lastReadSeq: z.int().nonnegative(), unreadCount: z.int().nonnegative() })
    .meta({ description: 'Staff read up to lastReadSeq.' }),
  'conversation.customer_changed': z
    .object({ ...conversation, from: customerIdSchema, to: customerIdSchema })
    .meta({ description: "It is another customer's now: its visitor signed in." }),
  'conversation.read_by_customer': z
    .object({ ...conversation, ...customer, customerReadSeq: z.int().nonnegative() })
    .meta({ description: 'The customer read up to customerReadSeq.' }),
  'customer.created': z.object(customer),
  'customer.updated': z.object({ ...customer, fields: z.array(z.string()) }),
  'customer.identity_added': z.object({
    ...customer,
    identityId: identityIdSchema,
    channel: z.string(),
    kind: z.string(),
  }),
  'customer.identity_closed': z.object({
    ...customer,
    identityId: identityIdSchema,
    channel: z.string(),
    kind: z.string(),
    reason: z.enum(['rotated', 'number_changed', 'rebound']),
  }),
  'customer.merge_suggested': z
    .object({
      ...customer,
      otherCustomerId: customerIdSchema.optional(),
      reason: z.enum(['identity_moved', 'identity_taken', 'unmatched_change']),
    })
    .meta({ description: 'Two records may be one person; only a person may merge them.' }),
  'customer.merged': z.object({ ...customer, mergedCustomerId: customerIdSchema }).meta({
    description: "A visitor turned out to be a known customer; everything of theirs is customerId's now.",
  }),
  'inbox.created': z.object(inbox),
  'inbox.updated': z.object(inbox),
  'message.received': z.object(newMessage).meta({ description: 'The customer wrote.' }),
  'message.queued': z.object(newMessage).meta({ description: 'Stored and waiting to be sent.' }),
  'message.echoed': z.object(newMessage).meta({
    description: "Said without Parley: in the channel's own app, or by a chatbot before it handed over.",
  }),
  'message.sent': z.object(message),
  'message.delivered': z.object(message),
  'message.read': z.object(message),
  'message.failed': z.object(failed).meta({ description: 'The provider refused it for good.' }),
  'message.blocked': z
    .object(failed)
    .meta({ description: 'Never handed to the provider, e.g. because the window closed meanwhile.' }),
  'message.unknown': z
    .object(failed)
    .meta({ description: 'Nobody knows whether the provider took it; it is not sent again.' }),
  'message.reacted': z
    .object({ ...message, emoji: z.string().optional() })
    .meta({ description: 'Without emoji: taken back.' }),
  'message.edited': z.object(message),
  'message.deleted': z.object(message),
  'note.added': z.object({ noteId: noteIdSchema, ...conversation }),
  'quarantine.item_added': z.object({
    quarantineId: quarantineIdSchema,
    inboxId: inboxIdSchema,
    reason: z.string(),
  }),
  'quarantine.item_replayed': z.object({ quarantineId: quarantineIdSchema, inboxId: inboxIdSchema }),
} as const;

/** The name of an event. */
export type EventName = keyof typeof eventDataSchemas;

/** Every {@link EventName}. */
export const eventNames = Object.keys(eventDataSchemas) as EventName[];
