import type { Message, MessageHead, Sender } from '@parley/core';
import { fromUuid } from '../rows/id-columns.ts';

/** What is read of a message for a list: a few columns, so that long contents stay on their pages. */
export const headColumns =
  "conversation_id, seq, direction, sender, content ->> 'type' as content_type, delivery_status";

/** A message's head as it is read. */
export interface HeadRow {
  readonly conversation_id: string;
  readonly seq: number;
  readonly direction: Message['direction'];
  readonly sender: Sender;
  readonly content_type: MessageHead['contentType'];
  readonly delivery_status: NonNullable<MessageHead['status']> | null;
}

/** The head of a row. */
export function toMessageHead(row: HeadRow): MessageHead {
  return {
    conversationId: fromUuid('cnv', row.conversation_id),
    seq: row.seq,
    direction: row.direction,
    sender: row.sender,
    contentType: row.content_type,
    ...(row.delivery_status === null ? {} : { status: row.delivery_status }),
  };
}
