import type { MessageStore } from '@parley/core/storage';
import { sql } from 'kysely';
import type { AccountScope } from '../database/account-scope.ts';
import { query } from '../database/sql.ts';
import { fromUuid } from '../rows/id-columns.ts';
import { asTimestamp } from '../rows/time-columns.ts';
import {
  deleteParked,
  type ParkedRow,
  parkedColumns,
  providerRefArrays,
  toParkedUpdate,
} from './parked-rows.ts';

const purgeBatch = 5000;

const takeParked = `${deleteParked(2)}
returning ${parkedColumns.replaceAll(/\w+/g, 'p.$&')}`;

/** Updates that came before their message. */
export function createParkedQueries({
  session,
  account,
}: AccountScope): Pick<MessageStore, 'takeParked' | 'withParked' | 'purgeParked'> {
  return {
    async takeParked(refs) {
      if (refs.length === 0) return [];
      const rows = await session.run<ParkedRow>({
        name: 'parley_take_parked',
        text: takeParked,
        values: [account, ...providerRefArrays(refs)],
      });
      return rows
        .map(toParkedUpdate)
        .sort((left, right) => left.receivedAt.getTime() - right.receivedAt.getTime());
    },
    async withParked(limit) {
      const rows = await query(
        session,
        sql<{ id: string }>`select distinct m.id from parley.parked_updates p
              cross join lateral (
                select id from parley.messages m
                where m.account_id = ${account} and m.inbox_id = p.inbox_id
                  and m.provider_message_id = p.provider_message_id limit 1
              ) m
              where p.account_id = ${account} limit ${limit}`,
      );
      return rows.map((row) => fromUuid('msg', row.id));
    },
    async purgeParked(before) {
      for (let purged = 0; ; ) {
        const rows = await query(
          session,
          sql`delete from parley.parked_updates p
              using (select inbox_id, provider_message_id, dedupe_key from parley.parked_updates
                     where account_id = ${account} and received_at < ${asTimestamp(before)} limit ${purgeBatch}) old
              where p.account_id = ${account} and p.inbox_id = old.inbox_id
                and p.provider_message_id = old.provider_message_id and p.dedupe_key = old.dedupe_key
              returning 1`,
        );
        purged += rows.length;
        if (rows.length < purgeBatch) return purged;
      }
    },
  };
}
