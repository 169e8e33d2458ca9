import type { Account, SystemStores } from '@parley/core';
import { sql } from 'kysely';
import { type ApiKeyRow, toApiKey } from '../access/api-key-rows.ts';
import { createTicketStore } from '../access/ticket-store.ts';
import { type AgentRow, toAgent } from '../agents/agent-rows.ts';
import type { Session } from '../database/session.ts';
import { query } from '../database/sql.ts';
import { createEventLog } from '../events/event-log.ts';
import { type InboxRow, toInbox } from '../inboxes/inbox-rows.ts';
import { arrayLiteral } from '../rows/array-literal.ts';
import { fromUuid, toUuid } from '../rows/id-columns.ts';
import { asDate, asTimestamp, type TimeValue } from '../rows/time-columns.ts';

interface AccountRow {
  readonly account_id: string;
  readonly name: string;
  readonly created_at: TimeValue;
}

/** What must be found before an account is known, and what spans accounts. */
export function createSystemStores(session: Session): SystemStores {
  return {
    async findApiKey(hash) {
      const [row] = await query(session, sql<ApiKeyRow>`select * from parley.api_keys where hash = ${hash}`);
      return row === undefined ? undefined : toApiKey(row);
    },
    async findApiKeys(ids) {
      const rows = await query(
        session,
        sql<ApiKeyRow>`select * from parley.api_keys where id = any(${ids.map(toUuid)}::uuid[])`,
      );
      return rows.map(toApiKey);
    },
    async findAgents(ids) {
      const rows = await query(
        session,
        sql<AgentRow & { account_id: string }>`
          select account_id, id, name, email, role, disabled_at, version, created_at
          from parley.agents where id = any(${ids.map(toUuid)}::uuid[])`,
      );
      return rows.map((row) => ({ accountId: fromUuid('acc', row.account_id), agent: toAgent(row) }));
    },
    async findChangedAgents(known) {
      if (known.length === 0) return [];
      const accounts = known.map(({ accountId }) => toUuid(accountId));
      const ids = known.map(({ agentId }) => toUuid(agentId));
      const versions = known.map(({ version }) => version);
      const rows = await query(
        session,
        sql<{ id: string }>`
          select k.id from unnest(
            ${arrayLiteral('uuid', accounts)}::uuid[],
            ${arrayLiteral('uuid', ids)}::uuid[],
            ${arrayLiteral('integer', versions)}::integer[]) k(account_id, id, version)
          left join parley.agents a on a.account_id = k.account_id and a.id = k.id
          where a.version is distinct from k.version`,
      );
      return rows.map((row) => fromUuid('agt', row.id));
    },
    async agentMarks(accountIds) {
      if (accountIds.length === 0) return [];
      // Of every agent and their version a number that looks random; what agents have in common does not cancel out.
      const rows = await query(
        session,
        sql<{ account_id: string; mark: string }>`
          select account_id, bit_xor(hashtextextended(id::text, version))::text mark from parley.agents
          where account_id = any(${accountIds.map(toUuid)}::uuid[]) group by account_id`,
      );
      const marks = new Map(rows.map(({ account_id, mark }) => [fromUuid('acc', account_id), mark]));
      return accountIds.map((id) => marks.get(id) ?? 'none');
    },
    async findInbox(id) {
      const [row] = await query(
        session,
        sql<InboxRow & { account_id: string }>`select * from parley.inboxes where id = ${toUuid(id)}`,
      );
      return row === undefined
        ? undefined
        : { accountId: fromUuid('acc', row.account_id), inbox: toInbox(row) };
    },
    async findAccount(id) {
      const [row] = await query(
        session,
        sql<AccountRow>`select * from parley.accounts where account_id = ${toUuid(id)}`,
      );
      return row === undefined ? undefined : toAccount(row);
    },
    async listAccounts() {
      const rows = await query(
        session,
        sql<AccountRow>`select * from parley.accounts order by created_at, account_id`,
      );
      return rows.map(toAccount);
    },
    async addAccounts(accounts) {
      if (accounts.length === 0) return;
      const ids = arrayLiteral(
        'uuid',
        accounts.map(({ id }) => toUuid(id)),
      );
      const names = arrayLiteral(
        'text',
        accounts.map(({ name }) => name),
      );
      const times = arrayLiteral(
        'timestamptz',
        accounts.map(({ createdAt }) => asTimestamp(createdAt)),
      );
      await query(
        session,
        sql`insert into parley.accounts (account_id, name, created_at)
            select * from unnest(${ids}::uuid[], ${names}::text[], ${times}::timestamptz[])
            on conflict do nothing`,
      );
    },
    async accountsWithLateDeliveries(before, limit) {
      const rows = await query(
        session,
        sql<{ account_id: string }>`select distinct account_id from parley.messages
                                    where undelivered_since < ${asTimestamp(before)} limit ${limit}`,
      );
      return rows.map((row) => fromUuid('acc', row.account_id));
    },
    tickets: createTicketStore(session),
    events: createEventLog(session, undefined),
  };
}

function toAccount(row: AccountRow): Account {
  return { id: fromUuid('acc', row.account_id), name: row.name, createdAt: asDate(row.created_at) };
}
