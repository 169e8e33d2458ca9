import {
  type ConversationFilter,
  type ConversationListKey,
  conversationStatuses,
  type PageRequest,
} from '@parley/core';
import { type RawBuilder, sql } from 'kysely';
import { toUuid } from '../rows/id-columns.ts';
import { asTimestamp } from '../rows/time-columns.ts';
import { activitySlot, type ConversationRow, conversationColumns } from './conversation-rows.ts';

/** One row more than a page: newest activity first. */
export function listQuery(
  account: string,
  filter: ConversationFilter,
  page: PageRequest<ConversationListKey>,
): RawBuilder<ConversationRow & { readonly last_activity_at: Date }> {
  const limit = page.limit + 1;
  const columns = sql.raw(`${conversationColumns}, last_activity_at`);
  const narrowed = sql`c.account_id = ${account} ${narrowings(filter)} ${behind(page.after)}`;
  if (filter.customerId !== undefined) {
    // A customer has few conversations: all of them are looked at.
    const statuses =
      filter.statuses === undefined ? sql`` : sql`and c.status = any(${[...filter.statuses]}::text[])`;
    return sql`select ${columns} from parley.conversations c where ${narrowed} ${statuses}
               order by c.last_activity_at desc, c.id desc limit ${limit}`;
  }
  // One walk down the index for each status, each at most a page long, then merged. A single walk over all statuses
  // would pass every closed conversation on its way to the few open ones.
  return sql`select ${columns}
             from unnest(${[...new Set(filter.statuses ?? conversationStatuses)]}::text[]) s(wanted)
             cross join lateral (
               select * from parley.conversations c where ${narrowed} and c.status = s.wanted and c.activity_slot is not null
               order by c.activity_slot desc, c.last_activity_at desc, c.id desc limit ${limit}
             ) c
             order by last_activity_at desc, id desc limit ${limit}`;
}

function narrowings({ inboxId, customerId, assigneeId }: ConversationFilter): RawBuilder<unknown> {
  const inbox = inboxId === undefined ? sql`` : sql`and c.inbox_id = ${toUuid(inboxId)}`;
  const customer = customerId === undefined ? sql`` : sql`and c.customer_id = ${toUuid(customerId)}`;
  if (assigneeId === undefined) return sql`${inbox} ${customer}`;
  const assignee =
    assigneeId === null ? sql`and c.assignee_id is null` : sql`and c.assignee_id = ${toUuid(assigneeId)}`;
  return sql`${inbox} ${customer} ${assignee}`;
}

function behind(after: ConversationListKey | undefined): RawBuilder<unknown> {
  if (after === undefined) return sql``;
  // The slot walks the index; within it, time and id are exact.
  return sql`and c.activity_slot <= ${activitySlot(after.lastActivityAt)}
             and (c.last_activity_at, c.id) < (${asTimestamp(after.lastActivityAt)}::timestamptz, ${toUuid(after.id)}::uuid)`;
}
