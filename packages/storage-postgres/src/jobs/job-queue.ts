import type { JobName, JobQueue, JobRequest } from '@parley/core';
import type { JobInsert, PgBoss } from 'pg-boss';
import type { Session } from '../database/session.ts';
import type { JobLimits } from '../storage-options.ts';

/** Adds jobs in the transaction of a session: they exist if it commits. */
export function createJobQueue(session: Session, boss: PgBoss, limits: JobLimits): JobQueue {
  const db = {
    executeSql: async (text: string, values: unknown[] = []) => ({
      rows: [...(await session.run(asStatement(text, values)))],
    }),
  };
  return {
    async add(jobs) {
      const byName = new Map<JobName, JobInsert[]>();
      for (const job of jobs) {
        const group = byName.get(job.name);
        if (group === undefined) byName.set(job.name, [toInsert(job, limits)]);
        else group.push(toInsert(job, limits));
      }
      for (const [name, group] of byName) await boss.insert(name, group, { db });
    },
  };
}

function asStatement(text: string, values: readonly unknown[]): { text: string; values: readonly unknown[] } {
  return { text, values };
}

function toInsert(job: JobRequest, limits: JobLimits): JobInsert {
  return {
    data: job.payload,
    retryLimit: limits.retryLimit,
    retryDelay: limits.retryDelaySeconds,
    retryDelayMax: limits.retryDelayMaxSeconds,
    retryBackoff: true,
    ...(job.runAt === undefined ? {} : { startAfter: job.runAt.toISOString() }),
  };
}
