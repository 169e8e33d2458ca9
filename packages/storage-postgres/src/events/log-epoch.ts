import { randomUUID } from 'node:crypto';
import type { Logger } from '@parley/core';
import { sql } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Session } from '../database/session.ts';
import { query } from '../database/sql.ts';

interface ClusterRow {
  readonly system_identifier: string;
  readonly timeline: number;
  readonly is_behind: boolean;
}

interface EpochRow {
  readonly system_identifier: string;
  readonly timeline: number;
}

const lock = 'log-epoch';

/**
 * Begins a new epoch of the event log when the database is not the one that wrote it: restored on another cluster, or
 * on this one from a backup or a standby (a new timeline). Positions handed out before may then name other events.
 */
export async function ensureLogEpoch(database: Database, log: Logger): Promise<void> {
  await database.transaction(
    { role: 'system' },
    async (session) => {
      const cluster = await readCluster(session);
      const [known] = await query(
        session,
        sql<EpochRow>`select system_identifier, timeline from parley.log_epoch`,
      );
      const isSame =
        known !== undefined &&
        known.system_identifier === cluster.system_identifier &&
        known.timeline === cluster.timeline &&
        !cluster.is_behind;
      if (isSame) return;
      if (known !== undefined) log.warn({}, 'the event log was restored or moved: readers must begin anew');
      await beginEpoch(session, cluster);
    },
    [lock],
  );
}

async function readCluster(session: Session): Promise<ClusterRow> {
  const [row] = await query(
    session,
    sql<ClusterRow>`
      select (select system_identifier::text from pg_control_system()) as system_identifier,
             (select timeline_id from pg_control_checkpoint()) as timeline,
             coalesce((select txid >= pg_snapshot_xmax(pg_current_snapshot()) from parley.events where position is not null
                       order by txid desc, position desc limit 1), false) as is_behind`,
  );
  if (row === undefined) throw new Error('The database did not say which cluster it is.');
  return row;
}

async function beginEpoch(session: Session, cluster: ClusterRow): Promise<void> {
  // Transaction ids of another cluster may lie in this one's future, where they would hide events or come after newer
  // ones. Set back to zero, everything of before comes first, in the order of its positions.
  if (cluster.is_behind) {
    await query(session, sql`update parley.events set txid = '0'::xid8 where txid > '0'::xid8`);
  }
  await query(
    session,
    sql`insert into parley.log_epoch (epoch, system_identifier, timeline, begun_at)
        values (${randomUUID()}, ${cluster.system_identifier}, ${cluster.timeline}, now())
        on conflict (only_row) do update
        set epoch = excluded.epoch, system_identifier = excluded.system_identifier,
            timeline = excluded.timeline, begun_at = excluded.begun_at`,
  );
}
