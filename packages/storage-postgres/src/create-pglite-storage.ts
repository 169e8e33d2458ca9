import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { type Logger, type Storage, silentLogger } from '@parley/core';
import { fromPglite, type PgBoss } from 'pg-boss';
import { assembleStorage } from './assemble-storage.ts';
import { guardDatabase } from './database/guarded-database.ts';
import { ensureLogEpoch } from './events/log-epoch.ts';
import { createJobRunner } from './jobs/job-runner.ts';
import { startJobSender } from './jobs/job-sender.ts';
import { lockDirectory } from './pglite/directory-lock.ts';
import { openPglite } from './pglite/open-pglite.ts';
import { createPgliteDatabase } from './pglite/pglite-database.ts';
import { pgliteSetup } from './pglite/pglite-setup.ts';
import { setUpDatabase } from './setup/set-up-database.ts';
import { jobLimits, type PgliteStorageOptions } from './storage-options.ts';

/**
 * Opens PostgreSQL inside this process, in memory or in a directory. One process at a time; for more, use a server.
 * What was acknowledged survives a crash of the process. It does not survive a power cut: PGlite does not wait for the
 * disk.
 *
 * @throws {PgliteMissingError} if `@electric-sql/pglite` is not installed
 * @throws {DataDirectoryTakenError} if another process has the directory open
 * @throws {SchemaTooNewError | MigrationChangedError} if the schema is not one this version knows
 */
export async function createPgliteStorage(options: PgliteStorageOptions = {}): Promise<Storage> {
  const { dataDir, log = silentLogger, onQuery, migrate = true } = options;
  const limits = jobLimits(options.jobs);
  const lock = dataDir === undefined ? undefined : lockDirectory(dataDir);
  try {
    const isOld = dataDir !== undefined && existsSync(join(dataDir, 'PG_VERSION'));
    const pglite = await openPglite(dataDir);
    let sender: PgBoss | undefined;
    try {
      const queue = { db: fromPglite(pglite), backend: 'pglite' } as const;
      if (migrate) await setUpDatabase(pgliteSetup(pglite), { login: 'postgres', queue, log });
      if (isOld) await tidyUp(pglite, log);
      const database = guardDatabase(createPgliteDatabase(pglite, onQuery));
      sender = await startJobSender(queue, log);
      await ensureLogEpoch(database, log);
      const runner = createJobRunner(() => queue, limits);
      const storage = assembleStorage({
        database,
        jobs: { sender, limits },
        runner,
        onClosed: () => lock?.release(),
      });
      await storage.check();
      return storage;
    } catch (error) {
      await sender?.stop({ graceful: false });
      await pglite.close();
      throw error;
    }
  } catch (error) {
    lock?.release();
    throw error;
  }
}

/** A server does this in the background. Here there is none, and while it runs nothing else does: so only at the start. */
async function tidyUp(pglite: PGlite, log: Logger): Promise<void> {
  const startedAt = performance.now();
  log.info({}, 'tidying up the embedded database');
  try {
    await pglite.exec('vacuum (analyze)');
    log.info({ tookMs: Math.round(performance.now() - startedAt) }, 'the embedded database is tidied up');
  } catch (error) {
    // It only saves room and time; the data are as good as before.
    log.warn(
      { reason: error instanceof Error ? error.message : 'unknown' },
      'the embedded database could not be tidied up',
    );
  }
}
