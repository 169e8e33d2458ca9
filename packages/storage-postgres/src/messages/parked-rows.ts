import type { MessageUpdate, ParkedUpdate } from '@parley/core';
import type { ProviderMessageRef } from '@parley/core/storage';
import type { RowOf, TableShape } from '../rows/column.ts';
import { ColumnArray } from '../rows/column-array.ts';
import { fromUuid, toUuid } from '../rows/id-columns.ts';
import { asDate, asTimestamp, type TimeValue } from '../rows/time-columns.ts';
import { type Json, toMessageUpdate } from './delivery-json.ts';

const columns = {
  inbox_id: 'uuid',
  provider_message_id: 'text',
  dedupe_key: 'text',
  update: 'jsonb',
  received_at: 'timestamptz',
} as const;

/** The table of updates that wait for their message. */
export const parkedTable: TableShape<typeof columns> = {
  name: 'parked_updates',
  columns,
  key: ['inbox_id', 'provider_message_id', 'dedupe_key'],
  changes: [],
};

/** What is read of a parked update. */
export const parkedColumns = Object.keys(columns).join(', ');

/** A parked update as it is read. */
export interface ParkedRow {
  readonly inbox_id: string;
  readonly provider_message_id: string;
  readonly dedupe_key: string;
  readonly update: Json<MessageUpdate>;
  readonly received_at: TimeValue;
}

/** A parked update as it is written. */
export function parkedRow(parked: ParkedUpdate): RowOf<typeof columns> {
  return {
    inbox_id: toUuid(parked.inboxId),
    provider_message_id: parked.providerMessageId,
    dedupe_key: parked.dedupeKey,
    update: parked.update,
    received_at: asTimestamp(parked.receivedAt),
  };
}

/** The parked update of a row. */
export function toParkedUpdate(row: ParkedRow): ParkedUpdate {
  return {
    inboxId: fromUuid('inb', row.inbox_id),
    providerMessageId: row.provider_message_id,
    dedupeKey: row.dedupe_key,
    update: toMessageUpdate(row.update),
    receivedAt: asDate(row.received_at),
  };
}

/** Names of messages by the provider's ids: the inboxes, then the ids. */
export function providerRefArrays(refs: readonly ProviderMessageRef[]): readonly [ColumnArray, ColumnArray] {
  return [
    new ColumnArray(
      'uuid',
      refs.map((ref) => toUuid(ref.inboxId)),
    ),
    new ColumnArray(
      'text',
      refs.map((ref) => ref.providerMessageId),
    ),
  ];
}

/**
 * Deletes what is parked for some of the provider's ids: looks each up, then deletes by key.
 *
 * @param first placeholder of the first of {@link providerRefArrays}
 */
export function deleteParked(first: number): string {
  return `delete from parley.parked_updates p using (
  select u.* from unnest($${first}::uuid[], $${first + 1}::text[]) as k(inbox_id, provider_message_id)
  cross join lateral (
    select inbox_id, provider_message_id, dedupe_key from parley.parked_updates
    where account_id = $1::uuid and provider_message_id = k.provider_message_id and inbox_id = k.inbox_id offset 0
  ) u
) found
where p.account_id = $1::uuid and p.provider_message_id = found.provider_message_id and p.inbox_id = found.inbox_id
  and p.dedupe_key = found.dedupe_key`;
}
