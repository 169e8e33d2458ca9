import { randomBytes } from 'node:crypto';
import { storageContract } from '@parley/contract-tests';
import type { Storage } from '@parley/core';
import { afterAll, describe } from 'vitest';
import { createPostgresStorage } from './create-postgres-storage.ts';
import { createTestDatabase, hasServer, type TestDatabase } from './test-server.ts';

const jobs = { retryLimit: 1, retryDelaySeconds: 1 };

// The storage's login owns nothing and may do nothing but become the roles the setup grants it.
describe.runIf(hasServer)('on a PostgreSQL server, with a login that has no rights of its own', () => {
  const login = `parley_login_${randomBytes(6).toString('hex')}`;
  let database: TestDatabase | undefined;
  afterAll(async () => {
    await database?.query(`revoke parley_app, parley_system, parley_jobs from ${login}; drop role ${login}`);
    await database?.drop();
  });

  const create = async (): Promise<Storage> => {
    database = await createTestDatabase();
    await database.query(`create role ${login} login`);
    return createPostgresStorage({
      connectionString: database.urlAs(login),
      migrationConnectionString: database.url,
      migrate: true,
      allowUnsafeDurability: true,
      jobs,
    });
  };
  storageContract('postgres', create, { concurrentTransactions: true, jobRetryLimit: jobs.retryLimit });
});
