import type { ApiKey } from '@parley/core';
import type { RowOf, TableShape } from '../rows/column.ts';
import { fromUuid, toUuid } from '../rows/id-columns.ts';
import { asDate, asTimestamp, asTimestampOrNull, type TimeValue } from '../rows/time-columns.ts';

const columns = {
  id: 'uuid',
  name: 'text',
  prefix: 'text',
  hash: 'text',
  created_at: 'timestamptz',
  revoked_at: 'timestamptz',
} as const;

/** The table of API keys. */
export const apiKeyTable: TableShape<typeof columns> = {
  name: 'api_keys',
  columns,
  key: ['id'],
  changes: [],
};

/** A key as it is read. */
export interface ApiKeyRow {
  readonly account_id: string;
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly hash: string;
  readonly created_at: TimeValue;
  readonly revoked_at: TimeValue | null;
}

/** A key as it is written. */
export function apiKeyRow(key: ApiKey): RowOf<typeof columns> {
  return {
    id: toUuid(key.id),
    name: key.name,
    prefix: key.prefix,
    hash: key.hash,
    created_at: asTimestamp(key.createdAt),
    revoked_at: asTimestampOrNull(key.revokedAt),
  };
}

/** The key of a row. */
export function toApiKey(row: ApiKeyRow): ApiKey {
  return {
    id: fromUuid('key', row.id),
    accountId: fromUuid('acc', row.account_id),
    name: row.name,
    prefix: row.prefix,
    hash: row.hash,
    createdAt: asDate(row.created_at),
    ...(row.revoked_at === null ? {} : { revokedAt: asDate(row.revoked_at) }),
  };
}
