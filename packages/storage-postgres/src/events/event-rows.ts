import type { DomainEvent, LoggedEvent, LogPosition } from '@parley/core';
import type { RowOf, TableShape } from '../rows/column.ts';
import { fromUuid, toUuid } from '../rows/id-columns.ts';
import { asDate, asTimestamp, type TimeValue } from '../rows/time-columns.ts';

const columns = {
  id: 'uuid',
  type: 'text',
  version: 'smallint',
  actor: 'jsonb',
  data: 'jsonb',
  at: 'timestamptz',
} as const;

/** The event log. Transaction and position are given by the database. */
export const eventTable: TableShape<typeof columns> = { name: 'events', columns, key: ['id'], changes: [] };

/** An event as it is read. */
export interface EventRow {
  readonly account_id: string;
  readonly txid: string;
  readonly position: string;
  readonly id: string;
  readonly type: DomainEvent['type'];
  readonly version: 1;
  readonly actor: DomainEvent['actor'];
  readonly data: DomainEvent['data'];
  readonly at: TimeValue;
}

/** An event as it is written. */
export function eventRow(event: DomainEvent): RowOf<typeof columns> {
  return {
    id: toUuid(event.id),
    type: event.type,
    version: event.version,
    actor: event.actor,
    data: event.data,
    at: asTimestamp(event.at),
  };
}

/** Where a row stands in the log. */
export function positionOf(row: Pick<EventRow, 'txid' | 'position'>): LogPosition {
  return `${row.txid}.${row.position}` as LogPosition;
}

/** The event of a row. */
export function toLoggedEvent(row: EventRow): LoggedEvent {
  const event = {
    id: fromUuid('evt', row.id),
    type: row.type,
    version: row.version,
    accountId: fromUuid('acc', row.account_id),
    actor: row.actor,
    at: asDate(row.at),
    data: row.data,
  } as DomainEvent;
  return { position: positionOf(row), event };
}
