import type { BotSessionStore } from '@parley/core/storage';
import { sql } from 'kysely';
import type { AccountScope } from '../database/account-scope.ts';
import { query } from '../database/sql.ts';
import { toUuid } from '../rows/id-columns.ts';
import { columnArrays, overwriteRows } from '../rows/write-rows.ts';
import {
  type BotSessionRow,
  botSessionColumns,
  botSessionRow,
  botSessionTable,
  toBotSession,
} from './bot-session-rows.ts';

/** Chats with bots of one account. */
export function createBotSessionStore(scope: AccountScope): BotSessionStore {
  const { session, account } = scope;
  const columns = sql.raw(botSessionColumns);
  return {
    async findCurrent(inboxId, sessionId) {
      const [row] = await query(
        session,
        sql<BotSessionRow>`select ${columns} from parley.bot_sessions
                           where account_id = ${account} and session_id = ${sessionId}
                             and inbox_id = ${toUuid(inboxId)} and ended_at is null`,
      );
      return row === undefined ? undefined : toBotSession(row);
    },
    async ofConversations(ids) {
      if (ids.length === 0) return [];
      const rows = await query(
        session,
        sql<BotSessionRow>`select ${columns} from parley.bot_sessions
                           where account_id = ${account} and conversation_id = any(${ids.map(toUuid)}::uuid[])
                           order by handed_off_at desc, session_id`,
      );
      return rows.map(toBotSession);
    },
    async put(item) {
      await session.run({
        name: `parley_put_${botSessionTable.name}`,
        text: overwriteRows(botSessionTable, 2),
        values: [scope.account, ...columnArrays(botSessionTable.columns, [botSessionRow(item)])],
      });
    },
  };
}
