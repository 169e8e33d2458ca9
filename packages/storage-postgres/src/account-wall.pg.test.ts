import { PGlite } from '@electric-sql/pglite';
import { createIds } from '@parley/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPostgresStorage } from './create-postgres-storage.ts';
import type { Database } from './database/database.ts';
import { createPgDatabase } from './pg/pg-database.ts';
import { createPgPool } from './pg/pg-pool.ts';
import { createPgliteDatabase } from './pglite/pglite-database.ts';
import { pgliteSetup } from './pglite/pglite-setup.ts';
import { applyMigrations } from './setup/apply-migrations.ts';
import { ensureRoles } from './setup/ensure-roles.ts';
import { pgLimits } from './storage-options.ts';
import { createSystemStores } from './system/system-stores.ts';
import { createTestDatabase, hasServer } from './test-server.ts';

const ids = createIds();
const log = { debug() {}, info() {}, warn() {}, error() {} };

/** A database with two accounts, and its superuser's connection. */
interface WalledDatabase {
  query<Row>(sql: string): Promise<readonly Row[]>;
  /** What a storage sends its statements through; its login is the superuser. */
  readonly driver: Database;
  close(): Promise<void>;
}

const walledTables =
  "select relname from pg_class where relnamespace = 'parley'::regnamespace and relkind = 'r' " +
  "and not (relrowsecurity and relforcerowsecurity) and relname not in ('schema_migrations', 'log_epoch')";

async function onServer(): Promise<WalledDatabase> {
  const database = await createTestDatabase();
  const options = { connectionString: database.url, migrate: true, allowUnsafeDurability: true };
  await (await createPostgresStorage(options)).close();
  const pool = createPgPool({ connectionString: database.url }, pgLimits({}), {
    log,
    onReconnected: () => {},
  });
  const driver = createPgDatabase(pool);
  return {
    query: (sql) => database.query(sql),
    driver,
    close: async () => {
      await driver.close();
      await database.drop();
    },
  };
}

async function embedded(): Promise<WalledDatabase> {
  const pglite = await PGlite.create();
  const setup = pgliteSetup(pglite);
  await ensureRoles(setup, 'postgres');
  await applyMigrations(setup, log);
  return {
    query: async <Row>(sql: string) => (await pglite.query<Row>(sql)).rows,
    driver: createPgliteDatabase(pglite),
    close: () => pglite.close(),
  };
}

const databases = [
  { name: 'PGlite', make: embedded },
  ...(hasServer ? [{ name: 'PostgreSQL', make: onServer }] : []),
];

describe.each(databases)('the wall in $name', ({ make }) => {
  let database: WalledDatabase;
  const [here, there] = [ids.next('acc').slice(4), ids.next('acc').slice(4)];
  beforeAll(async () => {
    database = await make();
    await database.query(
      `insert into parley.accounts (account_id, name, created_at) values ('${here}', 'a', now()), ('${there}', 'b', now())`,
    );
    await database.query(
      `insert into parley.agents select account_id, '${ids.next('agt').slice(4)}', name, null, 'agent', now() from parley.accounts`,
    );
  });
  afterAll(() => database.close());

  it('stands around every table, for their owner too', async () => {
    expect(await database.query(walledTables)).toStrictEqual([]);
  });

  it("holds a superuser's storage back, inside a transaction and outside", async () => {
    const access = { role: 'account', accountUuid: here } as const;
    const everything = { text: 'select account_id from parley.agents', values: [] };
    const own = [{ account_id: expect.stringMatching(here.slice(-12)) }];
    expect(await database.driver.session(access).run(everything)).toStrictEqual(own);
    expect(await database.driver.transaction(access, (tx) => tx.run(everything))).toStrictEqual(own);
    const written = { text: 'select account_id from parley.notes', values: [] };
    const asSystem = database.driver.session({ role: 'system' }).run(written);
    await expect(asSystem).rejects.toThrow(/permission denied/);
    // The connection that was used is nobody's again.
    expect(await database.driver.session({ role: 'owner' }).run(everything)).toHaveLength(2);
  });

  it.each(['parley_app', 'parley_system'])('lets %s neither log in nor step over it', async (role) => {
    const sql = `select rolcanlogin, rolsuper, rolbypassrls from pg_roles where rolname = '${role}'`;
    expect(await database.query(sql)).toStrictEqual([
      { rolcanlogin: false, rolsuper: false, rolbypassrls: false },
    ]);
  });

  it("is there for a superuser who became the account's role", async () => {
    await expectRows(database, 'parley_app', here, 'select account_id from parley.agents', 1);
    await expectRows(database, 'parley_app', there, 'select account_id from parley.accounts', 1);
  });

  it('shows a session without an account nothing at all', async () => {
    await expectRows(database, 'parley_app', undefined, 'select 1 from parley.agents', 0);
    await expectRows(database, 'parley_app', '', 'select 1 from parley.accounts', 0);
  });

  it("keeps the account's role from writing another account's rows", async () => {
    const insert = `insert into parley.agents values ('${there}', '${ids.next('agt').slice(4)}', 'x', null, 'agent', now())`;
    await expect(runAs(database, 'parley_app', here, insert)).rejects.toThrow(/row-level security/);
    const move = `update parley.accounts set next_conversation_number = 99 where account_id = '${there}'`;
    await runAs(database, 'parley_app', here, move);
    const sql = `select next_conversation_number as n from parley.accounts where account_id = '${there}'`;
    expect(await database.query(sql)).toStrictEqual([{ n: 1 }]);
  });

  it('lets nobody change or delete an event', async () => {
    for (const sql of ["update parley.events set type = 'x'", 'delete from parley.events']) {
      await expect(runAs(database, 'parley_app', here, sql)).rejects.toThrow(/permission denied/);
      await expect(runAs(database, 'parley_system', undefined, sql)).rejects.toThrow(/permission denied/);
    }
  });

  it('lets the system read what it needs to find accounts, and no message', async () => {
    await expectRows(database, 'parley_system', undefined, 'select 1 from parley.accounts', 2);
    const text = 'select content from parley.messages';
    await expect(runAs(database, 'parley_system', undefined, text)).rejects.toThrow(/permission denied/);
    await expect(
      runAs(database, 'parley_system', undefined, 'select 1 from parley.customers'),
    ).rejects.toThrow(/denied/);
  });

  it('opens nothing more of an agent to the system when more is stored of them', async () => {
    await expectRows(database, 'parley_system', undefined, 'select id, email, version from parley.agents', 2);
    await database.query('alter table parley.agents add column private_phone text');
    const phone = 'select private_phone from parley.agents';
    await expect(runAs(database, 'parley_system', undefined, phone)).rejects.toThrow(/permission denied/);
    const { agentMarks, findAgents } = createSystemStores(database.driver.session({ role: 'system' }));
    const [account] = await database.query<{ id: string; agent: string }>(
      'select account_id id, id agent from parley.agents',
    );
    const agentId = `agt_${account?.agent.replaceAll('-', '')}` as const;
    expect(await findAgents([agentId])).toHaveLength(2);
    expect(await agentMarks([`acc_${account?.id.replaceAll('-', '')}`])).not.toContain('none');
  });
});

/** Runs a block as somebody; whatever it sets is gone afterwards. */
async function block(
  database: WalledDatabase,
  role: string,
  account: string | undefined,
  body: string,
): Promise<void> {
  const setting = account === undefined ? '' : `perform set_config('parley.account_id', '${account}', true);`;
  await database.query(`do $$ declare n integer; begin set local role ${role}; ${setting} ${body} end $$`);
}

async function runAs(
  database: WalledDatabase,
  role: string,
  account: string | undefined,
  sql: string,
): Promise<void> {
  await block(database, role, account, `${sql.replace(/^select/, 'perform')};`);
}

async function expectRows(
  database: WalledDatabase,
  role: string,
  account: string | undefined,
  sql: string,
  count: number,
): Promise<void> {
  const body = `select count(*) into n from (${sql}) q; if n <> ${count} then raise exception 'found % rows', n; end if;`;
  await block(database, role, account, body);
}
