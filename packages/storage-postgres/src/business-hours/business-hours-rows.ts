import type { BusinessHours } from '@parley/core';
import type { RowOf, TableShape } from '../rows/column.ts';
import { fromUuid, toUuid } from '../rows/id-columns.ts';
import { asDate, asTimestamp, type TimeValue } from '../rows/time-columns.ts';

const columns = {
  id: 'uuid',
  name: 'text',
  time_zone: 'text',
  weekly: 'jsonb',
  exceptions: 'jsonb',
  auto_reply: 'jsonb',
  version: 'integer',
  created_at: 'timestamptz',
  updated_at: 'timestamptz',
} as const;

/** The table of schedules. */
export const businessHoursTable: TableShape<typeof columns> = {
  name: 'business_hours',
  columns,
  key: ['id'],
  changes: ['name', 'time_zone', 'weekly', 'exceptions', 'auto_reply', 'version', 'updated_at'],
};

/** A schedule as it is read. */
export interface BusinessHoursRow {
  readonly id: string;
  readonly name: string;
  readonly time_zone: string;
  readonly weekly: BusinessHours['weekly'];
  readonly exceptions: BusinessHours['exceptions'];
  readonly auto_reply: BusinessHours['autoReply'] | null;
  readonly version: number;
  readonly created_at: TimeValue;
  readonly updated_at: TimeValue;
}

/** A schedule as it is written. */
export function businessHoursRow(hours: BusinessHours): RowOf<typeof columns> {
  return {
    id: toUuid(hours.id),
    name: hours.name,
    time_zone: hours.timeZone,
    weekly: hours.weekly,
    exceptions: hours.exceptions,
    auto_reply: hours.autoReply ?? null,
    version: hours.version,
    created_at: asTimestamp(hours.createdAt),
    updated_at: asTimestamp(hours.updatedAt),
  };
}

/** The schedule of a row. */
export function toBusinessHours(row: BusinessHoursRow): BusinessHours {
  return {
    id: fromUuid('bhr', row.id),
    name: row.name,
    timeZone: row.time_zone,
    weekly: row.weekly,
    exceptions: row.exceptions,
    ...(row.auto_reply == null ? {} : { autoReply: row.auto_reply }),
    version: row.version,
    createdAt: asDate(row.created_at),
    updatedAt: asDate(row.updated_at),
  };
}
