import type { Agent } from '@parley/core';
import type { RowOf, TableShape } from '../rows/column.ts';
import { fromUuid, toUuid } from '../rows/id-columns.ts';
import { asDate, asTimestamp, type TimeValue } from '../rows/time-columns.ts';

const columns = { id: 'uuid', name: 'text', email: 'text', role: 'text', created_at: 'timestamptz' } as const;

/** The table of agents. */
export const agentTable: TableShape<typeof columns> = { name: 'agents', columns, key: ['id'], changes: [] };

/** An agent as it is read. */
export interface AgentRow {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: Agent['role'];
  readonly created_at: TimeValue;
}

/** An agent as it is written. */
export function agentRow(agent: Agent): RowOf<typeof columns> {
  return {
    id: toUuid(agent.id),
    name: agent.name,
    email: agent.email ?? null,
    role: agent.role,
    created_at: asTimestamp(agent.createdAt),
  };
}

/** The agent of a row. */
export function toAgent(row: AgentRow): Agent {
  return {
    id: fromUuid('agt', row.id),
    name: row.name,
    ...(row.email === null ? {} : { email: row.email }),
    role: row.role,
    createdAt: asDate(row.created_at),
  };
}
