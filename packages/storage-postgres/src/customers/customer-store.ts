import type { CustomerStore } from '@parley/core/storage';
import { sql } from 'kysely';
import { type AccountScope, addRows, saveRows } from '../database/account-scope.ts';
import { query } from '../database/sql.ts';
import { toUuid } from '../rows/id-columns.ts';
import { toPage } from '../rows/page-rows.ts';
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
import { listCustomers } from './list-query.ts';

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
      const rows = await listCustomers(session, account, filter, page);
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
