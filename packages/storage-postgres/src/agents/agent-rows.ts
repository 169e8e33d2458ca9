import type { Agent } from '@parley/core';
import type { RowOf, TableShape } from '../rows/column.ts';
import { fromUuid, toUuid } from '../rows/id-columns.ts';
import { asDate, asTimestamp, asTimestampOrNull, type TimeValue } from '../rows/time-columns.ts';

const columns = {
  id: 'uuid',
  name: 'text',
  email: 'text',
  role: 'text',
  disabled_at: 'timestamptz',
  version: 'integer',
  created_at: 'timestamptz',
} as const;

/** The table of agents. */
export const agentTable: TableShape<typeof columns> = {
  name: 'agents',
  columns,
  key: ['id'],
  changes: ['name', 'email', 'role', 'disabled_at', 'version'],
};

/** An agent as it is read. */
export interface AgentRow {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: Agent['role'];
  readonly disabled_at: TimeValue | null;
  readonly version: number;
  readonly created_at: TimeValue;
}

/** An agent as it is written. */
export function agentRow(agent: Agent): RowOf<typeof columns> {
  return {
    id: toUuid(agent.id),
    name: agent.name,
    email: agent.email ?? null,
    role: agent.role,
    disabled_at: asTimestampOrNull(agent.disabledAt),
    version: agent.version,
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
    ...(row.disabled_at === null ? {} : { disabledAt: asDate(row.disabled_at) }),
    version: row.version,
    createdAt: asDate(row.created_at),
  };
}
