import type { Identity, IdentityRef } from '@parley/core';
import type { RowOf, TableShape } from '../rows/column.ts';
import { ColumnArray } from '../rows/column-array.ts';
import { fromUuid, toUuid } from '../rows/id-columns.ts';
import { asDate, asTimestamp, asTimestampOrNull, type TimeValue } from '../rows/time-columns.ts';
import { searchKey } from './search-key.ts';

const columns = {
  id: 'uuid',
  customer_id: 'uuid',
  channel: 'text',
  scope: 'text',
  kind: 'text',
  value: 'text',
  value_key: 'text',
  valid_from: 'timestamptz',
  valid_to: 'timestamptz',
} as const;

/** The table of identities. */
export const identityTable: TableShape<typeof columns> = {
  name: 'customer_identities',
  columns,
  key: ['id'],
  changes: ['valid_to'],
};

/** What is read of an identity. */
export const identityColumns = 'id, customer_id, channel, scope, kind, value, valid_from, valid_to';

/** Refs as arrays: channels, scopes, kinds, values. */
export function identityRefArrays(
  refs: readonly IdentityRef[],
): readonly [ColumnArray, ColumnArray, ColumnArray, ColumnArray] {
  return [
    new ColumnArray(
      'text',
      refs.map((ref) => ref.channel),
    ),
    new ColumnArray(
      'text',
      refs.map((ref) => ref.scope),
    ),
    new ColumnArray(
      'text',
      refs.map((ref) => ref.kind),
    ),
    new ColumnArray(
      'text',
      refs.map((ref) => ref.value),
    ),
  ];
}

/** An identity as it is read. */
export interface IdentityRow extends IdentityRef {
  readonly id: string;
  readonly customer_id: string;
  readonly valid_from: TimeValue;
  readonly valid_to: TimeValue | null;
}

/** An identity as it is written. */
export function identityRow(identity: Identity): RowOf<typeof columns> {
  return {
    id: toUuid(identity.id),
    customer_id: toUuid(identity.customerId),
    channel: identity.channel,
    scope: identity.scope,
    kind: identity.kind,
    value: identity.value,
    value_key: searchKey(identity.value),
    valid_from: asTimestamp(identity.validFrom),
    valid_to: asTimestampOrNull(identity.validTo),
  };
}

/** The identity of a row. */
export function toIdentity(row: IdentityRow): Identity {
  return {
    id: fromUuid('idn', row.id),
    customerId: fromUuid('cus', row.customer_id),
    channel: row.channel,
    scope: row.scope,
    kind: row.kind,
    value: row.value,
    validFrom: asDate(row.valid_from),
    ...(row.valid_to === null ? {} : { validTo: asDate(row.valid_to) }),
  };
}
