import { createIds, type Storage, StorageUnavailableError } from '@parley/core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPostgresStorage } from './create-postgres-storage.ts';
import type { PostgresStorageOptions } from './storage-options.ts';
import { createTestProxy, type TestProxy } from './test-proxy.ts';
import { createTestDatabase, hasServer, type TestDatabase } from './test-server.ts';

const ids = createIds();
const agent = (name: string) => ({
  id: ids.next('agt'),
  name,
  role: 'agent' as const,
  version: 1,
  createdAt: new Date(),
});

describe.runIf(hasServer)('a server that goes away', () => {
  let database: TestDatabase;
  let proxy: TestProxy;
  const opened: Storage[] = [];
  const accountId = ids.next('acc');
  const unhandled: unknown[] = [];
  const note = (error: unknown): void => {
    unhandled.push(error);
  };

  beforeAll(async () => {
    process.on('uncaughtException', note);
    database = await createTestDatabase();
    proxy = await createTestProxy(database.url);
    const storage = await open({ connectionString: database.url, migrate: true });
    await storage.system.addAccounts([{ id: accountId, name: 'Acme', createdAt: new Date() }]);
  });
  afterEach(async () => {
    proxy.heal();
    await Promise.all(opened.splice(0).map((storage) => storage.close()));
    expect(unhandled).toStrictEqual([]);
  });
  afterAll(async () => {
    process.off('uncaughtException', note);
    await proxy.close();
    await database.drop();
  });

  const open = async (options: PostgresStorageOptions = {}): Promise<Storage> => {
    const storage = await createPostgresStorage({
      connectionString: proxy.url,
      allowUnsafeDurability: true,
      ...options,
    });
    opened.push(storage);
    return storage;
  };
  const terminateAll = (): Promise<unknown> =>
    database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );

  it('costs the transactions that were open, and nothing else', async () => {
    const storage = await open();
    const account = storage.forAccount(accountId);
    const begun = Promise.withResolvers<void>();
    const killed = Promise.withResolvers<void>();
    const name = 'lost with its connection';
    const victim = account.transaction(async (tx) => {
      await tx.agents.add([agent(name)]);
      begun.resolve();
      await killed.promise;
      await tx.agents.list();
    });
    await begun.promise;
    await terminateAll();
    killed.resolve();
    await expect(victim).rejects.toBeInstanceOf(StorageUnavailableError);
    // The connections that idled were killed as well: the very next calls must not meet one of them.
    const survivors = await Promise.all(Array.from({ length: 10 }, () => account.agents.list()));
    expect(survivors.flat().some((found) => found.name === name)).toBe(false);
  });

  it('and comes back does not fail a read that met a dead connection', async () => {
    const storage = await open({ poolSize: 2 });
    const account = storage.forAccount(accountId);
    await Promise.all([account.agents.list(), account.agents.list()]);
    proxy.cutAfter('parley.agents');
    await expect(account.agents.list()).resolves.toBeInstanceOf(Array);
    proxy.cutAfter('from parley.inboxes');
    await expect(account.inboxes.list()).resolves.toStrictEqual([]);
  });

  it('and comes back does fail a write: nobody knows whether it was done', async () => {
    const storage = await open();
    const account = storage.forAccount(accountId);
    const name = 'written to a dead connection';
    const sent: string[] = [];
    const watched = await open({ onQuery: ({ text }) => sent.push(text) });
    await watched.forAccount(accountId).agents.list();
    sent.length = 0;
    proxy.cutAfter('insert into parley.agents');
    await expect(watched.forAccount(accountId).agents.add([agent(name)])).rejects.toBeInstanceOf(
      StorageUnavailableError,
    );
    expect(sent.filter((text) => text.startsWith('insert into parley.agents'))).toHaveLength(1);
    expect((await account.agents.list()).filter((found) => found.name === name).length).toBeLessThan(2);
  });

  it('while a read is asked again is reported as away', async () => {
    const storage = await open({ connectionTimeoutMs: 500 });
    await storage.check();
    await proxy.close();
    await expect(storage.check()).rejects.toBeInstanceOf(StorageUnavailableError);
    proxy = await createTestProxy(database.url);
  });

  it('is noticed by idle connections without anybody asking', async () => {
    const warnings: string[] = [];
    const log = {
      debug() {},
      info() {},
      error() {},
      warn: (_fields: unknown, message: string) => warnings.push(message),
    };
    const storage = await open({ log });
    await storage.check();
    await terminateAll();
    await vi.waitFor(() => expect(warnings).toContain('an idle database connection was lost'));
    await expect(storage.check()).resolves.toBeUndefined();
  });

  it('and does not answer is given up on in time, and its connections are not used again', async () => {
    const storage = await open({ queryTimeoutMs: 400, connectionTimeoutMs: 400, poolSize: 3 });
    const account = storage.forAccount(accountId);
    await Promise.all([1, 2, 3].map(() => account.agents.list()));
    proxy.freeze();
    const startedAt = performance.now();
    const answers = await Promise.allSettled(
      Array.from({ length: 12 }, (_, index) =>
        index % 2 === 0
          ? account.agents.list()
          : account.transaction((tx) => tx.agents.add([agent('frozen')])),
      ),
    );
    const elapsedMs = performance.now() - startedAt;
    for (const answer of answers) {
      expect(answer).toMatchObject({
        status: 'rejected',
        reason: { code: 'storage_unavailable', retryable: true },
      });
    }
    expect(elapsedMs).toBeLessThan(3000);
    proxy.heal();
    const agents = await account.agents.list();
    expect(agents.some(({ name }) => name === 'frozen')).toBe(false);
  });

  it('whose connections died silently costs one timeout, not one for each of them', async () => {
    const storage = await open({ queryTimeoutMs: 2000, poolSize: 4 });
    const account = storage.forAccount(accountId);
    await Promise.all([1, 2, 3, 4].map(() => account.agents.list()));
    proxy.strand();
    await expect(account.agents.list()).rejects.toBeInstanceOf(StorageUnavailableError);
    const startedAt = performance.now();
    await account.agents.list();
    await account.agents.list();
    expect(performance.now() - startedAt).toBeLessThan(1900);
  });

  it('is reported as away while it cannot be reached at all', async () => {
    const storage = await open({ connectionTimeoutMs: 500 });
    await proxy.close();
    await expect(storage.check()).rejects.toBeInstanceOf(StorageUnavailableError);
    const refused = createPostgresStorage({ connectionString: proxy.url, connectionTimeoutMs: 500 });
    await expect(refused).rejects.toBeInstanceOf(StorageUnavailableError);
    proxy = await createTestProxy(database.url);
  });

  it('during a commit leaves the outcome open, and a repeat is harmless', async () => {
    const storage = await open();
    const account = storage.forAccount(accountId);
    const claim = { actor: 'a', key: 'cut', fingerprint: 'f', at: new Date() };
    let runs = 0;
    const send = (): Promise<unknown> =>
      account.transaction(async (tx) => {
        const known = await tx.idempotency.claim(claim);
        if (known !== undefined) return known.body;
        runs += 1;
        await tx.agents.add([agent('once')]);
        await tx.idempotency.complete(claim, { status: 200, body: 'done' });
        if (runs === 1) proxy.cutAfter('commit');
        return 'done';
      });
    await expect(send()).rejects.toBeInstanceOf(StorageUnavailableError);
    // The server got the commit; until it has run it, the key is locked, so the repeat waits and then sees the answer.
    expect(await send()).toBe('done');
    const agents = await account.agents.list();
    expect(agents.filter(({ name }) => name === 'once')).toHaveLength(1);
  });

  it('after a restart begins no new epoch of the log, since nothing was lost', async () => {
    const storage = await open();
    const { epoch } = await storage.system.events.end();
    await terminateAll();
    await storage.check();
    expect((await storage.system.events.end()).epoch).toBe(epoch);
  });
});

describe.runIf(hasServer)('a busy server', () => {
  let database: TestDatabase;
  let storage: Storage;
  const accountId = ids.next('acc');
  beforeAll(async () => {
    database = await createTestDatabase();
    storage = await createPostgresStorage({
      connectionString: database.url,
      migrate: true,
      allowUnsafeDurability: true,
      poolSize: 2,
      lockTimeoutMs: 200,
      statementTimeoutMs: 1000,
      connectionTimeoutMs: 300,
    });
    await storage.system.addAccounts([{ id: accountId, name: 'Acme', createdAt: new Date() }]);
  });
  afterAll(async () => {
    await storage.close();
    await database.drop();
  });

  /** Keeps a lock for as long as `meanwhile` runs. */
  const holding = async (locks: readonly string[], meanwhile: () => Promise<void>): Promise<void> => {
    const held = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const holder = storage.forAccount(accountId).transaction(
      async (tx) => {
        await tx.agents.list();
        held.resolve();
        await release.promise;
      },
      { locks },
    );
    await held.promise;
    await meanwhile().finally(release.resolve);
    await holder;
  };

  it('does not keep a caller waiting for a lock', async () => {
    await holding(['busy'], async () => {
      const waiting = storage
        .forAccount(accountId)
        .transaction((tx) => tx.agents.list(), { locks: ['busy'] });
      await expect(waiting).rejects.toBeInstanceOf(StorageUnavailableError);
    });
    await expect(storage.forAccount(accountId).agents.list()).resolves.toStrictEqual([]);
  });

  it('does not keep a caller waiting for a connection', async () => {
    await holding(['one'], async () => {
      await holding(['two'], async () => {
        await expect(storage.check()).rejects.toBeInstanceOf(StorageUnavailableError);
      });
    });
    await expect(storage.check()).resolves.toBeUndefined();
  });
});
