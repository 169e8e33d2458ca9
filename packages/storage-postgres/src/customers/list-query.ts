import type { PageRequest } from '@parley/core';
import type { CustomerFilter, CustomerListKey } from '@parley/core/storage';
import { type RawBuilder, sql } from 'kysely';
import type { Session } from '../database/session.ts';
import { query } from '../database/sql.ts';
import { toUuid } from '../rows/id-columns.ts';
import { asTimestamp } from '../rows/time-columns.ts';
import { type CustomerRow, customerColumns } from './customer-rows.ts';
import { endOfPrefix, searchKey } from './search-key.ts';

/** Up to so many matches are gathered and sorted; more are met soon enough on a walk through the list. */
const fewMatches = 5000;

/** One row more than a page, newest first. */
export async function listCustomers(
  session: Session,
  account: string,
  filter: CustomerFilter,
  page: PageRequest<CustomerListKey>,
): Promise<readonly CustomerRow[]> {
  if (filter.search === undefined || filter.search === '') {
    return query(session, walk(account, page, sql`true`));
  }
  const prefix = searchKey(filter.search);
  const [counted] = await query(
    session,
    sql<{ matches: number }>`select count(*)::integer as matches
                             from (${matching(account, prefix)} limit ${fewMatches + 1}) m`,
  );
  const isRare = (counted?.matches ?? 0) <= fewMatches;
  return query(
    session,
    isRare ? gather(account, page, prefix) : walk(account, page, matches(account, prefix)),
  );
}

const columns = sql.raw(customerColumns.replaceAll(/\w+/g, 'c.$&'));

/** Goes down the list until the page is full. */
function walk(
  account: string,
  page: PageRequest<CustomerListKey>,
  condition: RawBuilder<unknown>,
): RawBuilder<CustomerRow> {
  return sql`select ${columns} from parley.customers c
             where c.account_id = ${account} and c.updated_at is not null and ${behind(page)} and ${condition}
             ${newestFirst(page)}`;
}

/** Finds everybody who matches, then sorts them. */
function gather(
  account: string,
  page: PageRequest<CustomerListKey>,
  prefix: string,
): RawBuilder<CustomerRow> {
  return sql`with matching as materialized (${matching(account, prefix)})
             select ${columns} from (select distinct id from matching) m
             cross join lateral (
               select * from parley.customers where account_id = ${account} and id = m.id limit 1
             ) c
             where ${behind(page)} ${newestFirst(page)}`;
}

function behind({ after }: PageRequest<CustomerListKey>): RawBuilder<unknown> {
  if (after === undefined) return sql`true`;
  return sql`(c.updated_at, c.id) < (${asTimestamp(after.updatedAt)}::timestamptz, ${toUuid(after.id)}::uuid)`;
}

function newestFirst(page: PageRequest<CustomerListKey>): RawBuilder<unknown> {
  return sql`order by c.updated_at desc, c.id desc limit ${page.limit + 1}`;
}

const searched = ['name_key', 'username_key', 'email_key', 'phone_key'];

function range(column: string, prefix: string): RawBuilder<unknown> {
  return sql`${sql.ref(column)} >= ${prefix} and ${sql.ref(column)} < ${endOfPrefix(prefix)}`;
}

/** Ids of who matches: one range of an index for each thing that is searched. */
function matching(account: string, prefix: string): RawBuilder<unknown> {
  const inCustomers = searched.map(
    (column) =>
      sql`select id from parley.customers where account_id = ${account} and ${range(column, prefix)}`,
  );
  return sql`${sql.join(inCustomers, sql` union all `)}
             union all select customer_id from parley.customer_identities
                       where account_id = ${account} and valid_to is null and ${range('value_key', prefix)}`;
}

/** Whether the customer `c` matches: its few identities are looked at, not all identities that match. */
function matches(account: string, prefix: string): RawBuilder<unknown> {
  const byColumn = searched.map((column) => sql`(${range(`c.${column}`, prefix)})`);
  return sql`(${sql.join(byColumn, sql` or `)} or exists (
               select from (
                 select valid_to, value_key from parley.customer_identities
                 where account_id = ${account} and customer_id = c.id offset 0
               ) i
               where i.valid_to is null and ${range('i.value_key', prefix)}))`;
}
