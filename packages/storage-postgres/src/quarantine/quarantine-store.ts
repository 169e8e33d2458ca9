import type { QuarantineStore } from '@parley/core/storage';
import { sql } from 'kysely';
import { type AccountScope, addRows, saveRows } from '../database/account-scope.ts';
import { query } from '../database/sql.ts';
import { toUuid } from '../rows/id-columns.ts';
import { toPage } from '../rows/page-rows.ts';
import { type QuarantineRow, quarantineRow, quarantineTable, toQuarantinedItem } from './quarantine-rows.ts';

/** Quarantined items of one account. */
export function createQuarantineStore(scope: AccountScope): QuarantineStore {
  const { session, account } = scope;
  return {
    async find(ids) {
      if (ids.length === 0) return [];
      const rows = await query(
        session,
        sql<QuarantineRow>`select * from parley.quarantined_items
                           where account_id = ${account} and id = any(${ids.map(toUuid)}::uuid[])`,
      );
      return rows.map(toQuarantinedItem);
    },
    async list({ state }, { limit, after }) {
      const rows = await query(
        session,
        sql<QuarantineRow>`select * from parley.quarantined_items
                           where account_id = ${account}
                           ${state === undefined ? sql`` : sql`and state = ${state} and state is not null`}
                           ${after === undefined ? sql`` : sql`and id < ${toUuid(after)}`}
                           order by id desc limit ${limit + 1}`,
      );
      return toPage(rows.map(toQuarantinedItem), limit, (last) => last.id);
    },
    add: (items) => addRows(scope, quarantineTable, items, quarantineRow),
    save: (items) => saveRows(scope, quarantineTable, items, quarantineRow, 'quarantined item'),
  };
}
