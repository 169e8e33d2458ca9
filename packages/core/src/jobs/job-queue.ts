import type { JobMap, JobName } from './job-map.ts';

/** A job to be run at least once. */
export type JobRequest<Name extends JobName = JobName> = {
  [N in Name]: {
    readonly name: N;
    readonly payload: JobMap[N];
    /** Not before this time; absent = as soon as possible. */
    readonly runAt?: Date;
  };
}[Name];

/** Enqueues; inside a transaction the jobs exist only if it commits. One statement per job name and call. */
export interface JobQueue {
  add(jobs: readonly JobRequest[]): Promise<void>;
}

/** Runs one job. Throwing retries it with backoff; after the last try it is dead-lettered. */
export type JobHandler<Name extends JobName> = (
  payload: JobMap[Name],
  context: { readonly signal: AbortSignal; readonly attempt: number },
) => Promise<void>;

/** A handler for every job. */
export type JobHandlers = { readonly [Name in JobName]: JobHandler<Name> };

/** Workers that are running. */
export interface JobWorkers {
  /** Takes no more jobs and waits for the running ones, at most `graceMs`. @defaultValue 10_000 */
  stop(graceMs?: number): Promise<void>;
}

/** The side of the queue that runs jobs. */
export interface JobRunner {
  /** Starts workers for all lanes and the schedules of `jobSchedules`. */
  start(
    handlers: JobHandlers,
    options?: { readonly onError?: (error: unknown, name: JobName) => void },
  ): Promise<JobWorkers>;
}
