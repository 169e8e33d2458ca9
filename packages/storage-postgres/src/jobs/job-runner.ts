import {
  type JobHandler,
  type JobHandlers,
  type JobLane,
  type JobMap,
  type JobName,
  type JobRunner,
  type JobWorkers,
  jobLanes,
  jobSchedules,
} from '@parley/core';
import {
  type ConstructorOptions,
  type JobResult,
  type JobWithMetadata,
  PgBoss,
  type WorkOptions,
} from 'pg-boss';
import type { JobLimits } from '../storage-options.ts';
import { jobNames, jobSchema } from './queues.ts';

/** What runs jobs, and stops with the storage. */
export interface ClosableJobRunner extends JobRunner {
  /** Stops workers that were left running. */
  close(): Promise<void>;
}

const defaultGraceMs = 10_000;
const closeGraceMs = 1000;

/** How often workers look on their own: for retries and delayed jobs, and for what a lost notification did not tell. */
const pollSeconds: Readonly<Record<JobLane, number>> = { high: 0.5, default: 1, low: 5 };

/**
 * Runs jobs with pg-boss.
 *
 * @param connect how pg-boss reaches the database
 */
export function createJobRunner(connect: () => ConstructorOptions, limits: JobLimits): ClosableJobRunner {
  const running = new Set<JobWorkers>();
  return {
    async start(handlers, { onError } = {}) {
      const boss = new PgBoss({ ...connect(), ...maintenance, schema: jobSchema, migrate: false });
      const report = onError ?? (() => {});
      boss.on('error', (error: Error & { queue?: string }) => report(error, queueOf(error)));
      await boss.start();
      try {
        for (const name of jobNames) await work(boss, name, handlers, limits, report);
        await keepSchedules(boss);
      } catch (error) {
        await boss.stop({ graceful: false });
        throw error;
      }
      const workers: JobWorkers = {
        async stop(graceMs = defaultGraceMs) {
          running.delete(workers);
          await boss.stop({ graceful: graceMs > 0, timeout: graceMs });
        },
      };
      running.add(workers);
      return workers;
    },
    async close() {
      await Promise.all([...running].map((workers) => workers.stop(closeGraceMs)));
    },
  };
}

const maintenance: ConstructorOptions = {
  useListenNotify: true,
  // Jobs of workers that died are found within this time after their heartbeat ran out.
  superviseIntervalSeconds: 10,
  monitorIntervalSeconds: 10,
  maintenanceIntervalSeconds: 600,
  cronMonitorIntervalSeconds: 10,
  cronWorkerIntervalSeconds: 2,
  // Jobs that wait for other jobs are not used here.
  flowIntervalSeconds: 3600,
};

/** Errors of the queue itself are told under the job they most likely concern. */
function queueOf(error: { readonly queue?: string }): JobName {
  return jobNames.find((name) => name === error.queue) ?? 'maintenance.purge';
}

/**
 * Several workers that take a few jobs each: a worker takes more only when all of its jobs are done, so with few jobs
 * each, a slow one holds up few others; with at least two, a worker that found all it wanted looks again at once.
 */
function workOptions(
  name: JobName,
  limits: JobLimits,
): WorkOptions & { includeMetadata: true; perJobResults: true } {
  const lane = jobLanes[name];
  const concurrency = limits.concurrency[lane];
  const batchSize = Math.min(4, Math.max(1, Math.floor(concurrency / 2)));
  return {
    includeMetadata: true,
    perJobResults: true,
    batchSize,
    localConcurrency: Math.ceil(concurrency / batchSize),
    burstWhenBatchFull: true,
    heartbeatRefreshSeconds: 5,
    pollingIntervalSeconds: pollSeconds[lane],
    notifyPollingIntervalSeconds: pollSeconds[lane],
  };
}

async function work<Name extends JobName>(
  boss: PgBoss,
  name: Name,
  handlers: JobHandlers,
  limits: JobLimits,
  report: (error: unknown, name: JobName) => void,
): Promise<void> {
  const handler: JobHandler<Name> = handlers[name];
  const runOne = async (job: JobWithMetadata<JobMap[Name]>): Promise<JobResult> => {
    try {
      await handler(job.data, { signal: job.signal, attempt: job.retryCount + 1 });
      return { id: job.id, status: 'completed' };
    } catch (error) {
      report(error, name);
      return {
        id: job.id,
        status: 'failed',
        output: { message: error instanceof Error ? error.message : 'unknown' },
      };
    }
  };
  await boss.work(name, workOptions(name, limits), (jobs: JobWithMetadata<JobMap[Name]>[]) =>
    Promise.all(jobs.map(runOne)),
  );
}

async function keepSchedules(boss: PgBoss): Promise<void> {
  for (const [name, cron] of Object.entries(jobSchedules)) await boss.schedule(name, cron, {}, { tz: 'UTC' });
  for (const { name, key } of await boss.getSchedules()) {
    if (!(name in jobSchedules)) await boss.unschedule(name, key);
  }
}
