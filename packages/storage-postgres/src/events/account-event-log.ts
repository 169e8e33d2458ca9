import type { AccountEventLog, TimelineKey } from '@parley/core';
import { sql } from 'kysely';
import type { AccountScope } from '../database/account-scope.ts';
import { query } from '../database/sql.ts';
import { toPage } from '../rows/page-rows.ts';
import { createEventLog, shownEventColumns } from './event-log.ts';
import { type EventRow, toLoggedEvent } from './event-rows.ts';

/** One account's part of the log, and the timelines of its conversations. */
export function createAccountEventLog({ session, account }: AccountScope): AccountEventLog {
  return {
    ...createEventLog(session, account),
    async ofConversation(id, types, { limit, after }) {
      const rows = await query(
        session,
        sql<EventRow>`select ${shownEventColumns} from parley.events e
                      where e.account_id = ${account} and e.conversation_id = ${id} and e.conversation_id is not null
                        and e.type = any(${[...types]}::text[])
                        ${after === undefined ? sql`` : sql`and e.position > ${after}::bigint`}
                      order by e.position limit ${limit + 1}`,
      );
      const page = toPage(rows, limit, ({ position }) => position as TimelineKey);
      return { ...page, items: page.items.map((row) => toLoggedEvent(row).event) };
    },
  };
}
