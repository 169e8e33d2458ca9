import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIds, type JobMap } from '@parley/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPgliteStorage } from '../create-pglite-storage.ts';
import { openPglite } from './open-pglite.ts';

const ids = createIds();
const idle = (): Promise<void> => Promise.resolve();

describe('an embedded database in a directory', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'parley-pglite-'));
  });
  afterEach(() => {
    rmSync(home, { recursive: true, force: true });
  });

  it('keeps data, jobs and the epoch of its log from one process life to the next', async () => {
    const dataDir = join(home, 'data');
    const account = { id: ids.next('acc'), name: 'Acme', createdAt: new Date() };
    const payload = { accountId: account.id, conversationId: ids.next('cnv') };
    const first = await createPgliteStorage({ dataDir });
    await first.system.addAccounts([account]);
    await first
      .forAccount(account.id)
      .transaction((tx) => tx.jobs.add([{ name: 'conversation.deliver', payload }]));
    const { epoch } = await first.system.events.end();
    await first.close();

    const second = await createPgliteStorage({ dataDir });
    expect(await second.system.findAccount(account.id)).toStrictEqual(account);
    expect((await second.system.events.end()).epoch).toBe(epoch);
    const ran = Promise.withResolvers<JobMap['conversation.deliver']>();
    await second.jobs.start({
      'conversation.deliver': async (given) => ran.resolve(given),
      'conversation.wake': idle,
      'message.mark_read': idle,
      'deliveries.settle': idle,
      'maintenance.purge': idle,
    });
    expect(await ran.promise).toStrictEqual(payload);
    await second.close();
  });

  it('is tidied up when it is opened again', async () => {
    const dataDir = join(home, 'data');
    const first = await createPgliteStorage({ dataDir });
    await first.system.addAccounts([{ id: ids.next('acc'), name: 'Acme', createdAt: new Date() }]);
    await first.close();
    const counted = async (): Promise<unknown> => {
      const pglite = await openPglite(dataDir);
      const { rows } = await pglite.query(
        `select reltuples from pg_class where oid = 'parley.accounts'::regclass`,
      );
      await pglite.close();
      return rows;
    };
    expect(await counted()).toStrictEqual([{ reltuples: -1 }]);
    await (await createPgliteStorage({ dataDir })).close();
    expect(await counted()).toStrictEqual([{ reltuples: 1 }]);
  });

  it('is refused to a second storage, and free when the first is closed', async () => {
    const dataDir = join(home, 'data');
    const first = await createPgliteStorage({ dataDir });
    await expect(createPgliteStorage({ dataDir })).rejects.toMatchObject({ code: 'data_directory_taken' });
    await first.close();
    await first.close();
    await (await createPgliteStorage({ dataDir })).close();
  });

  it('is free again when it could not be opened', async () => {
    const dataDir = join(home, 'data');
    await expect(createPgliteStorage({ dataDir, migrate: false })).rejects.toMatchObject({
      code: 'schema_outdated',
    });
    await (await createPgliteStorage({ dataDir })).close();
  });

  it('says that it is away once it is closed', async () => {
    const storage = await createPgliteStorage();
    await storage.close();
    await expect(storage.check()).rejects.toMatchObject({ code: 'storage_unavailable' });
  });
});
