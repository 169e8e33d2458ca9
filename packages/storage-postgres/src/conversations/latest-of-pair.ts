import { activeStatuses } from '@parley/core';

/** The statuses of which a pair has at most one conversation; must read as in the index that says so. */
export const activeList = activeStatuses.map((status) => `'${status}'`).join(', ');

/**
 * A query for the id of a pair's active conversation, else of its newest: two walks to one row each, the second only if
 * the first finds nothing.
 *
 * @param account placeholder or column of the account; likewise `customer` and `inbox`
 */
export function latestOfPair(account: string, customer: string, inbox: string): string {
  const pair = `account_id = ${account}::uuid and customer_id = ${customer} and inbox_id = ${inbox}`;
  return (
    `(select id from parley.conversations where ${pair} and status in (${activeList}) limit 1) union all ` +
    `(select id from parley.conversations where ${pair} order by id desc limit 1) limit 1`
  );
}
