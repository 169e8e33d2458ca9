import { createIds, type DomainEvent, logStart, type Storage, silentLogger } from '@parley/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPostgresStorage } from '../create-postgres-storage.ts';
import { createTestDatabase, hasServer, type TestDatabase } from '../test-server.ts';

const ids = createIds();
const accountId = ids.next('acc');

const anEvent = (): DomainEvent => ({
  id: ids.next('evt'),
  type: 'message.sent',
  version: 1,
  accountId,
  actor: { type: 'system' },
  at: new Date(),
  data: { messageId: ids.next('msg'), conversationId: ids.next('cnv') },
});

describe.runIf(hasServer)('the epoch of the event log', () => {
  let database: TestDatabase;
  const opened: Storage[] = [];
  const warnings: string[] = [];
  const open = async (): Promise<Storage> => {
    const log = { ...silentLogger, warn: (_fields: unknown, message: string) => warnings.push(message) };
    const storage = await createPostgresStorage({
      connectionString: database.url,
      migrate: true,
      allowUnsafeDurability: true,
      log,
    });
    opened.push(storage);
    return storage;
  };
  const append = (storage: Storage, event: DomainEvent): Promise<void> =>
    storage.forAccount(accountId).transaction((tx) => tx.outbox.append([event]));
  const idsOf = async (storage: Storage): Promise<readonly string[]> =>
    (await storage.system.events.read({ position: logStart }, 100)).events.map(({ event }) => event.id);

  beforeEach(async () => {
    warnings.length = 0;
    database = await createTestDatabase();
    const storage = await open();
    await storage.system.addAccounts([{ id: accountId, name: 'Acme', createdAt: new Date() }]);
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((storage) => storage.close()));
    await database.drop();
  });

  it('stays when a storage is opened again', async () => {
    const first = await (await open()).system.events.end();
    const second = await (await open()).system.events.end();
    expect(second.epoch).toBe(first.epoch);
    expect(warnings).toStrictEqual([]);
  });

  it.each([
    ['on another cluster', "system_identifier = 'another'"],
    ['from a backup or a standby of this one', 'timeline = timeline + 1'],
  ])('is a new one when the database was restored %s', async (_name, change) => {
    const before = await open();
    const { epoch, position } = await before.system.events.end();
    await database.query(`update parley.log_epoch set ${change}`);
    const after = await open();
    expect((await after.system.events.end()).epoch).not.toBe(epoch);
    expect(warnings).toHaveLength(1);
    const stale = before.system.events.read({ epoch, position }, 10);
    await expect(stale).rejects.toMatchObject({ code: 'log_epoch_mismatch' });
  });

  it("keeps old events, and puts them before new ones, when their transactions lie in this cluster's future", async () => {
    const [older, old, fresh] = [anEvent(), anEvent(), anEvent()];
    const before = await open();
    await append(before, older);
    await append(before, old);
    // As after a restore from a cluster that had counted further: nobody could read these.
    await database.query(`update parley.events set txid = '4000000000000'`);
    expect(await idsOf(before)).toStrictEqual([]);
    const after = await open();
    await append(after, fresh);
    const all = [older.id, old.id, fresh.id];
    await vi.waitFor(async () => expect(await idsOf(after)).toStrictEqual(all), {
      timeout: 20_000,
      interval: 10,
    });
  });
});
