import type { ChatStore } from '@parley/core/storage';
import { sql } from 'kysely';
import type { AccountScope } from '../database/account-scope.ts';
import { query } from '../database/sql.ts';
import { type MessageRow, messageColumns, toMessage, toOutboundMessage } from '../messages/message-rows.ts';
import { fromUuid, toUuid } from '../rows/id-columns.ts';
import { asTimestamp } from '../rows/time-columns.ts';
import { createMoveStatements } from './move-statements.ts';

/** Statuses from which a receipt still moves a message on. */
const before = {
  delivered: ['queued', 'sending', 'sent', 'failed', 'blocked', 'unknown'],
  read: ['queued', 'sending', 'sent', 'failed', 'blocked', 'unknown', 'delivered'],
} as const;

/** As far as a place in the queue is counted. */
const maxPosition = 1000;

/** What the customer's side of one account asks. */
export function createChatStore(scope: AccountScope): ChatStore {
  const { session, account } = scope;
  const columns = sql.raw(messageColumns);
  return {
    ...createMoveStatements(scope),
    async findByProviderIds(refs) {
      if (refs.length === 0) return [];
      const rows = await query(
        session,
        sql<MessageRow>`select m.* from unnest(
                          ${refs.map(({ inboxId }) => toUuid(inboxId))}::uuid[],
                          ${refs.map(({ providerMessageId }) => providerMessageId)}::text[]
                        ) as k(inbox_id, provider_message_id)
                        cross join lateral (
                          select ${columns} from parley.messages
                          where account_id = ${account} and inbox_id = k.inbox_id
                            and provider_message_id = k.provider_message_id
                          limit 1
                        ) m`,
      );
      return rows.map(toMessage);
    },
    async notYet(reached, conversationId, { afterSeq, upToSeq }, limit) {
      const rows = await query(
        session,
        sql<MessageRow>`select ${columns} from parley.messages
                        where account_id = ${account} and conversation_id = ${toUuid(conversationId)}
                          and seq is not null and seq > ${afterSeq} and seq <= ${upToSeq} and direction = 'outbound'
                          and delivery_status = any(${[...before[reached]]}::text[])
                        order by seq limit ${limit}`,
      );
      return rows.map(toOutboundMessage);
    },
    async unreadByCustomer(ids) {
      if (ids.length === 0) return new Map();
      const rows = await query(
        session,
        sql<{ id: string; unread: number }>`
          select c.id, n.unread from parley.conversations c
          cross join lateral (
            select count(*)::integer as unread from parley.messages m
            where m.account_id = ${account} and m.conversation_id = c.id and m.seq is not null
              and m.seq > c.customer_read_seq and m.direction = 'outbound'
          ) n
          where c.account_id = ${account} and c.id = any(${ids.map(toUuid)}::uuid[]) and n.unread > 0`,
      );
      return new Map(rows.map(({ id, unread }) => [fromUuid('cnv', id), unread]));
    },
    async queuePositions(ids) {
      if (ids.length === 0) return new Map();
      const rows = await query(
        session,
        sql<{ id: string; place: number }>`
          select c.id, q.place from parley.conversations c
          cross join lateral (
            select count(*)::integer + 1 as place from (
              select 1 from parley.conversations o
              where o.account_id = ${account} and o.inbox_id = c.inbox_id and o.status = 'open' and o.activity_slot is not null
                and o.controller = 'queue' and o.assignee_id is null
                and (coalesce(o.waiting_since, o.created_at), o.id) < (coalesce(c.waiting_since, c.created_at), c.id)
              limit ${maxPosition - 1}
            ) ahead
          ) q
          where c.account_id = ${account} and c.id = any(${ids.map(toUuid)}::uuid[])
            and c.status = 'open' and c.controller = 'queue' and c.assignee_id is null`,
      );
      return new Map(rows.map(({ id, place }) => [fromUuid('cnv', id), place]));
    },
    async endedVisitors(sessions) {
      if (sessions.length === 0) return [];
      const rows = await query(
        session,
        sql<{ inbox_id: string; visitor_id: string }>`
          select inbox_id, visitor_id from parley.ended_visitors
          where account_id = ${account}
            and visitor_id = any(${sessions.map(({ visitorId }) => visitorId)}::text[])`,
      );
      const ended = new Set(rows.map((row) => `${fromUuid('inb', row.inbox_id)} ${row.visitor_id}`));
      return sessions.filter(({ inboxId, visitorId }) => ended.has(`${inboxId} ${visitorId}`));
    },
    async endVisitors(sessions, at) {
      if (sessions.length === 0) return;
      await query(
        session,
        sql`insert into parley.ended_visitors (account_id, visitor_id, inbox_id, ended_at)
            select ${account}::uuid, s.visitor_id, s.inbox_id, ${asTimestamp(at)}::timestamptz
            from unnest(
              ${sessions.map(({ visitorId }) => visitorId)}::text[],
              ${sessions.map(({ inboxId }) => toUuid(inboxId))}::uuid[]
            ) as s(visitor_id, inbox_id)
            on conflict do nothing`,
      );
    },
  };
}
