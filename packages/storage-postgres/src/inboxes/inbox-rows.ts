import type { Inbox, JsonObject } from '@parley/core';
import type { RowOf, TableShape } from '../rows/column.ts';
import { fromUuid, toUuid } from '../rows/id-columns.ts';
import { asDate, asTimestamp, type TimeValue } from '../rows/time-columns.ts';

const columns = {
  id: 'uuid',
  name: 'text',
  channel: 'text',
  settings: 'jsonb',
  sealed_credentials: 'text',
  reopen_window_ms: 'bigint',
  assistant_id: 'text',
  business_hours_id: 'uuid',
  version: 'integer',
  created_at: 'timestamptz',
  updated_at: 'timestamptz',
} as const;

/** The table of inboxes. */
export const inboxTable: TableShape<typeof columns> = {
  name: 'inboxes',
  columns,
  key: ['id'],
  changes: [
    'name',
    'settings',
    'sealed_credentials',
    'reopen_window_ms',
    'assistant_id',
    'business_hours_id',
    'version',
    'updated_at',
  ],
};

/** An inbox as it is read. */
export interface InboxRow {
  readonly id: string;
  readonly name: string;
  readonly channel: string;
  readonly settings: JsonObject;
  readonly sealed_credentials: string;
  readonly reopen_window_ms: number;
  readonly assistant_id: string | null;
  readonly business_hours_id: string | null;
  readonly version: number;
  readonly created_at: TimeValue;
  readonly updated_at: TimeValue;
}

/** An inbox as it is written. */
export function inboxRow(inbox: Inbox): RowOf<typeof columns> {
  return {
    id: toUuid(inbox.id),
    name: inbox.name,
    channel: inbox.channel,
    settings: inbox.settings,
    sealed_credentials: inbox.sealedCredentials,
    reopen_window_ms: inbox.reopenWindowMs,
    assistant_id: inbox.assistantId ?? null,
    business_hours_id: inbox.businessHoursId === undefined ? null : toUuid(inbox.businessHoursId),
    version: inbox.version,
    created_at: asTimestamp(inbox.createdAt),
    updated_at: asTimestamp(inbox.updatedAt),
  };
}

/** The inbox of a row. */
export function toInbox(row: InboxRow): Inbox {
  return {
    id: fromUuid('inb', row.id),
    name: row.name,
    channel: row.channel,
    settings: row.settings,
    sealedCredentials: row.sealed_credentials,
    reopenWindowMs: Number(row.reopen_window_ms),
    ...(row.assistant_id === null ? {} : { assistantId: row.assistant_id }),
    ...(row.business_hours_id === null ? {} : { businessHoursId: fromUuid('bhr', row.business_hours_id) }),
    version: row.version,
    createdAt: asDate(row.created_at),
    updatedAt: asDate(row.updated_at),
  };
}
