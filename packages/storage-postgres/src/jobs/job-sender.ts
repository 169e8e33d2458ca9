import type { Logger } from '@parley/core';
import { type ConstructorOptions, PgBoss } from 'pg-boss';
import { SchemaOutdatedError } from '../storage-postgres-errors.ts';
import { deadLetterQueue, jobNames, jobSchema } from './queues.ts';

/**
 * The instance through which jobs are added. It runs nothing and maintains nothing; what it needs is to know the queues
 * before the first transaction, since inside one it could not look for them on an embedded database.
 *
 * @throws {SchemaOutdatedError} if the queue or one of its queues is missing
 */
export async function startJobSender(options: ConstructorOptions, log: Logger): Promise<PgBoss> {
  const boss = new PgBoss({
    ...options,
    schema: jobSchema,
    migrate: false,
    supervise: false,
    schedule: false,
  });
  boss.on('error', (error) => log.warn({ reason: error.message }, 'the job queue could not be read'));
  try {
    await boss.start();
  } catch (error) {
    if (error instanceof Error && /not installed|requires migrations/.test(error.message))
      throw new SchemaOutdatedError(0, 1);
    throw error;
  }
  const known = new Set((await boss.getQueues()).map((queue) => queue.name));
  if (![...jobNames, deadLetterQueue].every((name) => known.has(name))) {
    await boss.stop({ graceful: false });
    throw new SchemaOutdatedError(0, 1);
  }
  return boss;
}
