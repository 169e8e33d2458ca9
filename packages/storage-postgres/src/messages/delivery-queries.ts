import type { MessageStore } from '@parley/core/storage';
import { sql } from 'kysely';
import type { AccountScope } from '../database/account-scope.ts';
import { query } from '../database/sql.ts';
import { fromUuid, toUuid } from '../rows/id-columns.ts';
import { asTimestamp } from '../rows/time-columns.ts';
import { type MessageRow, messageColumns, toOutboundMessage } from './message-rows.ts';

/** What finds messages on their way out. All of it reads only the few rows that have not left yet. */
export function createDeliveryQueries({
  session,
  account,
}: AccountScope): Pick<MessageStore, 'nextToDeliver' | 'stuckInSending' | 'conversationsWithQueued'> {
  const columns = sql.raw(messageColumns);
  return {
    async nextToDeliver(conversationId) {
      // The conversation's row is the lock, as for intake: a second worker waits, then reads what the first one left.
      // Statements of one connection are answered in order, so the second is sent without waiting for the first.
      return session.atomic(async (tx) => {
        const conversation = toUuid(conversationId);
        const [, rows] = await Promise.all([
          query(
            tx,
            sql`select 1 from parley.conversations where account_id = ${account} and id = ${conversation} for update`,
          ),
          query(
            tx,
            sql<MessageRow & { delivery_status: string }>`
              select ${columns}, delivery_status from parley.messages
              where account_id = ${account} and conversation_id = ${conversation} and undelivered_since is not null
              order by delivery_status = 'sending' desc, seq limit 1
              for update`,
          ),
        ]);
        const [first] = rows;
        return first === undefined || first.delivery_status !== 'queued'
          ? undefined
          : toOutboundMessage(first);
      });
    },
    async stuckInSending(before, limit) {
      const rows = await query(
        session,
        sql<MessageRow>`select ${columns} from parley.messages
                        where account_id = ${account} and undelivered_since < ${asTimestamp(before)} and delivery_status = 'sending'
                        order by undelivered_since limit ${limit}
                        for update skip locked`,
      );
      return rows.map(toOutboundMessage);
    },
    async conversationsWithQueued(before, limit) {
      const rows = await query(
        session,
        sql<{ conversation_id: string }>`select conversation_id from parley.messages
                                         where account_id = ${account} and undelivered_since < ${asTimestamp(before)}
                                           and delivery_status = 'queued'
                                         group by conversation_id order by min(undelivered_since) limit ${limit}`,
      );
      return rows.map((row) => fromUuid('cnv', row.conversation_id));
    },
  };
}
