import type { ConversationId } from '@parley/core';
import type { ConversationStore } from '@parley/core/storage';
import { type RawBuilder, sql } from 'kysely';
import { type AccountScope, addRows, saveRows } from '../database/account-scope.ts';
import { query } from '../database/sql.ts';
import { ColumnArray } from '../rows/column-array.ts';
import { fromUuid, toUuid } from '../rows/id-columns.ts';
import { toPage } from '../rows/page-rows.ts';
import { AccountMissingError } from '../storage-postgres-errors.ts';
import {
  type ConversationRow,
  conversationColumns,
  conversationRow,
  conversationTable,
  lastActivityAt,
  toConversation,
} from './conversation-rows.ts';
import { agentCountQuery, countQuery } from './count-query.ts';
import { latestOfPair } from './latest-of-pair.ts';
import { listQuery } from './list-query.ts';

const latestOfPairs = `
with chosen as materialized (
  select distinct p.customer_id, p.inbox_id, c.id
  from unnest($2::uuid[], $3::uuid[]) as p(customer_id, inbox_id)
  cross join lateral (${latestOfPair('$1', 'p.customer_id', 'p.inbox_id')}) c
)
select c.*
from (select id from chosen order by customer_id, inbox_id) k
cross join lateral (
  select ${conversationColumns} from parley.conversations where account_id = $1::uuid and id = k.id for update
) c`;

/** Conversations of one account. */
export function createConversationStore(scope: AccountScope): ConversationStore {
  const { session, account } = scope;
  const byIds = async (ids: readonly ConversationId[], tail: RawBuilder<unknown>) => {
    if (ids.length === 0) return [];
    const rows = await query(
      session,
      sql<ConversationRow>`select ${sql.raw(conversationColumns)} from parley.conversations
                           where account_id = ${account} and id = any(${ids.map(toUuid)}::uuid[]) ${tail}`,
    );
    return rows.map(toConversation);
  };
  return {
    find: (ids) => byIds(ids, sql``),
    findForUpdate: (ids) => byIds(ids, sql`order by id for update`),
    async latestOf(pairs) {
      if (pairs.length === 0) return [];
      const rows = await session.run<ConversationRow>({
        name: 'parley_latest_of_pairs',
        text: latestOfPairs,
        values: [
          account,
          new ColumnArray(
            'uuid',
            pairs.map((pair) => toUuid(pair.customerId)),
          ),
          new ColumnArray(
            'uuid',
            pairs.map((pair) => toUuid(pair.inboxId)),
          ),
        ],
      });
      return rows.map(toConversation);
    },
    async list(filter, page) {
      const rows = await query(session, listQuery(account, filter, page));
      return toPage(rows.map(toConversation), page.limit, (last) => ({
        lastActivityAt: lastActivityAt(last),
        id: last.id,
      }));
    },
    async counts(agentId) {
      const [counts] = await query(session, countQuery(account, agentId));
      return counts ?? { open: 0, unassigned: 0, pending: 0, snoozed: 0, unread: 0, mine: 0, mineUnread: 0 };
    },
    async countsByAgent(agentIds) {
      if (agentIds.length === 0) return [];
      const rows = await query(session, agentCountQuery(account, agentIds));
      return rows.map((row) => ({
        agentId: fromUuid('agt', row.assignee_id),
        mine: row.mine,
        mineUnread: row.mine_unread,
      }));
    },
    async takeNumbers(count) {
      const [row] = await query(
        session,
        sql<{
          first: number;
        }>`update parley.accounts set next_conversation_number = next_conversation_number + ${count}
                               where account_id = ${account} returning next_conversation_number - ${count} as first`,
      );
      if (row === undefined) throw new AccountMissingError(scope.accountId);
      return row.first;
    },
    add: (conversations) => addRows(scope, conversationTable, conversations, conversationRow),
    save: (conversations) =>
      saveRows(scope, conversationTable, conversations, conversationRow, 'conversation'),
  };
}
