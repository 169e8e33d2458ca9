import { type EventLog, LogEpochMismatchError, type LogPosition, logStart } from '@parley/core';
import { type RawBuilder, sql } from 'kysely';
import type { Session } from '../database/session.ts';
import { query } from '../database/sql.ts';
import { type EventRow, positionOf, toLoggedEvent } from './event-rows.ts';

/** How many rows one read may pass over when it looks for certain types only. */
const maxScanned = 5000;

/** No rows: everything null but the epoch. */
type ReadRow = {
  readonly epoch: string;
  readonly last_txid: string | null;
  readonly last_position: string | null;
} & (EventRow | { readonly id: null });

/**
 * Reads the log of one account, or of all. The order is (transaction, position), and only transactions older than every
 * open one are shown: positions are taken before commit, so going by position alone would skip a slow writer's event.
 *
 * @param account the account's uuid; undefined = all accounts
 */
export function createEventLog(session: Session, account: string | undefined): EventLog {
  const own = account === undefined ? sql`e.position is not null` : sql`e.account_id = ${account}`;
  const settled = sql`${own} and e.txid < pg_snapshot_xmin(pg_current_snapshot())`;
  return {
    async read(after, limit, options = {}) {
      const [txid, position] = after.position.split('.');
      const behind = sql`${settled} and (e.txid, e.position) > (${txid}::xid8, ${position}::bigint)`;
      const { types } = options;
      const rows = await query(
        session,
        types === undefined ? readAll(behind, limit) : readTypes(behind, limit, types),
      );
      const epoch = rows[0]?.epoch ?? '';
      if (after.epoch !== undefined && after.epoch !== epoch) throw new LogEpochMismatchError(after.epoch);
      const events = rows.flatMap((row) => (row.id === null ? [] : [toLoggedEvent(row)]));
      return { epoch, events, position: endOfRead(rows, events.length, limit, after.position) };
    },
    async end() {
      const [row] = await query(
        session,
        sql<{ epoch: string; txid: string | null; position: string | null }>`
          select l.epoch, e.txid::text as txid, e.position::text as position
          from parley.log_epoch l left join lateral (
            select e.txid, e.position from parley.events e where ${settled} order by e.txid desc, e.position desc limit 1
          ) e on true`,
      );
      const { txid = null, position = null } = row ?? {};
      return {
        epoch: row?.epoch ?? '',
        position: txid === null || position === null ? logStart : positionOf({ txid, position }),
      };
    },
  };
}

const eventColumns = sql.raw('account_id, txid, position, id, type, version, actor, data, at');
/** What is read of an event called `e`. */
export const shownEventColumns = sql.raw(
  'e.account_id, e.txid::text as txid, e.position::text as position, e.id, e.type, e.version, e.actor, e.data, e.at',
);

function readAll(behind: RawBuilder<unknown>, limit: number): RawBuilder<ReadRow> {
  return sql`select l.epoch, null as last_txid, null as last_position, ${shownEventColumns}
             from parley.log_epoch l left join lateral (
               select ${eventColumns} from parley.events e where ${behind} order by e.txid, e.position limit ${limit}
             ) e on true
             order by e.txid, e.position`;
}

/** Also tells how far it looked, so that a reader of rare types gets on. */
function readTypes(
  behind: RawBuilder<unknown>,
  limit: number,
  types: readonly string[],
): RawBuilder<ReadRow> {
  return sql`with seen as materialized (
               select ${eventColumns} from parley.events e where ${behind}
               order by e.txid, e.position limit ${Math.max(limit, maxScanned)}
             )
             select l.epoch, last.txid::text as last_txid, last.position::text as last_position, ${shownEventColumns}
             from parley.log_epoch l
             left join lateral (select txid, position from seen order by txid desc, position desc limit 1) last on true
             left join lateral (
               select * from seen where type = any(${[...types]}::text[]) order by txid, position limit ${limit}
             ) e on true
             order by e.txid, e.position`;
}

function endOfRead(rows: readonly ReadRow[], found: number, limit: number, start: LogPosition): LogPosition {
  const last = rows.at(-1);
  if (last === undefined) return start;
  const { last_txid: txid, last_position: position } = last;
  // A full page may have more behind it; else everything that was looked at has been dealt with.
  if (found < limit && txid !== null && position !== null) return positionOf({ txid, position });
  return last.id === null ? start : positionOf(last);
}
