import type { CustomerFilter, CustomerListKey, CustomerStore, PageRequest } from '@parley/core';
import { type RawBuilder, sql } from 'kysely';
import { type AccountScope, addRows, saveRows } from '../database/account-scope.ts';
import { query } from '../database/sql.ts';
import { toUuid } from '../rows/id-columns.ts';
import { toPage } from '../rows/page-rows.ts';
import { asTimestamp } from '../rows/time-columns.ts';
import {
  type CustomerRow,
  customerColumns,
  customerRow,
  customerTable,
  toCustomer,
} from './customer-rows.ts';
import {
  type IdentityRow,
  identityColumns,
  identityRefArrays,
  identityRow,
  identityTable,
  toIdentity,
} from './identity-rows.ts';
import { endOfPrefix, searchKey } from './search-key.ts';

/** Customers of one account. */
export function createCustomerStore(scope: AccountScope): CustomerStore {
  const { session, account } = scope;
  const columns = sql.raw(customerColumns);
  return {
    async find(ids) {
      if (ids.length === 0) return [];
      const rows = await query(
        session,
        sql<CustomerRow>`select ${columns} from parley.customers
                         where account_id = ${account} and id = any(${ids.map(toUuid)}::uuid[])`,
      );
      return rows.map(toCustomer);
    },
    async list(filter, page) {
      const rows = await query(session, listQuery(account, filter, page));
      return toPage(rows.map(toCustomer), page.limit, ({ updatedAt, id }) => ({ updatedAt, id }));
    },
    add: (customers) => addRows(scope, customerTable, customers, customerRow),
    save: (customers) => saveRows(scope, customerTable, customers, customerRow, 'customer'),
    async identitiesOf(ids) {
      if (ids.length === 0) return [];
      const rows = await query(
        session,
        sql<IdentityRow>`select ${sql.raw(identityColumns)} from parley.customer_identities
                         where account_id = ${account} and customer_id = any(${ids.map(toUuid)}::uuid[])
                         order by valid_from, id`,
      );
      return rows.map(toIdentity);
    },
    async findIdentities(refs) {
      if (refs.length === 0) return [];
      const [channels, scopes, kinds, values] = identityRefArrays(refs);
      const rows = await query(
        session,
        sql<IdentityRow>`select i.* from (
                           select distinct channel, scope, kind, value
                           from unnest(${channels}::text[], ${scopes}::text[], ${kinds}::text[], ${values}::text[])
                             as k(channel, scope, kind, value)
                         ) k
                         cross join lateral (
                           select ${sql.raw(identityColumns)} from parley.customer_identities
                           where account_id = ${account} and value = k.value and kind = k.kind and scope = k.scope
                             and channel = k.channel and valid_to is null limit 1
                         ) i`,
      );
      return rows.map(toIdentity);
    },
    addIdentities: (identities) => addRows(scope, identityTable, identities, identityRow),
  };
}

function listQuery(
  account: string,
  filter: CustomerFilter,
  page: PageRequest<CustomerListKey>,
): RawBuilder<CustomerRow> {
  const columns = sql.raw(customerColumns);
  const { after } = page;
  const behind =
    after === undefined
      ? sql`true`
      : sql`(c.updated_at, c.id) < (${asTimestamp(after.updatedAt)}::timestamptz, ${toUuid(after.id)}::uuid)`;
  const order = sql`order by c.updated_at desc, c.id desc limit ${page.limit + 1}`;
  if (filter.search === undefined || filter.search === '') {
    return sql`select ${columns} from parley.customers c
               where account_id = ${account} and updated_at is not null and ${behind} ${order}`;
  }
  return sql`with matching as materialized (${matches(account, searchKey(filter.search))})
             select ${sql.raw(customerColumns.replaceAll(/\w+/g, 'c.$&'))} from (select distinct id from matching) m
             cross join lateral (
               select * from parley.customers where account_id = ${account} and id = m.id limit 1
             ) c
             where ${behind} ${order}`;
}

/** Who matches: one range of an index for each thing that is searched. */
function matches(account: string, prefix: string): RawBuilder<unknown> {
  const range = (column: string): RawBuilder<unknown> =>
    sql`${sql.ref(column)} >= ${prefix} and ${sql.ref(column)} < ${endOfPrefix(prefix)}`;
  const inCustomers = (column: string): RawBuilder<unknown> =>
    sql`select id from parley.customers where account_id = ${account} and ${range(column)}`;
  return sql`${inCustomers('name_key')}
             union all ${inCustomers('username_key')}
             union all ${inCustomers('email_key')}
             union all ${inCustomers('phone_key')}
             union all select customer_id from parley.customer_identities
                       where account_id = ${account} and valid_to is null and ${range('value_key')}`;
}
