import type { Logger } from '@parley/core';
import type { ConstructorOptions } from 'pg-boss';
import { lockKeys } from '../database/opening.ts';
import { applyMigrations } from './apply-migrations.ts';
import { ensureRoles } from './ensure-roles.ts';
import { installQueues } from './install-queues.ts';
import type { SetupConnection } from './setup-connection.ts';

/** What setting up needs. */
export interface SetupOptions {
  /** The login role the storage will work as. */
  readonly login: string;
  /** How the job queue reaches the same database. */
  readonly queue: ConstructorOptions;
  readonly log: Logger;
}

/** Brings roles, schema and job queue up to date. Of several processes that start at once, one does it and the others wait. */
export async function setUpDatabase(connection: SetupConnection, options: SetupOptions): Promise<void> {
  const [key] = lockKeys('parley', ['setup']);
  await connection.query('select pg_advisory_lock($1::bigint)', [String(key)]);
  try {
    await ensureRoles(connection, options.login);
    await applyMigrations(connection, options.log);
    await installQueues(connection, options.queue);
  } finally {
    // A connection that broke has lost its locks anyway, and the first error is the one to report.
    await connection.query('select pg_advisory_unlock($1::bigint)', [String(key)]).catch(() => {});
  }
}
