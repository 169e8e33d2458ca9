import type { Conversation, DomainEvent, InboundMessage } from '@parley/core';
import type { IntakeContinuation } from '@parley/core/storage';
import { activitySlot, lastActivityAt } from '../conversations/conversation-rows.ts';
import { eventRow, eventTable } from '../events/event-rows.ts';
import type { Columns } from '../rows/column.ts';
import { toUuid } from '../rows/id-columns.ts';
import { asTimestamp, asTimestampOrNull } from '../rows/time-columns.ts';

/** Some columns of a table, and how an item fills them. */
export interface Part<Item> {
  readonly columns: Columns;
  toRow(item: Item): Readonly<Record<string, unknown>>;
}

/** What a customer's message changes of an active conversation. */
export const continuedConversation: Part<Conversation> = {
  columns: {
    id: 'uuid',
    status: 'text',
    last_seq: 'integer',
    unread_count: 'integer',
    waiting_since: 'timestamptz',
    last_inbound_at: 'timestamptz',
    last_message_at: 'timestamptz',
    last_activity_at: 'timestamptz',
    activity_slot: 'integer',
    preview: 'text',
    snoozed_until: 'timestamptz',
    version: 'integer',
    updated_at: 'timestamptz',
  },
  toRow: (conversation) => ({
    id: toUuid(conversation.id),
    status: conversation.status,
    last_seq: conversation.lastSeq,
    unread_count: conversation.unreadCount,
    waiting_since: asTimestampOrNull(conversation.waitingSince),
    last_inbound_at: asTimestampOrNull(conversation.lastInboundAt),
    last_message_at: asTimestampOrNull(conversation.lastMessageAt),
    last_activity_at: asTimestamp(lastActivityAt(conversation)),
    activity_slot: activitySlot(lastActivityAt(conversation)),
    preview: conversation.preview ?? null,
    snoozed_until: asTimestampOrNull(conversation.snoozedUntil),
    version: conversation.version,
    updated_at: asTimestamp(conversation.updatedAt),
  }),
};

/** What a message has as it comes in. */
export const receivedMessage: Part<InboundMessage> = {
  columns: {
    id: 'uuid',
    conversation_id: 'uuid',
    customer_id: 'uuid',
    inbox_id: 'uuid',
    seq: 'integer',
    sender: 'jsonb',
    content: 'jsonb',
    context: 'jsonb',
    provider_message_id: 'text',
    sent_at: 'timestamptz',
    created_at: 'timestamptz',
  },
  toRow: (message) => ({
    id: toUuid(message.id),
    conversation_id: toUuid(message.conversationId),
    customer_id: toUuid(message.customerId),
    inbox_id: toUuid(message.inboxId),
    seq: message.seq,
    sender: message.sender,
    content: message.content,
    context: Object.keys(message.context).length === 0 ? null : message.context,
    provider_message_id: message.providerMessageId,
    sent_at: asTimestamp(message.sentAt),
    created_at: asTimestamp(message.createdAt),
  }),
};

export const continuedEvent: Part<DomainEvent> = { columns: eventTable.columns, toRow: eventRow };

export const knownCustomer: Part<IntakeContinuation['customers'][number]> = {
  columns: { id: 'uuid', version: 'integer' },
  toRow: ({ id, version }) => ({ id: toUuid(id), version }),
};
