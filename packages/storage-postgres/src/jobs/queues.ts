import { type JobName, jobLanes } from '@parley/core';
import type { PgBoss, QueueOptions } from 'pg-boss';

/** The queue's own schema, so that it does not meet a pg-boss the host runs for itself. */
export const jobSchema = 'parley_jobs';

/** Every job there is. */
export const jobNames = Object.keys(jobLanes) as readonly JobName[];

/** Where jobs end that failed too often. Nobody works on it: a person looks, and may redrive. */
export const deadLetterQueue = 'dead_letter';

const day = 24 * 60 * 60;

const jobQueue: QueueOptions & { deadLetter: string; notify: boolean } = {
  deadLetter: deadLetterQueue,
  // Workers are woken when the job is committed instead of finding it at their next poll.
  notify: true,
  // A worker that dies stops its heartbeat; with the check every ten seconds its job runs again within thirty.
  heartbeatSeconds: 20,
  retentionSeconds: 14 * day,
  deleteAfterSeconds: 60 * 60,
};

/** Creates the queues that are missing and brings the others up to date. */
export async function ensureQueues(boss: PgBoss): Promise<void> {
  const known = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
  if (!known.has(deadLetterQueue)) {
    await boss.createQueue(deadLetterQueue, {
      retryLimit: 0,
      retentionSeconds: 90 * day,
      deleteAfterSeconds: 90 * day,
    });
  }
  for (const name of jobNames) {
    const queue = known.get(name);
    if (queue === undefined) await boss.createQueue(name, jobQueue);
    else if (isOutdated(queue)) await boss.updateQueue(name, jobQueue);
  }
}

function isOutdated(queue: object): boolean {
  return Object.entries(jobQueue).some(
    ([option, value]) => (queue as Record<string, unknown>)[option] !== value,
  );
}
