import { sql } from 'kysely';
import type { Session } from '../database/session.ts';
import { query } from '../database/sql.ts';
import { UnsafeDurabilityError } from '../storage-postgres-errors.ts';

/**
 * A webhook is acknowledged when it is committed; that is only true on a server that waits for its disk.
 *
 * @throws {UnsafeDurabilityError}
 */
export async function assertDurable(session: Session): Promise<void> {
  const rows = await query(
    session,
    sql<{ name: string }>`select name from pg_settings
                          where name in ('fsync', 'synchronous_commit', 'full_page_writes') and setting = 'off' order by name`,
  );
  if (rows.length > 0) throw new UnsafeDurabilityError(rows.map((row) => row.name));
}
