import { type ConstructorOptions, PgBoss } from 'pg-boss';
import { ensureQueues, jobSchema } from '../jobs/queues.ts';
import type { SetupConnection } from './setup-connection.ts';

/**
 * Installs the job queue or brings it up to date. The instance lives only for this: the one that is used afterwards must
 * find all queues when it starts, because inside a transaction of an embedded database it could not look for them.
 */
export async function installQueues(connection: SetupConnection, options: ConstructorOptions): Promise<void> {
  const boss = new PgBoss({
    ...options,
    schema: jobSchema,
    migrate: true,
    supervise: false,
    schedule: false,
  });
  let failure: unknown;
  boss.on('error', (error) => {
    failure ??= error;
  });
  await boss.start();
  try {
    await ensureQueues(boss);
  } finally {
    await boss.stop({ graceful: false });
  }
  if (failure !== undefined) throw failure;
  await connection.exec(grants);
}

/** Flows only add jobs: what they could read of others' jobs is an id and a time. */
const grants = `
grant usage on schema ${jobSchema} to parley_app, parley_jobs;
grant select on ${jobSchema}.queue to parley_app;
grant insert on ${jobSchema}.job, ${jobSchema}.job_common to parley_app;
grant select (id, start_after) on ${jobSchema}.job, ${jobSchema}.job_common to parley_app;
grant select, insert, update, delete on all tables in schema ${jobSchema} to parley_jobs;
grant usage on all sequences in schema ${jobSchema} to parley_jobs;
`;
