import { randomBytes } from 'node:crypto';
import type { Storage } from '@parley/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPgliteStorage } from './create-pglite-storage.ts';
import { createPostgresStorage } from './create-postgres-storage.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { createTestDatabase, hasServer, type TestDatabase } from './test-server.ts';

const open = (database: TestDatabase): Promise<Storage> =>
  createPostgresStorage({ connectionString: database.url, allowUnsafeDurability: true });

describe.runIf(hasServer)('setting up a PostgreSQL database', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(() => database.drop());

  it('is done once when four processes start at once', async () => {
    const told: unknown[] = [];
    const log = { debug() {}, warn() {}, error() {}, info: (fields: unknown) => told.push(fields) };
    await Promise.all(Array.from({ length: 4 }, () => migrate({ connectionString: database.url, log })));
    expect(told).toHaveLength(migrations.length);
    const applied = await database.query<{ number: number }>(
      'select number from parley.schema_migrations order by 1',
    );
    expect(applied.map(({ number }) => number)).toStrictEqual(migrations.map(({ number }) => number));
    const storage = await open(database);
    await expect(storage.check()).resolves.toBeUndefined();
    await storage.close();
  });

  it('can be repeated', async () => {
    await migrate({ connectionString: database.url });
    await expect(migrate({ connectionString: database.url })).resolves.toBeUndefined();
  });

  it('must come before a storage is opened without `migrate`', async () => {
    await expect(open(database)).rejects.toMatchObject({ code: 'schema_outdated' });
  });

  it('leaves nothing of a step that fails, and goes on from there the next time', async () => {
    await database.query('create schema parley; create table parley.notes (id integer)');
    await expect(migrate({ connectionString: database.url })).rejects.toThrow(/already exists/);
    expect(await database.query('select number from parley.schema_migrations')).toStrictEqual([]);
    const tables = `select 1 from information_schema.tables where table_schema = 'parley' and table_name = 'accounts'`;
    expect(await database.query(tables)).toStrictEqual([]);
    await database.query('drop table parley.notes');
    await migrate({ connectionString: database.url });
    await (await open(database)).close();
  });

  it('refuses a database that a newer version has changed for good, and works with one it has only extended', async () => {
    await migrate({ connectionString: database.url });
    const step = (isCompatible: boolean) =>
      database.query(
        `insert into parley.schema_migrations (number, name, checksum, is_compatible) values (9001, 'later', 'x', ${isCompatible})
         on conflict (number) do update set is_compatible = excluded.is_compatible`,
      );
    await step(true);
    const storage = await open(database);
    await expect(storage.check()).resolves.toBeUndefined();
    await step(false);
    await expect(storage.check()).rejects.toMatchObject({ code: 'schema_too_new' });
    await storage.close();
    await expect(open(database)).rejects.toMatchObject({ code: 'schema_too_new' });
    await expect(migrate({ connectionString: database.url })).rejects.toMatchObject({
      code: 'schema_too_new',
    });
  });

  it('refuses a step that was edited after it had been applied', async () => {
    await migrate({ connectionString: database.url });
    await database.query(`update parley.schema_migrations set checksum = 'edited' where number = 1`);
    await expect(migrate({ connectionString: database.url })).rejects.toMatchObject({
      code: 'migration_changed',
    });
  });

  it('tells an administrator what to run when the login may not grant the roles', async () => {
    await migrate({ connectionString: database.url });
    const login = `parley_plain_${randomBytes(6).toString('hex')}`;
    await database.query(`create role ${login} login`);
    try {
      const refused = migrate({ connectionString: database.urlAs(login) });
      await expect(refused).rejects.toMatchObject({
        code: 'database_role_missing',
        fix: expect.stringContaining(`grant parley_app to "${login}"`),
      });
    } finally {
      await database.query(`drop role ${login}`);
    }
  });

  it('refuses a server that may forget what it acknowledged', async () => {
    await database.query(
      `alter database ${new URL(database.url).pathname.slice(1)} set synchronous_commit = off`,
    );
    const unsafe = createPostgresStorage({ connectionString: database.url, migrate: true });
    await expect(unsafe).rejects.toMatchObject({
      code: 'unsafe_durability',
      details: { settings: expect.arrayContaining(['synchronous_commit']) },
    });
  });

  it('refuses options that make no sense', async () => {
    const wrong = createPostgresStorage({ connectionString: database.url, poolSize: 0 });
    await expect(wrong).rejects.toMatchObject({
      code: 'invalid_storage_option',
      details: { option: 'poolSize' },
    });
  });
});

describe('setting up an embedded database', () => {
  it('is left to the caller when asked', async () => {
    await expect(createPgliteStorage({ migrate: false })).rejects.toMatchObject({ code: 'schema_outdated' });
  });
});
