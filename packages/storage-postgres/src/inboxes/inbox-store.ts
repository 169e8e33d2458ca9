import { BusinessHoursNotFoundError, type Inbox } from '@parley/core';
import type { InboxStore } from '@parley/core/storage';
import { sql } from 'kysely';
import { businessHoursReference } from '../business-hours/business-hours-store.ts';
import { type AccountScope, addRows, saveRows } from '../database/account-scope.ts';
import { query } from '../database/sql.ts';
import { violatedForeignKey } from '../pg-errors.ts';
import { toUuid } from '../rows/id-columns.ts';
import { type InboxRow, inboxRow, inboxTable, toInbox } from './inbox-rows.ts';

/** Inboxes of one account. */
export function createInboxStore(scope: AccountScope): InboxStore {
  const { session, account } = scope;
  return {
    async find(ids) {
      if (ids.length === 0) return [];
      const rows = await query(
        session,
        sql<InboxRow>`select * from parley.inboxes where account_id = ${account} and id = any(${ids.map(toUuid)}::uuid[])`,
      );
      return rows.map(toInbox);
    },
    async list() {
      const rows = await query(
        session,
        sql<InboxRow>`select * from parley.inboxes where account_id = ${account} order by created_at, id`,
      );
      return rows.map(toInbox);
    },
    add: (inboxes) => referring(inboxes, addRows(scope, inboxTable, inboxes, inboxRow)),
    save: (inboxes) => referring(inboxes, saveRows(scope, inboxTable, inboxes, inboxRow, 'inbox')),
  };
}

/** Business hours may be removed in the moment in which an inbox is given them. */
async function referring(inboxes: readonly Inbox[], writing: Promise<void>): Promise<void> {
  try {
    await writing;
  } catch (error) {
    if (violatedForeignKey(error) !== businessHoursReference) throw error;
    const [id = ''] = inboxes.flatMap(({ businessHoursId }) => businessHoursId ?? []);
    throw new BusinessHoursNotFoundError(id);
  }
}
