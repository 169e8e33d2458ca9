import type { Conversation } from '@parley/core';
import type { RowOf, TableShape } from '../rows/column.ts';
import { fromUuid, toUuid } from '../rows/id-columns.ts';
import { asDate, asTimestamp, asTimestampOrNull, type TimeValue } from '../rows/time-columns.ts';

const columns = {
  id: 'uuid',
  number: 'integer',
  customer_id: 'uuid',
  inbox_id: 'uuid',
  status: 'text',
  priority: 'text',
  controller: 'text',
  controller_version: 'integer',
  is_bot_handoff: 'boolean',
  subject: 'text',
  assignee_id: 'uuid',
  last_seq: 'integer',
  last_read_seq: 'integer',
  unread_count: 'integer',
  customer_read_seq: 'integer',
  waiting_since: 'timestamptz',
  first_response_at: 'timestamptz',
  last_inbound_at: 'timestamptz',
  last_message_at: 'timestamptz',
  last_activity_at: 'timestamptz',
  activity_slot: 'integer',
  preview: 'text',
  auto_replied_at: 'timestamptz',
  snoozed_until: 'timestamptz',
  resolved_at: 'timestamptz',
  closed_at: 'timestamptz',
  version: 'integer',
  created_at: 'timestamptz',
  updated_at: 'timestamptz',
} as const;

/** The table of conversations. Customer, inbox, number and creation never change. */
export const conversationTable: TableShape<typeof columns> = {
  name: 'conversations',
  columns,
  key: ['id'],
  changes: [
    'status',
    'priority',
    'controller',
    'controller_version',
    'is_bot_handoff',
    'subject',
    'assignee_id',
    'last_seq',
    'last_read_seq',
    'unread_count',
    'customer_read_seq',
    'waiting_since',
    'first_response_at',
    'last_inbound_at',
    'last_message_at',
    'last_activity_at',
    'activity_slot',
    'preview',
    'auto_replied_at',
    'snoozed_until',
    'resolved_at',
    'closed_at',
    'version',
    'updated_at',
  ],
};

/** What is read of a conversation. */
export const conversationColumns = Object.keys(columns)
  .filter((name) => name !== 'last_activity_at' && name !== 'activity_slot')
  .join(', ');

/** A conversation as it is read. */
export interface ConversationRow {
  readonly id: string;
  readonly number: number;
  readonly customer_id: string;
  readonly inbox_id: string;
  readonly status: Conversation['status'];
  readonly priority: Conversation['priority'];
  readonly controller: Conversation['controller'];
  readonly controller_version: number;
  readonly is_bot_handoff: boolean;
  readonly subject: string | null;
  readonly assignee_id: string | null;
  readonly last_seq: number;
  readonly last_read_seq: number;
  readonly unread_count: number;
  readonly customer_read_seq: number;
  readonly waiting_since: TimeValue | null;
  readonly first_response_at: TimeValue | null;
  readonly last_inbound_at: TimeValue | null;
  readonly last_message_at: TimeValue | null;
  readonly preview: string | null;
  readonly auto_replied_at: TimeValue | null;
  readonly snoozed_until: TimeValue | null;
  readonly resolved_at: TimeValue | null;
  readonly closed_at: TimeValue | null;
  readonly version: number;
  readonly created_at: TimeValue;
  readonly updated_at: TimeValue;
}

/** When something last happened, as lists are ordered. */
export function lastActivityAt(conversation: Conversation): Date {
  return conversation.lastMessageAt ?? conversation.createdAt;
}

const slotMs = 15 * 60 * 1000;

/** The quarter of an hour a time lies in; grows with the time. */
export function activitySlot(at: Date): number {
  return Math.floor(at.getTime() / slotMs);
}

/** A conversation as it is written. */
export function conversationRow(conversation: Conversation): RowOf<typeof columns> {
  return {
    id: toUuid(conversation.id),
    number: conversation.number,
    customer_id: toUuid(conversation.customerId),
    inbox_id: toUuid(conversation.inboxId),
    status: conversation.status,
    priority: conversation.priority,
    controller: conversation.controller,
    controller_version: conversation.controllerVersion,
    is_bot_handoff: conversation.isBotHandoff,
    subject: conversation.subject ?? null,
    assignee_id: conversation.assigneeId === undefined ? null : toUuid(conversation.assigneeId),
    last_seq: conversation.lastSeq,
    last_read_seq: conversation.lastReadSeq,
    unread_count: conversation.unreadCount,
    customer_read_seq: conversation.customerReadSeq,
    waiting_since: asTimestampOrNull(conversation.waitingSince),
    first_response_at: asTimestampOrNull(conversation.firstResponseAt),
    last_inbound_at: asTimestampOrNull(conversation.lastInboundAt),
    last_message_at: asTimestampOrNull(conversation.lastMessageAt),
    last_activity_at: asTimestamp(lastActivityAt(conversation)),
    activity_slot: activitySlot(lastActivityAt(conversation)),
    preview: conversation.preview ?? null,
    auto_replied_at: asTimestampOrNull(conversation.autoRepliedAt),
    snoozed_until: asTimestampOrNull(conversation.snoozedUntil),
    resolved_at: asTimestampOrNull(conversation.resolvedAt),
    closed_at: asTimestampOrNull(conversation.closedAt),
    version: conversation.version,
    created_at: asTimestamp(conversation.createdAt),
    updated_at: asTimestamp(conversation.updatedAt),
  };
}

/** The conversation of a row. */
export function toConversation(row: ConversationRow): Conversation {
  return {
    id: fromUuid('cnv', row.id),
    number: row.number,
    customerId: fromUuid('cus', row.customer_id),
    inboxId: fromUuid('inb', row.inbox_id),
    status: row.status,
    priority: row.priority,
    controller: row.controller,
    controllerVersion: row.controller_version,
    isBotHandoff: row.is_bot_handoff,
    ...(row.subject === null ? {} : { subject: row.subject }),
    ...(row.assignee_id === null ? {} : { assigneeId: fromUuid('agt', row.assignee_id) }),
    lastSeq: row.last_seq,
    lastReadSeq: row.last_read_seq,
    unreadCount: row.unread_count,
    customerReadSeq: row.customer_read_seq,
    ...(row.waiting_since === null ? {} : { waitingSince: asDate(row.waiting_since) }),
    ...(row.first_response_at === null ? {} : { firstResponseAt: asDate(row.first_response_at) }),
    ...(row.last_inbound_at === null ? {} : { lastInboundAt: asDate(row.last_inbound_at) }),
    ...(row.last_message_at === null ? {} : { lastMessageAt: asDate(row.last_message_at) }),
    ...(row.preview === null ? {} : { preview: row.preview }),
    ...(row.auto_replied_at === null ? {} : { autoRepliedAt: asDate(row.auto_replied_at) }),
    ...(row.snoozed_until === null ? {} : { snoozedUntil: asDate(row.snoozed_until) }),
    ...(row.resolved_at === null ? {} : { resolvedAt: asDate(row.resolved_at) }),
    ...(row.closed_at === null ? {} : { closedAt: asDate(row.closed_at) }),
    version: row.version,
    createdAt: asDate(row.created_at),
    updatedAt: asDate(row.updated_at),
  };
}
