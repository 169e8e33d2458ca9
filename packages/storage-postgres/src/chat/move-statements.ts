import type { ChatStore } from '@parley/core/storage';
import { sql } from 'kysely';
import type { AccountScope } from '../database/account-scope.ts';
import { query } from '../database/sql.ts';
import { toUuid } from '../rows/id-columns.ts';
import { asTimestamp } from '../rows/time-columns.ts';

/** What gives one customer's things to another. Messages follow their conversation by its foreign key. */
export function createMoveStatements({
  session,
  account,
}: AccountScope): Pick<ChatStore, 'moveConversations' | 'moveIdentities'> {
  return {
    async moveConversations(ids, from, to, at) {
      if (ids.length === 0) return;
      const conversations = ids.map(toUuid);
      await query(
        session,
        sql`update parley.conversations
            set customer_id = ${toUuid(to)}, version = version + 1, updated_at = ${asTimestamp(at)}::timestamptz
            where account_id = ${account} and id = any(${conversations}::uuid[]) and customer_id = ${toUuid(from)}`,
      );
      await query(
        session,
        sql`update parley.messages set sender = jsonb_set(sender, '{id}', to_jsonb(${to}::text))
            where account_id = ${account} and conversation_id = any(${conversations}::uuid[]) and seq is not null
              and sender ->> 'type' = 'customer' and sender ->> 'id' = ${from}`,
      );
    },
    async moveIdentities(ids, to) {
      if (ids.length === 0) return;
      await query(
        session,
        sql`update parley.customer_identities set customer_id = ${toUuid(to)}
            where account_id = ${account} and id = any(${ids.map(toUuid)}::uuid[])`,
      );
    },
  };
}
