import type { Customer, JsonObject } from '@parley/core';
import type { RowOf, TableShape } from '../rows/column.ts';
import { fromUuid, toUuid } from '../rows/id-columns.ts';
import { asDate, asTimestamp, type TimeValue } from '../rows/time-columns.ts';
import { searchKey } from './search-key.ts';

const columns = {
  id: 'uuid',
  name: 'text',
  username: 'text',
  email: 'text',
  phone: 'text',
  language: 'text',
  timezone: 'text',
  attributes: 'jsonb',
  name_is_edited: 'boolean',
  merged_into: 'uuid',
  version: 'integer',
  created_at: 'timestamptz',
  updated_at: 'timestamptz',
  name_key: 'text',
  username_key: 'text',
  email_key: 'text',
  phone_key: 'text',
} as const;

/** The table of customers. */
export const customerTable: TableShape<typeof columns> = {
  name: 'customers',
  columns,
  key: ['id'],
  changes: [
    'name',
    'username',
    'email',
    'phone',
    'language',
    'timezone',
    'attributes',
    'name_is_edited',
    'merged_into',
    'version',
    'updated_at',
    'name_key',
    'username_key',
    'email_key',
    'phone_key',
  ],
};

/** What is read of a customer. */
export const customerColumns =
  'id, name, username, email, phone, language, timezone, attributes, name_is_edited, merged_into, version, created_at, updated_at';

/** A customer as it is read. */
export interface CustomerRow {
  readonly id: string;
  readonly name: string | null;
  readonly username: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly language: string | null;
  readonly timezone: string | null;
  readonly attributes: JsonObject;
  readonly name_is_edited: boolean;
  readonly merged_into: string | null;
  readonly version: number;
  readonly created_at: TimeValue;
  readonly updated_at: TimeValue;
}

const keyOf = (text: string | undefined): string | null => (text === undefined ? null : searchKey(text));

/** A customer as it is written. */
export function customerRow(customer: Customer): RowOf<typeof columns> {
  return {
    id: toUuid(customer.id),
    name: customer.name ?? null,
    username: customer.username ?? null,
    email: customer.email ?? null,
    phone: customer.phone ?? null,
    language: customer.language ?? null,
    timezone: customer.timezone ?? null,
    attributes: customer.attributes,
    name_is_edited: customer.nameIsEdited,
    merged_into: customer.mergedInto === undefined ? null : toUuid(customer.mergedInto),
    version: customer.version,
    created_at: asTimestamp(customer.createdAt),
    updated_at: asTimestamp(customer.updatedAt),
    name_key: keyOf(customer.name),
    username_key: keyOf(customer.username),
    email_key: keyOf(customer.email),
    phone_key: keyOf(customer.phone),
  };
}

/** The customer of a row. */
export function toCustomer(row: CustomerRow): Customer {
  return {
    id: fromUuid('cus', row.id),
    ...(row.name === null ? {} : { name: row.name }),
    ...(row.username === null ? {} : { username: row.username }),
    ...(row.email === null ? {} : { email: row.email }),
    ...(row.phone === null ? {} : { phone: row.phone }),
    ...(row.language === null ? {} : { language: row.language }),
    ...(row.timezone === null ? {} : { timezone: row.timezone }),
    attributes: row.attributes,
    nameIsEdited: row.name_is_edited,
    ...(row.merged_into === null ? {} : { mergedInto: fromUuid('cus', row.merged_into) }),
    version: row.version,
    createdAt: asDate(row.created_at),
    updatedAt: asDate(row.updated_at),
  };
}
