import type {
  Delivery,
  Message,
  MessageContent,
  MessageContext,
  OutboundMessage,
  Reaction,
  Revision,
  Sender,
} from '@parley/core';
import type { RowOf, TableShape } from '../rows/column.ts';
import { fromUuid, toUuid } from '../rows/id-columns.ts';
import { asDate, asTimestamp, asTimestampOrNull, type TimeValue } from '../rows/time-columns.ts';
import { type Json, toDelivery, toReactions, toRevisions, undeliveredSince } from './delivery-json.ts';

const columns = {
  id: 'uuid',
  conversation_id: 'uuid',
  customer_id: 'uuid',
  inbox_id: 'uuid',
  seq: 'integer',
  direction: 'text',
  sender: 'jsonb',
  content: 'jsonb',
  context: 'jsonb',
  provider_message_id: 'text',
  reactions: 'jsonb',
  revisions: 'jsonb',
  edited_at: 'timestamptz',
  deleted_at: 'timestamptz',
  sent_at: 'timestamptz',
  created_at: 'timestamptz',
  delivery_status: 'text',
  delivery: 'jsonb',
  undelivered_since: 'timestamptz',
  client_message_id: 'text',
  part: 'smallint',
} as const;

/** The table of messages, and what may change of one. */
export const messageTable: TableShape<typeof columns> = {
  name: 'messages',
  columns,
  key: ['id'],
  changes: [
    'content',
    'provider_message_id',
    'reactions',
    'revisions',
    'edited_at',
    'deleted_at',
    'delivery_status',
    'delivery',
    'undelivered_since',
  ],
};

/** What is read of a message. */
export const messageColumns =
  'id, conversation_id, customer_id, inbox_id, seq, direction, sender, content, context, provider_message_id, reactions, ' +
  'revisions, edited_at, deleted_at, sent_at, created_at, delivery, client_message_id, part';

/** A message as it is read. */
export interface MessageRow {
  readonly id: string;
  readonly conversation_id: string;
  readonly customer_id: string;
  readonly inbox_id: string;
  readonly seq: number;
  readonly direction: Message['direction'];
  readonly sender: Sender;
  readonly content: MessageContent;
  readonly context: MessageContext | null;
  readonly provider_message_id: string | null;
  readonly reactions: readonly Json<Reaction>[] | null;
  readonly revisions: readonly Json<Revision>[] | null;
  readonly edited_at: TimeValue | null;
  readonly deleted_at: TimeValue | null;
  readonly sent_at: TimeValue;
  readonly created_at: TimeValue;
  readonly delivery: Json<Delivery> | null;
  readonly client_message_id: string | null;
  readonly part: number | null;
}

function outboundColumns(message: OutboundMessage) {
  return {
    delivery_status: message.delivery.status,
    delivery: message.delivery,
    undelivered_since: asTimestampOrNull(undeliveredSince(message.delivery) ?? undefined),
    client_message_id: message.clientMessageId ?? null,
    part: message.part,
  };
}

/** A message as it is written. Empty lists and an empty context are not stored. */
export function messageRow(message: Message): RowOf<typeof columns> {
  return {
    id: toUuid(message.id),
    conversation_id: toUuid(message.conversationId),
    customer_id: toUuid(message.customerId),
    inbox_id: toUuid(message.inboxId),
    seq: message.seq,
    direction: message.direction,
    sender: message.sender,
    content: message.content,
    context: isEmpty(message.context) ? null : message.context,
    provider_message_id: message.providerMessageId ?? null,
    reactions: message.reactions.length === 0 ? null : message.reactions,
    revisions: message.revisions.length === 0 ? null : message.revisions,
    edited_at: asTimestampOrNull(message.editedAt),
    deleted_at: asTimestampOrNull(message.deletedAt),
    sent_at: asTimestamp(message.sentAt),
    created_at: asTimestamp(message.createdAt),
    ...(message.direction === 'outbound' ? outboundColumns(message) : noDelivery),
  };
}

const noDelivery = {
  delivery_status: null,
  delivery: null,
  undelivered_since: null,
  client_message_id: null,
  part: null,
};

function isEmpty(context: MessageContext): boolean {
  for (const _key in context) return false;
  return true;
}

/** The message of a row. */
export function toMessage(row: MessageRow): Message {
  const base = {
    id: fromUuid('msg', row.id),
    conversationId: fromUuid('cnv', row.conversation_id),
    inboxId: fromUuid('inb', row.inbox_id),
    customerId: fromUuid('cus', row.customer_id),
    seq: row.seq,
    sender: row.sender,
    content: row.content,
    context: row.context ?? {},
    ...(row.provider_message_id === null ? {} : { providerMessageId: row.provider_message_id }),
    reactions: toReactions(row.reactions),
    revisions: toRevisions(row.revisions),
    ...(row.edited_at === null ? {} : { editedAt: asDate(row.edited_at) }),
    ...(row.deleted_at === null ? {} : { deletedAt: asDate(row.deleted_at) }),
    sentAt: asDate(row.sent_at),
    createdAt: asDate(row.created_at),
  };
  if (row.delivery === null) return { ...base, direction: 'inbound' };
  return {
    ...base,
    direction: 'outbound',
    delivery: toDelivery(row.delivery),
    ...(row.client_message_id === null ? {} : { clientMessageId: row.client_message_id }),
    part: row.part ?? 0,
  };
}

/** The message of a row that is known to be outbound. */
export function toOutboundMessage(row: MessageRow): OutboundMessage {
  return toMessage(row) as OutboundMessage;
}
