import type { MessageId } from '@parley/core';
import type { MessageStore } from '@parley/core/storage';
import { type RawBuilder, sql } from 'kysely';
import { type AccountScope, addRows, saveRows } from '../database/account-scope.ts';
import { query } from '../database/sql.ts';
import { toUuid } from '../rows/id-columns.ts';
import { toPage } from '../rows/page-rows.ts';
import { createDeliveryQueries } from './delivery-queries.ts';
import { type HeadRow, headColumns, toMessageHead } from './head-rows.ts';
import {
  type MessageRow,
  messageColumns,
  messageRow,
  messageTable,
  toMessage,
  toOutboundMessage,
} from './message-rows.ts';
import { createParkedQueries } from './parked-queries.ts';

/** Messages of one account, and updates that wait for theirs. */
export function createMessageStore(scope: AccountScope): MessageStore {
  const { session, account } = scope;
  const columns = sql.raw(messageColumns);
  const byIds = async (ids: readonly MessageId[], tail: RawBuilder<unknown>) => {
    if (ids.length === 0) return [];
    const rows = await query(
      session,
      sql<MessageRow>`select ${columns} from parley.messages
                      where account_id = ${account} and id = any(${ids.map(toUuid)}::uuid[]) ${tail}`,
    );
    return rows.map(toMessage);
  };
  return {
    find: (ids) => byIds(ids, sql``),
    findForUpdate: (ids) => byIds(ids, sql`order by id for update`),
    async headsAt(places) {
      if (places.length === 0) return [];
      const rows = await query(
        session,
        sql<HeadRow>`select m.* from unnest(
                       ${places.map(({ conversationId }) => toUuid(conversationId))}::uuid[],
                       ${places.map(({ seq }) => seq)}::integer[]
                     ) as p(conversation_id, seq)
                     cross join lateral (
                       select ${sql.raw(headColumns)} from parley.messages
                       where account_id = ${account} and conversation_id = p.conversation_id and seq = p.seq
                         and seq is not null
                       limit 1
                     ) m`,
      );
      return rows.map(toMessageHead);
    },
    async findByClientMessageId(conversationId, clientMessageId) {
      const rows = await query(
        session,
        sql<MessageRow>`select ${columns} from parley.messages
                        where account_id = ${account} and conversation_id = ${toUuid(conversationId)}
                          and client_message_id = ${clientMessageId}
                        order by seq`,
      );
      return rows.map(toOutboundMessage);
    },
    async list(conversationId, direction, { limit, after }, { afterSeq, beforeSeq } = {}) {
      const isForward = direction === 'forward';
      const beyond =
        after === undefined ? sql`` : isForward ? sql`and seq > ${after}` : sql`and seq < ${after}`;
      const from = afterSeq === undefined ? sql`` : sql`and seq > ${afterSeq}`;
      const to = beforeSeq === undefined ? sql`` : sql`and seq < ${beforeSeq}`;
      const rows = await query(
        session,
        sql<MessageRow>`select ${columns} from parley.messages
                        where account_id = ${account} and conversation_id = ${toUuid(conversationId)}
                          and seq is not null ${beyond} ${from} ${to}
                        order by seq ${isForward ? sql`asc` : sql`desc`} limit ${limit + 1}`,
      );
      return toPage(rows.map(toMessage), limit, (last) => last.seq);
    },
    add: (messages) => addRows(scope, messageTable, messages, messageRow),
    save: (messages) => saveRows(scope, messageTable, messages, messageRow, 'message'),
    ...createDeliveryQueries(scope),
    ...createParkedQueries(scope),
  };
}
