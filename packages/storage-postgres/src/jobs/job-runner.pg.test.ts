import { createIds, type JobHandlers, type JobWorkers, jobSchedules, type Storage } from '@parley/core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPgliteStorage } from '../create-pglite-storage.ts';
import { createPostgresStorage } from '../create-postgres-storage.ts';
import { createTestDatabase, hasServer, type TestDatabase } from '../test-server.ts';

const ids = createIds();
const idle = (): Promise<void> => Promise.resolve();
const handlers = (deliver: JobHandlers['conversation.deliver']): JobHandlers => ({
  'conversation.deliver': deliver,
  'conversation.wake': idle,
  'message.mark_read': idle,
  'deliveries.settle': idle,
  'maintenance.purge': idle,
});
const accountId = ids.next('acc');
const add = (storage: Storage, conversationId = ids.next('cnv')): Promise<void> =>
  storage
    .forAccount(accountId)
    .transaction((tx) =>
      tx.jobs.add([{ name: 'conversation.deliver', payload: { accountId, conversationId } }]),
    );

describe.each([
  { name: 'PGlite', make: async () => ({ storage: await createPgliteStorage(), drop: idle }) },
  ...(hasServer ? [{ name: 'PostgreSQL', make: onServer }] : []),
])('workers on $name', ({ make }) => {
  let storage: Storage;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    ({ storage, drop } = await make());
  });
  afterAll(async () => {
    await storage.close();
    await drop();
  });

  it('are woken by the commit: a job runs long before the next poll', async () => {
    let ran = Promise.withResolvers<void>();
    const workers = await storage.jobs.start({
      ...handlers(idle),
      'maintenance.purge': async () => ran.resolve(),
    });
    const purge = (): Promise<void> =>
      storage
        .forAccount(accountId)
        .transaction((tx) => tx.jobs.add([{ name: 'maintenance.purge', payload: {} }]));
    await purge();
    await ran.promise;
    const waits: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      ran = Promise.withResolvers();
      const addedAt = performance.now();
      await purge();
      await ran.promise;
      waits.push(performance.now() - addedAt);
    }
    await workers.stop();
    // This lane polls every five seconds: were its worker not woken, half of the jobs would wait longer than half of that.
    expect(waits.sort((a, b) => a - b)[2]).toBeLessThan(1000);
  });

  it('are stopped with the storage when nobody stopped them', async () => {
    const made = await make();
    await made.storage.jobs.start(handlers(idle));
    await expect(made.storage.close()).resolves.toBeUndefined();
    await made.drop();
  });
});

async function onServer(): Promise<{ storage: Storage; drop: () => Promise<void> }> {
  const database = await createTestDatabase();
  const options = { connectionString: database.url, migrate: true, allowUnsafeDurability: true };
  return { storage: await createPostgresStorage(options), drop: () => database.drop() };
}

describe.runIf(hasServer)('jobs in a PostgreSQL database', () => {
  let database: TestDatabase;
  let storage: Storage;
  const running: JobWorkers[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
    storage = await createPostgresStorage({
      connectionString: database.url,
      migrate: true,
      allowUnsafeDurability: true,
      jobs: { retryLimit: 0 },
    });
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((workers) => workers.stop()));
  });
  afterAll(async () => {
    await storage.close();
    await database.drop();
  });

  it('are kept in the dead letter queue with where they come from, once they have failed for good', async () => {
    const conversationId = ids.next('cnv');
    running.push(
      await storage.jobs.start(
        handlers(async (payload) => {
          if (payload.conversationId === conversationId) throw new Error('never works');
        }),
      ),
    );
    await add(storage, conversationId);
    const dead = `select data ->> 'conversationId' as id, source_name from parley_jobs.job where name = 'dead_letter'`;
    await vi.waitFor(
      async () => {
        expect(await database.query(dead)).toStrictEqual([
          { id: conversationId, source_name: 'conversation.deliver' },
        ]);
      },
      { timeout: 10_000 },
    );
  });

  it('of a worker that died run again when its heartbeat has run out', async () => {
    const conversationId = ids.next('cnv');
    await storage
      .forAccount(accountId)
      .transaction((tx) =>
        tx.jobs.add([{ name: 'conversation.deliver', payload: { accountId, conversationId } }]),
      );
    // As a worker leaves a job when it is killed: taken, with a heartbeat that nobody keeps up.
    await database.query(
      `update parley_jobs.job set state = 'active', retry_limit = 3, started_on = now(), heartbeat_on = now() - interval '1 minute'
       where name = 'conversation.deliver' and data ->> 'conversationId' = '${conversationId}'`,
    );
    const attempts = Promise.withResolvers<number>();
    running.push(
      await storage.jobs.start(
        handlers(async (payload, { attempt }) => {
          if (payload.conversationId === conversationId) attempts.resolve(attempt);
        }),
      ),
    );
    expect(await attempts.promise).toBe(2);
  });

  it('come on their own at the times that are set, and at no others', async () => {
    await database.query(
      `insert into parley_jobs.schedule (name, key, cron, timezone, data, options)
       values ('conversation.wake', '', '0 0 1 1 *', 'UTC', '{}', '{}')`,
    );
    running.push(await storage.jobs.start(handlers(idle)));
    const schedules = await database.query(
      'select name, cron, timezone from parley_jobs.schedule order by name',
    );
    expect(schedules).toStrictEqual(
      Object.entries(jobSchedules)
        .map(([name, cron]) => ({ name, cron, timezone: 'UTC' }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
  });

  it('are not looked at by a storage that runs no workers', async () => {
    const idleDatabase = await createTestDatabase();
    const quiet = await createPostgresStorage({
      connectionString: idleDatabase.url,
      migrate: true,
      allowUnsafeDurability: true,
    });
    await add(quiet);
    const listeners = `select count(*)::integer as n from pg_stat_activity
                       where datname = current_database() and application_name = 'parley-jobs'`;
    expect(await idleDatabase.query(listeners)).toStrictEqual([{ n: 0 }]);
    await quiet.close();
    await idleDatabase.drop();
  });
});
