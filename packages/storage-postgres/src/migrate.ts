import { silentLogger } from '@parley/core';
import pg from 'pg';
import { withSetupConnection } from './pg/pg-setup.ts';
import { setUpDatabase } from './setup/set-up-database.ts';
import type { PostgresStorageOptions } from './storage-options.ts';

/** Which database to set up. */
export type MigrateOptions = Pick<
  PostgresStorageOptions,
  'connectionString' | 'connection' | 'migrationConnectionString' | 'log'
>;

/**
 * Creates or updates the schema, the roles and the job queue of a PostgreSQL database. Any number of processes may call
 * it at once; it is done once.
 *
 * @throws {DatabaseRoleMissingError} if the login may not create or grant the roles
 * @throws {SchemaTooNewError | MigrationChangedError} if the schema is not one this version knows
 * @throws {StorageUnavailableError} if the database cannot be reached
 */
export async function migrate(options: MigrateOptions): Promise<void> {
  const { log = silentLogger } = options;
  const runtime = connectionOf(options);
  const setup: pg.ClientConfig =
    options.migrationConnectionString === undefined
      ? runtime
      : { connectionString: options.migrationConnectionString };
  // The login is worked out the way the driver does it, without connecting as it.
  const login = new pg.Client(runtime).user ?? 'postgres';
  await withSetupConnection(setup, (connection) =>
    setUpDatabase(connection, { login, queue: setup as object, log }),
  );
}

/** Where the storage connects to. */
export function connectionOf({
  connection,
  connectionString,
}: Pick<PostgresStorageOptions, 'connection' | 'connectionString'>): pg.ClientConfig {
  return { ...connection, ...(connectionString === undefined ? {} : { connectionString }) };
}
