import { type Logger, type Storage, silentLogger } from '@parley/core';
import type pg from 'pg';
import type { ConstructorOptions, PgBoss } from 'pg-boss';
import { assembleStorage } from './assemble-storage.ts';
import { guardDatabase } from './database/guarded-database.ts';
import { ensureLogEpoch } from './events/log-epoch.ts';
import { createJobRunner } from './jobs/job-runner.ts';
import { startJobSender } from './jobs/job-sender.ts';
import { connectionOf, migrate } from './migrate.ts';
import { assertDurable } from './pg/assert-durable.ts';
import { createPgDatabase } from './pg/pg-database.ts';
import { createPgPool } from './pg/pg-pool.ts';
import { jobLimits, type PgLimits, type PostgresStorageOptions, pgLimits } from './storage-options.ts';

/** How long opening a storage may take where it must rewrite something. */
const patienceMs = 30 * 60 * 1000;
/** Connections workers use of their own; listening for new jobs takes one more. */
const workerPoolSize = 4;
/** Workers wait longer than requests, but not for ever: a connection whose server vanished must be noticed. */
const workerQueryTimeoutMs = 15_000;

/**
 * Opens a storage on a PostgreSQL server, version 15 or newer.
 *
 * @throws {UnsafeDurabilityError} if the server may forget what it acknowledged
 * @throws {SchemaOutdatedError | SchemaTooNewError | MigrationChangedError} if the schema is not the one this version needs
 * @throws {StorageUnavailableError} if the database cannot be reached
 */
export async function createPostgresStorage(options: PostgresStorageOptions): Promise<Storage> {
  const { log = silentLogger } = options;
  const limits = pgLimits(options);
  const jobs = jobLimits(options.jobs);
  if (options.migrate === true) await migrate(options);

  const connection = connectionOf(options);
  const pool = createPgPool(connection, limits, {
    log,
    // Whatever came back in place of the server that was lost may be a restored copy of it.
    onReconnected: () => {
      ensureLogEpoch(database, log).catch(() =>
        log.warn({}, 'the epoch of the event log could not be checked'),
      );
    },
  });
  const database = guardDatabase(createPgDatabase(pool, options.onQuery));
  let sender: PgBoss | undefined;
  try {
    const owner = database.session({ role: 'owner' });
    if (options.allowUnsafeDurability !== true) await assertDurable(owner);
    sender = await startJobSender(
      {
        db: { executeSql: async (text, values = []) => ({ rows: [...(await owner.run({ text, values }))] }) },
      },
      log,
    );
    const runner = createJobRunner(() => workerConnection(options), jobs);
    const storage = assembleStorage({ database, jobs: { sender, limits: jobs }, runner });
    await storage.check();
    await ensureLogEpochPatiently(connection, limits, log);
    return storage;
  } catch (error) {
    await sender?.stop({ graceful: false });
    await database.close();
    throw error;
  }
}

/** Beginning a new epoch may rewrite the whole log, which takes longer than any request may. */
async function ensureLogEpochPatiently(
  connection: pg.ClientConfig,
  limits: PgLimits,
  log: Logger,
): Promise<void> {
  const patience = { statementTimeoutMs: patienceMs, lockTimeoutMs: patienceMs, queryTimeoutMs: patienceMs };
  const pool = createPgPool(
    connection,
    { ...limits, ...patience, poolSize: 1 },
    { log, onReconnected: () => {} },
  );
  const database = createPgDatabase(pool);
  await ensureLogEpoch(database, log).finally(() => database.close());
}

/** pg-boss hands these to a pool of its own. */
function workerConnection(options: PostgresStorageOptions): ConstructorOptions {
  return {
    ...(connectionOf(options) as object),
    application_name: 'parley-jobs',
    max: workerPoolSize,
    keepAlive: true,
    query_timeout: workerQueryTimeoutMs,
  } as ConstructorOptions;
}
