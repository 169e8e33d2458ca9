import type { RealtimeTicket, RealtimeTicketStore } from '@parley/core';
import { sql } from 'kysely';
import type { Session } from '../database/session.ts';
import { query } from '../database/sql.ts';
import { arrayLiteral } from '../rows/array-literal.ts';
import type { ColumnType } from '../rows/column.ts';
import { fromUuid, toUuid } from '../rows/id-columns.ts';
import { asDate, asTimestamp, type TimeValue } from '../rows/time-columns.ts';

interface TicketRow {
  readonly hash: string;
  readonly account_id: string;
  readonly agent_id: string | null;
  readonly api_key_id: string | null;
  readonly expires_at: TimeValue;
}

/** Tickets of all accounts: whoever comes with one has not said yet whose it is. */
export function createTicketStore(session: Session): RealtimeTicketStore {
  return {
    async add(tickets) {
      if (tickets.length === 0) return;
      const column = (type: ColumnType, of: (ticket: RealtimeTicket) => unknown): string =>
        arrayLiteral(type, tickets.map(of));
      await query(
        session,
        sql`insert into parley.realtime_tickets (hash, account_id, agent_id, api_key_id, expires_at)
            select * from unnest(
              ${column('text', ({ hash }) => hash)}::text[],
              ${column('uuid', ({ accountId }) => toUuid(accountId))}::uuid[],
              ${column('uuid', ({ agentId }) => (agentId === undefined ? null : toUuid(agentId)))}::uuid[],
              ${column('uuid', ({ apiKeyId }) => (apiKeyId === undefined ? null : toUuid(apiKeyId)))}::uuid[],
              ${column('timestamptz', ({ expiresAt }) => asTimestamp(expiresAt))}::timestamptz[])`,
      );
    },
    async take(hashes, at) {
      if (hashes.length === 0) return [];
      const rows = await query(
        session,
        sql<TicketRow>`delete from parley.realtime_tickets where hash = any(${[...hashes]}::text[]) returning *`,
      );
      return rows.map(toTicket).filter(({ expiresAt }) => expiresAt > at);
    },
    async purge(before) {
      const rows = await query(
        session,
        sql`delete from parley.realtime_tickets where expires_at < ${asTimestamp(before)} returning 1`,
      );
      return rows.length;
    },
  };
}

function toTicket(row: TicketRow): RealtimeTicket {
  return {
    hash: row.hash,
    accountId: fromUuid('acc', row.account_id),
    ...(row.agent_id === null ? {} : { agentId: fromUuid('agt', row.agent_id) }),
    ...(row.api_key_id === null ? {} : { apiKeyId: fromUuid('key', row.api_key_id) }),
    expiresAt: asDate(row.expires_at),
  };
}
