import {
  activeStatuses,
  type ConversationStatus,
  conversationStatuses,
  type PageRequest,
} from '@parley/core';
import type { ConversationFilter, ConversationListKey } from '@parley/core/storage';
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
    const statuses = sql`and c.status = any(${statusesOf(filter)}::text[])`;
    return sql`select ${columns} from parley.conversations c where ${narrowed} ${statuses}
               order by c.last_activity_at desc, c.id desc limit ${limit}`;
  }
  // One walk down the index for each status, each at most a page long, then merged. A single walk over all statuses
  // would pass every closed conversation on its way to the few open ones.
  return sql`select ${columns}
             from unnest(${statusesOf(filter)}::text[]) s(wanted)
             cross join lateral (
               select * from parley.conversations c where ${narrowed} and c.status = s.wanted and c.activity_slot is not null
               order by c.activity_slot desc, c.last_activity_at desc, c.id desc limit ${limit}
             ) c
             order by last_activity_at desc, id desc limit ${limit}`;
}

/** Only active ones are ever looked through for unread messages: a walk over all closed ones would have no end. */
function statusesOf({ statuses = conversationStatuses, isUnread }: ConversationFilter): ConversationStatus[] {
  const wanted = new Set(statuses);
  return [...(isUnread === true ? activeStatuses : conversationStatuses)].filter((status) =>
    wanted.has(status),
  );
}

function narrowings({ inboxId, customerId, assigneeId, isUnread }: ConversationFilter): RawBuilder<unknown> {
  const unread = isUnread === true ? sql`and c.unread_count > 0` : sql``;
  const inbox = inboxId === undefined ? sql`` : sql`and c.inbox_id = ${toUuid(inboxId)}`;
  const customer = customerId === undefined ? sql`` : sql`and c.customer_id = ${toUuid(customerId)}`;
  if (assigneeId === undefined) return sql`${inbox} ${customer} ${unread}`;
  const assignee =
    assigneeId === null ? sql`and c.assignee_id is null` : sql`and c.assignee_id = ${toUuid(assigneeId)}`;
  return sql`${inbox} ${customer} ${assignee} ${unread}`;
}

function behind(after: ConversationListKey | undefined): RawBuilder<unknown> {
  if (after === undefined) return sql``;
  // The slot walks the index; within it, time and id are exact.
  return sql`and c.activity_slot <= ${activitySlot(after.lastActivityAt)}
             and (c.last_activity_at, c.id) < (${asTimestamp(after.lastActivityAt)}::timestamptz, ${toUuid(after.id)}::uuid)`;
}
