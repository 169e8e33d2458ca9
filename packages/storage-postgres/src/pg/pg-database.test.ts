import type pg from 'pg';
import { expect, it } from 'vitest';
import { createPgDatabase } from './pg-database.ts';
import type { PgPool } from './pg-pool.ts';

/** A pool of one connection to a server that answers every commit so. */
function aPool(command: string, released: unknown[]): PgPool {
  const client = {
    query: async (text: unknown) => ({ command: text === 'commit' ? command : 'SELECT', rows: [] }),
  } as unknown as pg.PoolClient;
  return {
    acquire: async () => client,
    release: (_client, error) => {
      released.push(error);
    },
    end: async () => {},
  };
}
const work = async (): Promise<string> => 'done';

it('a commit that the server answers with a rollback is not a success', async () => {
  const released: unknown[] = [];
  const database = createPgDatabase(aPool('ROLLBACK', released));
  await expect(database.transaction({ role: 'system' }, work)).rejects.toThrow(/rolled the transaction back/);
  expect(released).toStrictEqual([undefined]);
});

it('a commit that the server answers with a commit is one', async () => {
  const released: unknown[] = [];
  const database = createPgDatabase(aPool('COMMIT', released));
  expect(await database.transaction({ role: 'system' }, work)).toBe('done');
  expect(released).toStrictEqual([undefined]);
});
