import type { QuarantinedItem } from '@parley/core';
import type { RowOf, TableShape } from '../rows/column.ts';
import { fromUuid, toUuid } from '../rows/id-columns.ts';
import { asDate, asTimestamp, asTimestampOrNull, type TimeValue } from '../rows/time-columns.ts';

const columns = {
  id: 'uuid',
  inbox_id: 'uuid',
  state: 'text',
  reason: 'text',
  message: 'text',
  source: 'bytea',
  received_at: 'timestamptz',
  attempts: 'integer',
  replayed_at: 'timestamptz',
} as const;

/** The table of quarantined items. */
export const quarantineTable: TableShape<typeof columns> = {
  name: 'quarantined_items',
  columns,
  key: ['id'],
  changes: ['state', 'reason', 'message', 'attempts', 'replayed_at'],
};

/** An item as it is read. */
export interface QuarantineRow {
  readonly id: string;
  readonly inbox_id: string;
  readonly state: QuarantinedItem['state'];
  readonly reason: string;
  readonly message: string;
  readonly source: Uint8Array;
  readonly received_at: TimeValue;
  readonly attempts: number;
  readonly replayed_at: TimeValue | null;
}

/** An item as it is written; its bytes in the text form of bytea. */
export function quarantineRow(item: QuarantinedItem): RowOf<typeof columns> {
  return {
    id: toUuid(item.id),
    inbox_id: toUuid(item.inboxId),
    state: item.state,
    reason: item.reason,
    message: item.message,
    source: `\\x${Buffer.from(item.source.buffer, item.source.byteOffset, item.source.byteLength).toString('hex')}`,
    received_at: asTimestamp(item.receivedAt),
    attempts: item.attempts,
    replayed_at: asTimestampOrNull(item.replayedAt),
  };
}

/** The item of a row. */
export function toQuarantinedItem(row: QuarantineRow): QuarantinedItem {
  return {
    id: fromUuid('qua', row.id),
    inboxId: fromUuid('inb', row.inbox_id),
    state: row.state,
    reason: row.reason,
    message: row.message,
    // A copy: one driver gives a Buffer that shares its memory with others, the other a plain array.
    source: new Uint8Array(row.source),
    receivedAt: asDate(row.received_at),
    attempts: row.attempts,
    ...(row.replayed_at === null ? {} : { replayedAt: asDate(row.replayed_at) }),
  };
}
