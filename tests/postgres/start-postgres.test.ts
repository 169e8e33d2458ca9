import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBinaries } from './find-binaries.ts';
import { type RunningPostgres, startPostgres } from './start-postgres.ts';

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  // A connection that the server cuts reports it here as well as to the caller.
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Connects and resolves `cut` when the server ends the connection; pg reports that more than once. */
async function connectWitness(url: string): Promise<{ cut: Promise<void> }> {
  const client = new pg.Client({ connectionString: url });
  const cut = new Promise<void>((resolve) => client.on('error', () => resolve()));
  await client.connect();
  return { cut };
}

const canRun = (choice: 'machine' | 'npm'): boolean => {
  try {
    return findBinaries(choice).binDir !== '';
  } catch {
    return false;
  }
};

for (const choice of ['machine', 'npm'] as const) {
  describe.runIf(canRun(choice))(`a PostgreSQL server for tests, programs from ${choice}`, () => {
    let server: RunningPostgres;
    beforeAll(async () => {
      server = await startPostgres({ binaries: choice });
    });
    afterAll(() => server.stop());

    test('answers on loopback with the version it reports and waits for the disk by default', async () => {
      const [row] = await query(
        server.adminUrl,
        "select current_setting('server_version') v, current_setting('fsync') f",
      );
      expect(row).toMatchObject({ v: expect.stringContaining(server.version), f: 'on' });
    });

    test('gives every test file its own database and removes it under open connections', async () => {
      const one = await server.createDatabase();
      const two = await server.createDatabase();
      await query(one.url, 'create table desk (id int)');
      const tables = "select count(*)::int n from information_schema.tables where table_name = 'desk'";
      expect(await query(two.url, tables)).toEqual([{ n: 0 }]);
      const witness = await connectWitness(one.url);
      await Promise.all([one.drop(), witness.cut]);
      await expect(query(one.url, 'select 1')).rejects.toThrow(/does not exist/);
      await two.drop();
    });

    test('keeps what was committed when it is stopped as by a crash', async () => {
      const database = await server.createDatabase();
      await query(database.url, 'create table kept (id int)');
      await query(database.url, 'insert into kept values (7)');
      await server.stopImmediate();
      await expect(query(database.url, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
      await server.restart();
      expect(await query(database.url, 'select id from kept')).toEqual([{ id: 7 }]);
      await database.drop();
    });
  });
}

describe.runIf(canRun('machine') || canRun('npm'))('a PostgreSQL server whose owner dies', () => {
  test('is stopped and its data removed although nobody called stop', async () => {
    const binaries = canRun('machine') ? 'machine' : 'npm';
    const script = `
      import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, 'start-postgres.ts'))};
      const server = await startPostgres({ fsync: false, binaries: '${binaries}' });
      console.log(JSON.stringify({ url: server.adminUrl, dataDir: server.dataDir }));
      setInterval(() => {}, 1000);`;
    const owner = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await Promise.race([
      once(createInterface({ input: owner.stdout }), 'line'),
      once(owner, 'exit').then(([code]) => Promise.reject(new Error(`the owner ended (exit ${code})`))),
    ])) as [string];
    const { url, dataDir } = JSON.parse(line) as { url: string; dataDir: string };
    const witness = await connectWitness(url);
    owner.kill('SIGKILL');
    await witness.cut;
    await expect.poll(() => existsSync(dataDir), { timeout: 10_000 }).toBe(false);
    await expect(query(url, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
  });
});
