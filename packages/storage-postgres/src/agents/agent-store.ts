import type { AgentStore } from '@parley/core/storage';
import { sql } from 'kysely';
import { type AccountScope, addRows, saveRows } from '../database/account-scope.ts';
import { query } from '../database/sql.ts';
import { toUuid } from '../rows/id-columns.ts';
import { type AgentRow, agentRow, agentTable, toAgent } from './agent-rows.ts';

/** Agents of one account. */
export function createAgentStore(scope: AccountScope): AgentStore {
  const { session, account } = scope;
  return {
    async find(ids) {
      if (ids.length === 0) return [];
      const rows = await query(
        session,
        sql<AgentRow>`select * from parley.agents where account_id = ${account} and id = any(${ids.map(toUuid)}::uuid[])`,
      );
      return rows.map(toAgent);
    },
    async list() {
      const rows = await query(
        session,
        sql<AgentRow>`select * from parley.agents where account_id = ${account} order by name, id`,
      );
      return rows.map(toAgent);
    },
    async lockAdmins() {
      const rows = await query(
        session,
        sql<AgentRow>`select * from parley.agents
                      where account_id = ${account} and role = 'admin' and disabled_at is null
                      order by id for update`,
      );
      return rows.map(toAgent);
    },
    add: (agents) => addRows(scope, agentTable, agents, agentRow),
    save: (agents) => saveRows(scope, agentTable, agents, agentRow, 'agent'),
  };
}
