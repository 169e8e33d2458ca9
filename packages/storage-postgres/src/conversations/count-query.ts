import type { AgentId, ConversationCounts } from '@parley/core';
import { type RawBuilder, sql } from 'kysely';
import { toUuid } from '../rows/id-columns.ts';
import { activeList } from './latest-of-pair.ts';

/**
 * Counts in one walk over the active conversations, which an index of their own holds however many are closed. What is
 * unread is read from the rows: in an index it would have to change with every message.
 */
export function countQuery(account: string, agentId: AgentId | undefined): RawBuilder<ConversationCounts> {
  const isMine =
    agentId === undefined ? sql`false` : sql`coalesce(assignee_id = ${toUuid(agentId)}::uuid, false)`;
  return sql`select
      count(*) filter (where status = 'open')::integer as open,
      count(*) filter (where status = 'open' and assignee_id is null)::integer as unassigned,
      count(*) filter (where status = 'pending')::integer as pending,
      count(*) filter (where status = 'snoozed')::integer as snoozed,
      count(*) filter (where unread_count > 0)::integer as unread,
      count(*) filter (where status = 'open' and ${isMine})::integer as mine,
      count(*) filter (where unread_count > 0 and ${isMine})::integer as "mineUnread"
    from parley.conversations where account_id = ${account} and status in (${sql.raw(activeList)})`;
}

/** A row of {@link agentCountQuery}. */
export interface AgentCountRow {
  readonly assignee_id: string;
  readonly mine: number;
  readonly mine_unread: number;
}

/** What waits for each of these agents, in one walk over the active conversations. */
export function agentCountQuery(account: string, agentIds: readonly AgentId[]): RawBuilder<AgentCountRow> {
  return sql`select assignee_id,
      count(*) filter (where status = 'open')::integer as mine,
      count(*) filter (where unread_count > 0)::integer as mine_unread
    from parley.conversations
    where account_id = ${account} and status in (${sql.raw(activeList)})
      and assignee_id = any(${agentIds.map(toUuid)}::uuid[])
    group by assignee_id`;
}
