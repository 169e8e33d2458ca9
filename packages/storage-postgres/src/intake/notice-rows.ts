import type { ChannelNotice } from '@parley/core';
import type { RowOf, TableShape } from '../rows/column.ts';
import { toUuid } from '../rows/id-columns.ts';
import { asTimestamp, asTimestampOrNull } from '../rows/time-columns.ts';

const columns = {
  id: 'uuid',
  inbox_id: 'uuid',
  type: 'text',
  is_known: 'boolean',
  dedupe_key: 'text',
  payload: 'jsonb',
  at: 'timestamptz',
  received_at: 'timestamptz',
} as const;

/** The table of provider notices that are not messages. */
export const noticeTable: TableShape<typeof columns> = {
  name: 'channel_notices',
  columns,
  key: ['id'],
  changes: [],
};

/** A notice as it is written. */
export function noticeRow(notice: ChannelNotice): RowOf<typeof columns> {
  return {
    id: toUuid(notice.id),
    inbox_id: toUuid(notice.inboxId),
    type: notice.type,
    is_known: notice.isKnown,
    dedupe_key: notice.dedupeKey,
    payload: notice.payload,
    at: asTimestampOrNull(notice.at),
    received_at: asTimestamp(notice.receivedAt),
  };
}
